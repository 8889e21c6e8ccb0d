//! What callers see of the generated half of the client: its public items, read from the text that is generated.
//!
//! Enums, ids and unions are calls of the client's own macros (`open_enum!`, `string_id!`, `integer_id!`, `key_union!`).
//! What those expand to is the same for each, so that the call says all that can change.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use syn::parse::{Parse, ParseStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, Fields, FnArg, Ident, ImplItem, Item, Meta, Pat, Signature, Token, TraitItem, Type, Visibility,
};

use super::tidy::tidy;

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Type,
    Field,
    Variant,
    Function,
    Constant,
    /// A trait that a type implements.
    Implementation,
    /// A constant that the hand-written half goes by, and no caller sees.
    Fact,
}

/// Something that callers can name, or notice.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    /// `contacts_client::types::Contact::new`.
    pub(super) path: String,
    pub(super) kind: Kind,
    /// It as Rust, without its value; what two of one path are compared by.
    pub(super) declaration: String,
    /// The value of a constant, the text of a variant.
    pub(super) value: Option<String>,
    /// The path of the type that it belongs to.
    pub(super) parent: Option<String>,
    /// The arguments of a function with their types.
    pub(super) arguments: Vec<(String, String)>,
    /// A member's name on the wire.
    pub(super) wire: Option<String>,
    pub(super) is_deprecated: bool,
    /// Whether a type, a variant or an enum may grow without breaking anybody.
    pub(super) is_non_exhaustive: bool,
}

/// The files that hold what callers see, each with the module that its items are reached by.
const FILES: [(&str, &str); 8] = [
    ("operations.rs", "contacts_client"),
    ("params.rs", "contacts_client::types"),
    ("types.rs", "contacts_client::types"),
    ("enums.rs", "contacts_client::types"),
    ("ids.rs", "contacts_client::types"),
    ("unions.rs", "contacts_client::types"),
    ("facts.rs", "contacts_client::facts"),
    ("httpmock.rs", "contacts_client::httpmock"),
];

/// Constants that name the document and its maker, and the list of all operations: others say the same better.
const ELSEWHERE: [&str; 3] = ["SPEC_SHA256", "GENERATOR", "ALL"];

/// The public items of two generated clients. A file that is the same in both tells nothing, and is not read.
pub(super) fn surfaces(
    base: &BTreeMap<String, String>,
    head: &BTreeMap<String, String>,
) -> syn::Result<(Vec<Entry>, Vec<Entry>)> {
    let read = |files: &BTreeMap<String, String>| {
        let mut reader = Reader::default();
        for (name, module) in [("mod.rs", "contacts_client")].into_iter().chain(FILES) {
            if let Some(text) = files.get(name).filter(|_| base.get(name) != head.get(name)) {
                reader.file(module, text)?;
            }
        }
        syn::Result::Ok(reader.entries)
    };
    std::thread::scope(|scope| {
        let base = scope.spawn(|| read(base));
        let head = read(head);
        let base = base.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
        Ok((base?, head?))
    })
}

#[derive(Default)]
struct Reader {
    entries: Vec<Entry>,
}

impl Reader {
    fn file(&mut self, module: &str, text: &str) -> syn::Result<()> {
        let items = syn::parse_file(text)?.items;
        items.into_iter().try_for_each(|item| self.item(module, item))
    }

    fn item(&mut self, module: &str, item: Item) -> syn::Result<()> {
        match item {
            Item::Struct(item) if is_public(&item.vis) => self.structure(module, &item),
            Item::Enum(item) if is_public(&item.vis) => {
                let path = format!("{module}::{}", item.ident);
                self.own_type(&path, format!("pub enum {}{}", item.ident, tidy(&item.generics)), &item.attrs);
                for variant in item.variants {
                    let declaration = format!("{}{}", variant.ident, tidy(&variant.fields));
                    let value = variant.discriminant.map(|(_, value)| tidy(&value));
                    self.member(&path, Kind::Variant, &variant.ident, declaration, value, &variant.attrs);
                }
            }
            Item::Type(item) if is_public(&item.vis) => {
                let declaration = format!("pub type {} = {}", item.ident, tidy(&item.ty));
                self.own_type(&format!("{module}::{}", item.ident), declaration, &item.attrs);
            }
            Item::Const(item) => {
                let is_fact = module.ends_with("::facts");
                if (is_public(&item.vis) || is_fact) && !ELSEWHERE.iter().any(|name| item.ident == name) {
                    let kind = if is_fact { Kind::Fact } else { Kind::Constant };
                    let declaration = format!("pub const {}: {}", item.ident, tidy(&item.ty));
                    let path = format!("{module}::{}", item.ident);
                    self.push(path, kind, declaration, &item.attrs).value = Some(tidy(&item.expr));
                }
            }
            Item::Trait(item) if is_public(&item.vis) => {
                let path = format!("{module}::{}", item.ident);
                self.own_type(&path, format!("pub trait {}{}", item.ident, tidy(&item.generics)), &item.attrs);
                for item in item.items {
                    if let TraitItem::Fn(function) = item {
                        self.function(&path, function.sig, &function.attrs, "");
                    }
                }
            }
            Item::Impl(item) => self.implementation(module, item),
            Item::Mod(item) if is_public(&item.vis) => {
                let module = format!("{module}::{}", item.ident);
                let items = item.content.into_iter().flat_map(|(_, items)| items);
                items.into_iter().try_for_each(|item| self.item(&module, item))?;
            }
            Item::Macro(item) => self.call(module, &item.mac)?,
            _ => {}
        }
        Ok(())
    }

