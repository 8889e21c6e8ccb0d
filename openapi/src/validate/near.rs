//! The name that was likely meant.

/// How alike two names must be, where 1 is the same.
const ALIKE: f64 = 0.65;

/// The one of the names that is most like a text, if one is like it at all. Case and underscores do not count.
///
/// ```
/// use contacts_openapi::validate::nearest;
///
/// assert_eq!(nearest(["emails", "memo"], "emials"), Some("emails"));
/// assert_eq!(nearest(["emails", "memo"], "tags"), None);
/// ```
pub fn nearest<'n>(names: impl IntoIterator<Item = &'n str>, text: &str) -> Option<&'n str> {
    // Nobody means a short name by a long text.
    let plain = |name: &str| name.chars().take(64).filter(|it| *it != '_').collect::<String>().to_lowercase();
    let text = plain(text);
    let rated = names.into_iter().map(|name| (strsim::normalized_damerau_levenshtein(&text, &plain(name)), name));
    let best = rated.filter(|(alike, _)| *alike >= ALIKE).max_by(|(a, _), (b, _)| a.total_cmp(b));
    best.map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_leads_to_the_name_that_was_meant() {
        let names = ["emails", "telephones", "memo", "contactName"];
        let rows = [
            ("emailz", Some("emails")),
            ("Memo", Some("memo")),
            ("contact_name", Some("contactName")),
            ("telephone", Some("telephones")),
            ("contact", None),
            ("tags", None),
            ("", None),
        ];
        for (text, expected) in rows {
            assert_eq!(nearest(names, text), expected, "{text}");
        }
    }
}
