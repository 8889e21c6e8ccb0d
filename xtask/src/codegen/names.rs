//! How names of the API become names of Rust: the same way the generator does it.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Span;
use syn::Ident;

/// Names of types that the generated files use for something else.
pub(crate) const TAKEN: [&str; 24] = [
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
    "Patch",
    "Redirect",
    "Response",
    "ResponseValue",
    "Result",
    "Self",
    "Serialize",
    "String",
    "Undecodable",
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