    fn structure(&mut self, module: &str, item: &syn::ItemStruct) {
        let path = format!("{module}::{}", item.ident);
        self.own_type(&path, format!("pub struct {}{}", item.ident, tidy(&item.generics)), &item.attrs);
        let Fields::Named(fields) = &item.fields else { return };
        for field in &fields.named {
            if let Some(name) = field.ident.as_ref().filter(|_| is_public(&field.vis)) {
                let declaration = format!("pub {name}: {}", tidy(&field.ty));
                let wire = renamed(&field.attrs).unwrap_or_else(|| name.to_string());
                self.member(&path, Kind::Field, name, declaration, None, &field.attrs).wire = Some(wire);
            }
        }
    }

    /// A call of one of the client's macros.
    fn call(&mut self, module: &str, call: &syn::Macro) -> syn::Result<()> {
        let name = call.path.get_ident().map(ToString::to_string).unwrap_or_default();
        match name.as_str() {
            "open_enum" => {
                let item: syn::ItemEnum = syn::parse2(call.tokens.clone())?;
                let path = format!("{module}::{}", item.ident);
                self.own_type(&path, format!("pub enum {}", item.ident), &item.attrs).is_non_exhaustive = true;
                for variant in item.variants {
                    let value = variant.discriminant.map(|(_, value)| value);
                    let wire = value.as_ref().and_then(text);
                    let value = value.map(|value| tidy(&value));
                    let name = &variant.ident;
                    self.member(&path, Kind::Variant, name, name.to_string(), value, &variant.attrs).wire = wire;
                }
            }
            "key_union" => {
                let Union { attrs, name, arms } = syn::parse2(call.tokens.clone())?;
                let path = format!("{module}::{name}");
                self.own_type(&path, format!("pub enum {name}"), &attrs).is_non_exhaustive = true;
                for Arm { attrs, name, inner, form } in arms {
                    let declaration = format!("{name}({})", tidy(&inner));
                    self.member(&path, Kind::Variant, &name, declaration, Some(tidy(&form)), &attrs);
                }
            }
            "string_id" | "integer_id" => {
                let item: syn::ItemStruct = syn::parse2(call.tokens.clone())?;
                let inner = item.fields.iter().next().map_or_else(|| "String".to_owned(), |field| tidy(&field.ty));
                let path = format!("{module}::{}", item.ident);
                self.own_type(&path, format!("pub struct {}({inner})", item.ident), &item.attrs);
            }
            _ => {}
        }
        Ok(())
    }

    fn implementation(&mut self, module: &str, item: syn::ItemImpl) {
        let name = tidy(&item.self_ty);
        // `Client` and `Operation` are written by hand; what lists can do stands beside their calls.
        let is_list = module == "contacts_client" && !["Client", "Operation"].contains(&name.as_str());
        let module = if is_list { "contacts_client::types" } else { module };
        let path = format!("{module}::{}", name.trim_start_matches("::"));
        if let Some((of, _)) = &item.trait_ {
            let of = tidy(of);
            let types = item.items.iter().filter_map(|item| match item {
                ImplItem::Type(item) => Some(format!(" {{ type {} = {} }}", item.ident, tidy(&item.ty))),
                _ => None,
            });
            let types: String = types.collect();
            self.implements(&path, &of, &format!("impl {of} for {}{types}", tidy(&item.self_ty)));
            return;
        }
        for item in item.items {
            match item {
                ImplItem::Fn(function) if is_public(&function.vis) => {
                    self.function(&path, function.sig, &function.attrs, "pub ");
                }
                ImplItem::Const(item) if is_public(&item.vis) && !ELSEWHERE.iter().any(|name| item.ident == name) => {
                    let declaration = format!("pub const {}: {}", item.ident, tidy(&item.ty));
                    let value = Some(value(&item.expr));
                    self.member(&path, Kind::Constant, &item.ident, declaration, value, &item.attrs);
                }
                _ => {}
            }
        }
    }

