//! How names of the API become names of Rust: the same way the generator does it.

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::Span;
use syn::Ident;

/// `contactTagId` becomes `contact_tag_id`, `type` becomes `type_`.
pub(crate) fn field(name: &str) -> String {
    let snake = name.to_snake_case();
    if syn::parse_str::<Ident>(&snake).is_ok() { snake } else { format!("{snake}_") }
}

/// `listContacts` becomes `list_contacts`.
pub(crate) fn function(id: &str) -> String {
    id.to_snake_case()
}

/// `WORK_FAX` becomes `WorkFax`, `name asc` becomes `NameAsc`.
pub(crate) fn variant(value: &str) -> String {
    value.to_upper_camel_case()
}

/// `listContacts` becomes `ListContacts`.
pub(crate) fn type_name(id: &str) -> String {
    id.to_upper_camel_case()
}

pub(crate) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}
