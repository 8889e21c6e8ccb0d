//! How names of the API become names of Rust: the same way the generator does it.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Span;
use syn::Ident;

/// Names of types that the generated files use for something else.
pub(crate) const TAKEN: [&str; 26] = [
    "Box",
    "Client",
    "ClientHooks",
    "ClientInfo",
    "DateTime",
    "Default",
    "Deserialize",
    "Error",
    "From",
    "Into",
    "IntoIterator",
    "Operation",
    "OperationInfo",
    "Option",
    "Page",
    "Pages",
    "Patch",
    "Redirect",
    "Response",
    "ResponseValue",
    "Result",
    "Self",
    "Serialize",
    "String",
    "Malformed",
    "Vec",
];

/// `contactTagId` becomes `contact_tag_id`, `type` becomes `type_`.
pub(crate) fn field(name: &str) -> String {
    let snake = function(name);
    if is_name(&snake) { snake } else { format!("{snake}_") }
}

/// `listContacts` becomes `list_contacts`.
pub(crate) fn function(id: &str) -> String {
    id.replace('\'', "").to_snake_case()
}

/// `WORK_FAX` becomes `WorkFax`, `name asc` becomes `NameAsc`.
pub(crate) fn variant(value: &str) -> String {
    value.to_upper_camel_case()
}

/// `listContacts` becomes `ListContacts`.
pub(crate) fn type_name(id: &str) -> String {
    id.to_upper_camel_case()
}

/// `listContacts` becomes `ListContactsParams`, the struct of its query parameters.
pub(crate) fn params(id: &str) -> String {
    format!("{}Params", type_name(id))
}

/// Whether a text can be an identifier as it is.
pub(crate) fn is_name(text: &str) -> bool {
    // `gen` is reserved from edition 2024 on, which the parser does not know.
    text != "gen" && text.chars().any(|c| c != '_') && syn::parse_str::<Ident>(text).is_ok()
}

pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_snake_case_and_step_aside_for_keywords() {
        let rows = [
            ("contactTagId", "contact_tag_id"),
            ("i18nDisplayNames", "i18n_display_names"),
            ("userID", "user_id"),
            ("URL", "url"),
            ("filter[a]", "filter_a"),
            ("it's", "its"),
            ("type", "type_"),
            ("gen", "gen_"),
            ("self", "self_"),
            ("連絡先", "連絡先"),
        ];
        for (name, expected) in rows {
            assert_eq!(field(name), expected);
            assert!(is_name(&field(name)), "{name}");
        }
    }

    #[test]
    fn what_has_no_letter_to_begin_with_makes_no_name() {
        for name in ["", "_", "__", "-", "+1", "2fa", "²", "a b", "a-b", "fn", "gen"] {
            assert!(!is_name(name), "{name:?}");
        }
        for name in ["", "_", "-", "+1", "2fa", "²"] {
            assert!(!is_name(&field(name)), "{name:?}");
        }
    }

    #[test]
    fn values_and_ids_become_variants_and_types() {
        let rows =
            [("WORK_FAX", "WorkFax"), ("name asc", "NameAsc"), ("X", "X"), ("listContacts", "ListContacts"), ("+", "")];
        for (name, expected) in rows {
            assert_eq!((variant(name), type_name(name)), (expected.to_owned(), expected.to_owned()));
        }
        assert_eq!(params("listContacts"), "ListContactsParams");
    }

    #[test]
    fn taken_names_are_names_of_types() {
        for name in TAKEN {
            assert_eq!(type_name(name), name);
        }
    }
}