    fn function(&mut self, parent: &str, mut signature: Signature, attrs: &[Attribute], visibility: &str) {
        let mut arguments = Vec::new();
        for input in &mut signature.inputs {
            match input {
                // Whether a function changes its own copy is its own affair.
                FnArg::Receiver(receiver) => receiver.mutability = None,
                FnArg::Typed(argument) => {
                    if let Pat::Ident(pattern) = &mut *argument.pat {
                        pattern.mutability = None;
                    }
                    arguments.push((tidy(&argument.pat), tidy(&argument.ty)));
                }
            }
        }
        let declaration = format!("{visibility}{}", tidy(&signature).trim_end_matches(','));
        self.member(parent, Kind::Function, &signature.ident, declaration, None, attrs).arguments = arguments;
    }

    fn own_type(&mut self, path: &str, declaration: String, attrs: &[Attribute]) -> &mut Entry {
        let name = path.rsplit("::").next().unwrap_or_default();
        let at = self.entries.len();
        self.push(path.to_owned(), Kind::Type, declaration, attrs);
        for derived in derives(attrs) {
            self.implements(path, &derived, &format!("impl {derived} for {name}"));
        }
        &mut self.entries[at]
    }

    fn implements(&mut self, path: &str, of: &str, declaration: &str) {
        let entry = self.push(format!("{path}: {of}"), Kind::Implementation, declaration.to_owned(), &[]);
        entry.parent = Some(path.to_owned());
    }

    fn member(
        &mut self,
        parent: &str,
        kind: Kind,
        name: &Ident,
        declaration: String,
        value: Option<String>,
        attrs: &[Attribute],
    ) -> &mut Entry {
        let entry = self.push(format!("{parent}::{name}"), kind, declaration, attrs);
        entry.parent = Some(parent.to_owned());
        entry.value = value;
        entry
    }

    fn push(&mut self, path: String, kind: Kind, declaration: String, attrs: &[Attribute]) -> &mut Entry {
        let has = |name: &str| attrs.iter().any(|attribute| attribute.path().is_ident(name));
        let entry = Entry {
            path,
            kind,
            declaration,
            value: None,
            parent: None,
            arguments: Vec::new(),
            wire: None,
            is_deprecated: has("deprecated"),
            is_non_exhaustive: has("non_exhaustive"),
        };
        let at = self.entries.len();
        self.entries.push(entry);
        &mut self.entries[at]
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The traits that a type derives, as they are written; those behind a feature are the same for every type.
fn derives(attrs: &[Attribute]) -> Vec<String> {
    let derives = attrs.iter().filter(|attribute| attribute.path().is_ident("derive"));
    let paths =
        derives.filter_map(|derive| derive.parse_args_with(Punctuated::<syn::Path, Token![,]>::parse_terminated).ok());
    paths.flatten().map(|path| tidy(&path)).collect()
}

/// The name that `#[serde(rename = "...")]` gives.
fn renamed(attrs: &[Attribute]) -> Option<String> {
    let serde = attrs.iter().filter(|attribute| attribute.path().is_ident("serde"));
    let metas = serde.filter_map(|it| it.parse_args_with(Punctuated::<Meta, Token![,]>::parse_terminated).ok());
    metas.flatten().find_map(|meta| match meta {
        Meta::NameValue(pair) if pair.path.is_ident("rename") => text(&pair.value),
        _ => None,
    })
}

/// The text of a literal.
fn text(value: &Expr) -> Option<String> {
    match value {
        Expr::Lit(literal) => match &literal.lit {
            syn::Lit::Str(text) => Some(text.value()),
            _ => None,
        },
        _ => None,
    }
}

/// A value as Rust; of an operation without its place among others, which moves, and its page, which is words.
fn value(value: &Expr) -> String {
    let Expr::Struct(literal) = value else { return tidy(value) };
    let mut literal = literal.clone();
    let is_shown = |field: &syn::FieldValue| !matches!(&field.member, syn::Member::Named(name) if name == "index" || name == "page");
    literal.fields = literal.fields.into_iter().filter(is_shown).collect();
    tidy(&literal)
}

/// What `key_union!` is given.
struct Union {
    attrs: Vec<Attribute>,
    name: Ident,
    arms: Punctuated<Arm, Token![,]>,
}

/// `Variant(Type) = object ["key", ...]`.
struct Arm {
    attrs: Vec<Attribute>,
    name: Ident,
    inner: Type,
    form: TokenStream,
}

impl Parse for Union {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        input.parse::<Visibility>()?;
        input.parse::<Token![enum]>()?;
        let name = input.parse()?;
        let arms;
        syn::braced!(arms in input);
        Ok(Self { attrs, name, arms: arms.parse_terminated(Arm::parse, Token![,])? })
    }
}

impl Parse for Arm {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let name = input.parse()?;
        let inner;
        syn::parenthesized!(inner in input);
        let inner = inner.parse()?;
        input.parse::<Token![=]>()?;
        let shape: Ident = input.parse()?;
        let keys;
        syn::bracketed!(keys in input);
        let keys: TokenStream = keys.parse()?;
        Ok(Self { attrs, name, inner, form: quote::quote!(#shape [#keys]) })
    }
}
