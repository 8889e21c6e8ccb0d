#![allow(clippy::unwrap_used, clippy::too_many_lines)]

use std::collections::BTreeMap;

use super::super::surface::surfaces;
use super::*;

/// What is said of two texts of a generated file.
fn said(file: &str, before: &str, after: &str) -> Vec<String> {
    let files = |text: &str| BTreeMap::from([(file.to_owned(), text.to_owned())]);
    let (before, after) = surfaces(&files(before), &files(after)).unwrap();
    let said = compare(&before, &after).into_iter().map(|change| {
        let RustChange { path, what, impact, note, .. } = change;
        let note = note.map(|note| format!(", {note}")).unwrap_or_default();
        format!("{impact:?}: {} {}{note}", path.trim_start_matches("contacts_client::"), what.as_str())
    });
    said.collect()
}

/// Rows of: what it is about, before, after, what is said.
fn holds(file: &str, rows: &[(&str, &str, &str, &[&str])]) {
    for (what, before, after, expected) in rows {
        assert_eq!(said(file, before, after), *expected, "{what}");
    }
}

const GROWS: &str = "breaks only literals without the `..` that the client's documentation asks for";

#[test]
fn structs_their_fields_methods_and_traits() {
    holds(
        "types.rs",
        &[
            (
                "a struct",
                "",
                "pub struct A { pub a: u8 } impl A { pub fn new() -> Self {} }",
                &["Compatible: types::A added"],
            ),
            (
                "with all that it has",
                "#[derive(Clone)] pub struct A { pub a: u8 } impl A { pub fn new() -> Self {} }",
                "",
                &["Breaking: types::A removed"],
            ),
            ("a private one", "struct A;", "struct B;", &[]),
            (
                "a field of a struct that nobody else can make",
                "pub struct A {}",
                "pub struct A { pub a: u8 }",
                &["Breaking: types::A::a added, a literal of the struct no longer compiles"],
            ),
            (
                "of one that has a default",
                "#[derive(Default)] pub struct A {}",
                "#[derive(Default)] pub struct A { pub a: u8 }",
                &[&format!("Compatible: types::A::a added, {GROWS}")],
            ),
            (
                "of one that is made with `new`",
                "pub struct A {} impl A { pub fn new() -> Self {} }",
                "pub struct A { pub a: u8 } impl A { pub fn new() -> Self {} }",
                &[&format!("Compatible: types::A::a added, {GROWS}")],
            ),
            (
                "of one that says so",
                "#[non_exhaustive] pub struct A {}",
                "#[non_exhaustive] pub struct A { pub a: u8 }",
                &["Compatible: types::A::a added"],
            ),
            ("a private field", "pub struct A {}", "pub struct A { a: u8 }", &[]),
            ("a field that goes", "pub struct A { pub a: u8 }", "pub struct A {}", &["Breaking: types::A::a removed"]),
            (
                "another type",
                "pub struct A { pub a: Option<u8> }",
                "pub struct A { pub a: u8 }",
                &["Breaking: types::A::a changed"],
            ),
            ("other words", "/// A.\npub struct A { pub a: u8 }", "/// B.\npub struct A { /** C. */ pub a: u8 }", &[]),
            (
                "a setter",
                "pub struct A {} impl A {}",
                "pub struct A {} impl A { #[must_use] pub fn set_a(mut self, value: u8) -> Self {} }",
                &["Compatible: types::A::set_a added"],
            ),
            (
                "one that goes",
                "pub struct A {} impl A { pub fn set_a(mut self, value: u8) -> Self {} }",
                "pub struct A {}",
                &["Breaking: types::A::set_a removed"],
            ),
            (
                "an argument more",
                "pub struct A {} impl A { pub fn new(a: u8) -> Self {} }",
                "pub struct A {} impl A { pub fn new(a: u8, b: u8) -> Self {} }",
                &["Breaking: types::A::new changed"],
            ),
            (
                "arguments exchanged",
                "pub struct A {} impl A { pub fn new(a: u8, b: u8) -> Self {} }",
                "pub struct A {} impl A { pub fn new(b: u8, a: u8) -> Self {} }",
                &["Breaking: types::A::new changed, calls still compile, with the arguments exchanged"],
            ),
            (
                "arguments of other names",
                "pub struct A {} impl A { pub fn new(a: u8) -> Self {} }",
                "pub struct A {} impl A { pub fn new(b: u8) -> Self {} }",
                &["Compatible: types::A::new changed, only the names of arguments are different"],
            ),
            (
                "another answer, and what is the function's own affair",
                "pub struct A {} impl A { pub fn a(self) -> u8 {} pub fn b(self) {} }",
                "pub struct A {} impl A { pub fn a(self) -> u16 {} pub fn b(mut self) {} }",
                &["Breaking: types::A::a changed"],
            ),
            (
                "a generic bound",
                "pub struct A {} impl A { pub fn a<T>(t: T) where T: Copy {} }",
                "pub struct A {} impl A { pub fn a<T>(t: T) where T: Clone {} }",
                &["Breaking: types::A::a changed"],
            ),
            (
                "a trait that is derived no more",
                "#[derive(Clone, Default)] pub struct A {}",
                "#[derive(Clone)] pub struct A {}",
                &["Breaking: types::A: Default removed"],
            ),
            (
                "one that is new",
                "pub struct A {}",
                "#[derive(Copy)] pub struct A {}",
                &["Compatible: types::A: Copy added"],
            ),
            (
                "one that is written out",
                "pub struct A {} impl From<B> for A {}",
                "pub struct A {}",
                &["Breaking: types::A: From<B> removed"],
            ),
            (
                "deprecation",
                "pub struct A { pub a: u8 }",
                "pub struct A { #[deprecated] pub a: u8 }",
                &["Compatible: types::A::a changed, it is deprecated now"],
            ),
            (
                "a struct that is closed",
                "pub struct A {}",
                "#[non_exhaustive] pub struct A {}",
                &["Breaking: types::A changed, it is `#[non_exhaustive]` now"],
            ),
            (
                "a struct that becomes an alias takes its members with it",
                "pub struct A { pub a: u8 }",
                "pub type A = String;",
                &["Breaking: types::A changed"],
            ),
        ],
    );
}

