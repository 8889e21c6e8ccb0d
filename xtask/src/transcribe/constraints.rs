//! What the end of a description says in keywords.

/// The keywords that a description may end with, as pages spell them, and the rule that a difference breaks.
const KEYWORDS: &[(&str, &str)] = &[
    ("Allowed values", "enum"),
    ("default", "default"),
    ("deprecated", "deprecated"),
    ("example", "example"),
    ("exclusiveMaximum", "exclusiveMaximum"),
    ("exclusiveMinimum", "exclusiveMinimum"),
    ("format", "format"),
    ("maxItems", "maxItems"),
    ("maxLength", "maxLength"),
    ("maximum", "maximum"),
    ("minItems", "minItems"),
    ("minLength", "minLength"),
    ("minimum", "minimum"),
    ("multipleOf", "multipleOf"),
    ("nullable", "nullable"),
    ("pattern", "pattern"),
    ("readOnly", "readOnly"),
    ("uniqueItems", "uniqueItems"),
    ("writeOnly", "writeOnly"),
];

/// The keywords of schemas that rows state.
pub(super) fn known() -> impl Iterator<Item = &'static str> {
    KEYWORDS.iter().map(|(_, keyword)| *keyword)
}

/// What a row states beside its name and its type.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Constraints {
    pub(super) required: bool,
    /// Keywords of schemas with their values as printed, in the order of the page.
    pub(super) stated: Vec<(&'static str, String)>,
    /// What has the form of a constraint, and is none that is known.
    pub(super) unknown: Vec<String>,
}

#[allow(clippy::single_match_else, reason = "both arms say what is there")]
impl Constraints {
    /// Reads the end of a description.
    pub(super) fn of(description: &str) -> Self {
        let mut constraints = Self::default();
        let found = keywords(description);
        let words = &description[..found.first().map_or(description.len(), |found| found.start)];
        constraints.required = ends_with_required(words).is_some();
        for (index, Found { keyword, value, .. }) in found.iter().enumerate() {
            let end = found.get(index + 1).map_or(description.len(), |next| next.start);
            let mut value = description[*value..end].trim();
            // A pattern may end with any word.
            if *keyword != Some("pattern")
                && let Some(rest) = ends_with_required(value)
            {
                (value, constraints.required) = (rest.trim_end(), true);
            }
            match keyword {
                Some(keyword) => constraints.stated.push((keyword, value.to_owned())),
                None => {
                    let text = description[found[index].start..end].trim();
                    constraints.unknown.push(text.to_owned());
                }
            }
        }
        constraints
    }

    /// The printed value of a keyword.
    pub(super) fn get(&self, keyword: &str) -> Option<&str> {
        self.stated.iter().find(|(known, _)| *known == keyword).map(|(_, value)| &**value)
    }
}

/// What stands before `required`, if that is the last word.
fn ends_with_required(text: &str) -> Option<&str> {
    let rest = text.trim_end().strip_suffix("required")?;
    (rest.is_empty() || rest.ends_with(char::is_whitespace)).then_some(rest)
}

struct Found {
    start: usize,
    value: usize,
    /// None for one that has the form alone.
    keyword: Option<&'static str>,
}

/// The places of `keyword : value`. What is in that form and no keyword counts only behind one: before, it is prose.
fn keywords(description: &str) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (colon, _) in description.match_indices(" : ") {
        let before = description[..colon].trim_end();
        let value = colon + " : ".len();
        let known = KEYWORDS.iter().find(|(name, _)| {
            before.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with(char::is_whitespace))
        });
        if let Some((name, keyword)) = known {
            found.push(Found { start: before.len() - name.len(), value, keyword: Some(keyword) });
            continue;
        }
        let start = before
            .rfind(char::is_whitespace)
            .map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
        let word = &before[start..];
        let is_keyword = word.starts_with(|c: char| c.is_ascii_lowercase())
            && word.chars().all(|c| c.is_ascii_alphanumeric())
            && found.last().is_some_and(|last| last.keyword != Some("pattern") && last.value < start);
        if is_keyword {
            found.push(Found { start, value, keyword: None });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constraints_end_a_description() {
        type Stated = &'static [(&'static str, &'static str)];
        let rows: &[(&str, bool, Stated)] = &[
            ("", false, &[]),
            ("required", true, &[]),
            ("A name that is not required at all.", false, &[]),
            ("A name. required maxLength : 100 nullable : true", true, &[("maxLength", "100"), ("nullable", "true")]),
            ("種類\nrequired Allowed values : A, B_C", true, &[("enum", "A, B_C")]),
            ("종류 default : A Allowed values : A, B", false, &[("default", "A"), ("enum", "A, B")]),
            ("x pattern : [0-9 ]+ required", false, &[("pattern", "[0-9 ]+ required")]),
            ("x maxLength : 3 required", true, &[("maxLength", "3")]),
            ("Note : words may have colons", false, &[]),
            ("x example : a : b format : int32", false, &[("example", "a : b"), ("format", "int32")]),
        ];
        for (text, required, stated) in rows {
            let constraints = Constraints::of(text);
            assert_eq!(constraints.required, *required, "{text:?}");
            let found: Vec<(&str, &str)> = constraints.stated.iter().map(|(k, v)| (*k, &**v)).collect();
            assert_eq!(found, *stated, "{text:?}");
        }
    }

    #[test]
    fn what_has_the_form_of_a_constraint_and_is_none_that_is_known_is_kept_apart() {
        let constraints = Constraints::of("x maxLength : 3 minWords : 2 nullable : true");
        assert_eq!(constraints.unknown, ["minWords : 2"]);
        assert_eq!((constraints.get("maxLength"), constraints.get("nullable")), (Some("3"), Some("true")));
    }
}
