//! A short name for a change that stays the same whatever words are found for it, and wherever its line moves.

use hmac_sha256::Hash;

/// How many hexadecimal digits are enough to tell the changes of a release apart.
pub(crate) const DIGITS: usize = 12;

/// The name of a change of a class, or of another kind of difference, at a place.
pub(crate) fn fingerprint(class: &str, place: &str, detail: &[String]) -> String {
    // As JSON, so that no two lists of texts become one.
    let text = serde_json::json!([class, place, detail]).to_string();
    Hash::hash(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).take(DIGITS / 2).collect()
}

#[cfg(test)]
mod tests {
    use super::fingerprint;

    #[test]
    fn a_fingerprint_is_of_class_place_and_detail_and_never_changes() {
        let detail = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect::<Vec<_>>();
        // Recorded in files: a change of this text would wake up everything that was accepted.
        assert_eq!(fingerprint("member-removed", "/components/schemas/Tag", &detail(&["name"])), "7e3720f91025");
        let others = [
            fingerprint("member-removed", "/components/schemas/Tag", &detail(&["na", "me"])),
            fingerprint("member-removed", "/components/schemas/Tag", &[]),
            fingerprint("member-removed", "/components/schemas/Tagname", &[]),
            fingerprint("member-added", "/components/schemas/Tag", &detail(&["name"])),
        ];
        for (index, other) in others.iter().enumerate() {
            assert_eq!(other.len(), super::DIGITS);
            assert!(others.iter().skip(index + 1).all(|it| it != other));
        }
    }
}