#[test]
fn enums_ids_unions_and_aliases_as_the_macros_of_the_client_make_them() {
    holds(
        "enums.rs",
        &[
            ("an enum", "", "open_enum! { pub enum A { X = \"X\", } }", &["Compatible: types::A added"]),
            ("one that goes", "open_enum! { pub enum A { X = \"X\", } }", "", &["Breaking: types::A removed"]),
            (
                "a value",
                "open_enum! { pub enum A { X = \"X\", } }",
                "open_enum! { pub enum A { X = \"X\", /// New.\n Y = \"Y\", } }",
                &["Compatible: types::A::Y added"],
            ),
            (
                "one that goes",
                "open_enum! { pub enum A { X = \"X\", Y = \"Y\", } }",
                "open_enum! { pub enum A { X = \"X\", } }",
                &["Breaking: types::A::Y removed"],
            ),
            (
                "one that is spelled otherwise on the wire",
                "open_enum! { pub enum A { WorkFax = \"WORK_FAX\", } }",
                "open_enum! { pub enum A { WorkFax = \"workFax\", } }",
                &["Compatible: types::A::WorkFax changed"],
            ),
            (
                "a plain enum that grows",
                "pub enum A { X }",
                "pub enum A { X, Y }",
                &["Breaking: types::A::Y added, a `match` without `_` no longer compiles"],
            ),
        ],
    );
    holds(
        "ids.rs",
        &[
            ("an id", "", "string_id! { pub struct A; }", &["Compatible: types::A added"]),
            ("one that goes", "string_id! { pub struct A; }", "", &["Breaking: types::A removed"]),
            (
                "a text that becomes a number",
                "string_id! { pub struct A; }",
                "integer_id! { pub struct A(i64); }",
                &["Breaking: types::A changed"],
            ),
            (
                "a longer number",
                "integer_id! { pub struct A(i32); }",
                "integer_id! { pub struct A(i64); }",
                &["Breaking: types::A changed"],
            ),
        ],
    );
    holds(
        "unions.rs",
        &[
            (
                "a form",
                "key_union! { pub enum A { X(X) = object [\"a\", \"b\"], } }",
                "key_union! { pub enum A { X(X) = object [\"a\", \"b\"], Y(Vec<Y>) = list [\"c\"], } }",
                &["Compatible: types::A::Y added"],
            ),
            (
                "one that goes",
                "key_union! { pub enum A { X(X) = object [\"a\"], Y(Y) = object [\"b\"], } }",
                "key_union! { pub enum A { X(X) = object [\"a\"], } }",
                &["Breaking: types::A::Y removed"],
            ),
            (
                "one of another type",
                "key_union! { pub enum A { X(X) = object [\"a\"], } }",
                "key_union! { pub enum A { X(Vec<X>) = list [\"a\"], } }",
                &["Breaking: types::A::X changed"],
            ),
            (
                "one that is told by other keys",
                "key_union! { pub enum A { X(X) = object [\"a\"], } }",
                "key_union! { pub enum A { X(X) = object [\"a\", \"b\"], } }",
                &["Compatible: types::A::X changed"],
            ),
            ("an alias", "", "pub type A = B;", &["Compatible: types::A added"]),
            ("one that goes", "pub type A = B;", "", &["Breaking: types::A removed"]),
            ("one of something else", "pub type A = B;", "pub type A = C;", &["Breaking: types::A changed"]),
        ],
    );
}

#[test]
fn calls_operations_parameters_constants_and_mocks() {
    holds(
        "operations.rs",
        &[
            ("a call", "", "impl Client { pub async fn a(&self) -> X {} }", &["Compatible: Client::a added"]),
            ("one that goes", "impl Client { pub async fn a(&self) -> X {} }", "", &["Breaking: Client::a removed"]),
            (
                "another answer",
                "impl Client { pub async fn a(&self) -> X {} }",
                "impl Client { pub async fn a(&self) -> Y {} }",
                &["Breaking: Client::a changed"],
            ),
            (
                "no future any more",
                "impl Client { pub async fn a(&self) -> X {} }",
                "impl Client { pub fn a(&self) -> X {} }",
                &["Breaking: Client::a changed"],
            ),
            (
                "what is in a call, and who may not see it",
                "impl Client { pub fn a(&self) { one() } fn b(&self) {} }",
                "impl Client { pub fn a(&self) { two() } }",
                &[],
            ),
            (
                "an operation",
                "",
                "impl Operation { pub const A: Operation = Operation { id: \"a\" }; pub const ALL: &[u8] = &[]; }",
                &["Compatible: Operation::A added"],
            ),
            (
                "another path",
                "impl Operation { pub const A: Operation = Operation { path: \"/a\" }; }",
                "impl Operation { pub const A: Operation = Operation { path: \"/b\" }; }",
                &["Compatible: Operation::A changed"],
            ),
            (
                "another place among all, and another page",
                "impl Operation { pub const A: Operation = Operation { page: \"a\", index: 1 }; }",
                "impl Operation { pub const A: Operation = Operation { page: \"b\", index: 2 }; }",
                &[],
            ),
            (
                "what a list is of",
                "impl Page for A { type Item = X; }",
                "impl Page for A { type Item = Y; }",
                &["Breaking: types::A: Page changed"],
            ),
        ],
    );
    holds(
        "params.rs",
        &[(
            "a parameter",
            "#[derive(Default)] pub struct AParams {}",
            "#[derive(Default)] pub struct AParams { pub count: Option<i32> }",
            &[&format!("Compatible: types::AParams::count added, {GROWS}")],
        )],
    );
    holds(
        "mod.rs",
        &[
            (
                "an address",
                "pub const BASE_URL: &str = \"a\";",
                "pub const BASE_URL: &str = \"b\";",
                &["Compatible: BASE_URL changed"],
            ),
            ("another type", "pub const A: u8 = 1;", "pub const A: u16 = 1;", &["Breaking: A changed"]),
            ("one that goes", "pub const A: u8 = 1;", "", &["Breaking: A removed"]),
            (
                "what is of every document",
                "pub const SPEC_SHA256: &str = \"a\";",
                "pub const SPEC_SHA256: &str = \"b\";",
                &[],
            ),
        ],
    );
    holds(
        "facts.rs",
        &[(
            "a limit that the client goes by",
            "pub(crate) const RATE_LIMIT: u32 = 60;",
            "pub(crate) const RATE_LIMIT: u32 = 240;",
            &["Compatible: facts::RATE_LIMIT changed, what the client does by itself is different"],
        )],
    );
    holds(
        "httpmock.rs",
        &[
            (
                "what a mock expects",
                "pub mod operations { pub struct AWhen(When); impl AWhen { pub fn a(self) -> Self {} } }",
                "pub mod operations { pub struct AWhen(When); }",
                &["Breaking: httpmock::operations::AWhen::a removed"],
            ),
            (
                "a mock",
                "pub trait MockServerExt { fn a(&self); }",
                "pub trait MockServerExt { fn a(&self); fn b(&self); }",
                &["Compatible: httpmock::MockServerExt::b added"],
            ),
        ],
    );
}

#[test]
fn a_change_names_the_members_that_it_is_about_as_the_wire_does() {
    let files = |text: &str| BTreeMap::from([("types.rs".to_owned(), text.to_owned())]);
    let before = "pub struct A { #[serde(rename = \"firstName\", default)] pub first_name: String } \
                  impl A { pub fn set_first_name(self) {} pub fn new() -> Self {} }";
    let after = "pub struct A { #[serde(rename = \"firstName\")] pub first_name: u8 } \
                 impl A { pub fn new(first_name: u8) -> Self {} }";
    let (before, after) = surfaces(&files(before), &files(after)).unwrap();
    let changes = compare(&before, &after);
    let about: Vec<_> =
        changes.iter().map(|it| (it.path.rsplit("::").next().unwrap(), &*it.owner, &*it.members)).collect();
    let name = ["firstName".to_owned()];
    assert_eq!(about, [("first_name", "A", &name[..]), ("new", "A", &name), ("set_first_name", "A", &name)]);
}
