//! Step four for the types: the generator's structs, made to lose nothing and to read well.

use contacts_openapi::{Method, Operation};
use quote::{ToTokens as _, quote};
use serde_json::Value;
use syn::visit_mut::{self, VisitMut};
use syn::{Field, File, Ident, Item, ItemStruct, Type, parse_quote};

use super::model::{Kind, Model, Schema};
use super::{Surprise, docs, names, render};

/// The generator's name for the room it leaves for properties that the document does not list.
const EXTRA: &str = "extra";

/// `types.rs`: one struct a schema, in the document's order.
pub(crate) fn pass(file: File, model: &Model<'_>) -> Result<File, Surprise> {
    let mut structs = Vec::new();
    for item in file.items {
        match item {
            Item::Struct(item) => structs.push(item),
            // Errors of conversions that our types do not have, and `Default`s that are derived instead.
            Item::Mod(module) if module.ident == "error" => {}
            Item::Impl(item) if item.trait_.as_ref().is_some_and(|it| ends_with(&it.0, "Default")) => {}
            other => return Err(Surprise::new(format!("unexpected item `{}` among the types", first_line(&other)))),
        }
    }
    let mut items = render::items(
        "use serde::{Deserialize, Serialize};
        use super::enums::*;
        use super::ids::*;
        use super::unions::*;
        use crate::date_time::DateTime;
        use crate::patch::Patch;",
    )?;
    for schema in &model.schemas {
        let Kind::Object { patch } = schema.kind else { continue };
        let index = structs.iter().position(|item| item.ident == schema.name);
        let index = index.ok_or_else(|| Surprise::new(format!("there is no struct `{}`", schema.name)))?;
        items.extend(object(structs.remove(index), model, schema, patch)?);
    }
    if let Some(item) = structs.first() {
        return Err(Surprise::new(format!("struct `{}` stands for no schema", item.ident)));
    }
    items.extend(conversions(model, &items));
    Ok(render::file(items))
}

/// A struct with its documentation, a constructor that takes what is required, and setters.
fn object(mut item: ItemStruct, model: &Model<'_>, schema: &Schema<'_>, patch: bool) -> Result<Vec<Item>, Surprise> {
    ShortPaths.visit_item_struct_mut(&mut item);
    let (properties, required) = (model.document.properties(schema.value), model.document.required(schema.value));
    let mut generated: Vec<Field> = item.fields.iter().cloned().collect();
    let mut take = |name: &str| -> Result<Field, Surprise> {
        let index = generated.iter().position(|field| field.ident.as_ref().is_some_and(|ident| ident == name));
        let index = index.ok_or_else(|| Surprise::new(format!("`{}` has no field `{name}`", schema.name)))?;
        Ok(generated.remove(index))
    };
    let mut fields = Vec::new();
    for (name, property) in &properties {
        let is_required = required.contains(name);
        let ident = names::ident(&names::field(name));
        let mut ty = take(&names::field(name))?.ty;
        // An object within itself: what can be absent is the object, not its box.
        if let Some(inner) = argument(&ty, "Box").and_then(|ty| argument(&ty, "Option")) {
            ty = parse_quote!(Option<Box<#inner>>);
        }
        let mut serde: Vec<_> = rename(&ident, name).into_iter().collect();
        match (argument(&ty, "Option"), argument(&ty, "Vec")) {
            (Some(inner), _) if patch => ty = parse_quote!(Patch<#inner>),
            (None, Some(_)) if patch => ty = parse_quote!(Patch<#ty>),
            _ => {}
        }
        if argument(&ty, "Patch").is_some() {
            serde.push(quote!(default, skip_serializing_if = "Patch::is_absent"));
        } else if argument(&ty, "Option").is_some() {
            serde.push(quote!(default, skip_serializing_if = "Option::is_none"));
        } else if argument(&ty, "Vec").is_some() && !is_required {
            // Absent, null and empty are one in answers and in whole bodies.
            serde.push(quote!(default, deserialize_with = "crate::decode::null_as_default"));
            serde.push(quote!(skip_serializing_if = "Vec::is_empty"));
        }
        let mut attrs = docs::attributes(&docs::of_member(model, property, property, name));
        if !serde.is_empty() {
            attrs.push(parse_quote!(#[serde(#(#serde),*)]));
        }
        let read_only = property.get("readOnly").and_then(Value::as_bool) == Some(true);
        fields.push(Member { ident, ty, attrs, required: is_required && !patch, read_only });
    }
    let extra = Member {
        ty: take(EXTRA)?.ty,
        ident: names::ident(EXTRA),
        attrs: docs::attributes("Properties that the document does not list, kept as they came and written back.")
            .into_iter()
            .chain([parse_quote!(#[serde(flatten)])])
            .collect(),
        required: false,
        read_only: false,
    };
    if let Some(field) = generated.first() {
        let field = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
        return Err(Surprise::new(format!("`{}` has a field `{field}` that no property asks for", schema.name)));
    }
    let docs = docs::attributes(&docs::of_schema(model, schema.value, schema.name));
    Ok(write(schema, &docs, &fields, &extra))
}

/// What serde must be told of a field that is not called as on the wire.
pub(crate) fn rename(ident: &Ident, name: &str) -> Option<proc_macro2::TokenStream> {
    (ident != name).then(|| quote!(rename = #name))
}

/// A field of a struct to be.
struct Member {
    ident: Ident,
    ty: Type,
    attrs: Vec<syn::Attribute>,
    required: bool,
    read_only: bool,
}

fn write(schema: &Schema<'_>, docs: &[syn::Attribute], fields: &[Member], extra: &Member) -> Vec<Item> {
    let name = names::ident(schema.name);
    let all: Vec<&Member> = fields.iter().chain([extra]).collect();
    let declarations = all.iter().map(|Member { ident, ty, attrs, .. }| quote!(#(#attrs)* pub #ident: #ty));
    // What the service assigns comes first, which is the object's own id.
    let mut required: Vec<&&Member> = all.iter().filter(|field| field.required).collect();
    required.sort_by_key(|field| !field.read_only);
    let default = if required.is_empty() { Some(quote!(Default,)) } else { None };
    let mut items: Vec<Item> = vec![parse_quote! {
        #(#docs)*
        #[derive(Clone, Debug, #default PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
        pub struct #name { #(#declarations),* }
    }];
    let constructor =
        (!required.is_empty()).then(|| {
            let arguments = required.iter().map(|Member { ident, ty, .. }| {
                if let Some(into) = into(ty) { quote!(#ident: #into) } else { quote!(#ident: #ty) }
            });
            let values = all.iter().map(|Member { ident, ty, required, .. }| match (required, into(ty)) {
                (true, Some(_)) => quote!(#ident: #ident.into()),
                (true, None) => quote!(#ident),
                (false, _) => {
                    let empty = empty(ty);
                    quote!(#ident: #empty)
                }
            });
            let doc = format!(" A `{}` with what is required, and nothing else.", schema.name);
            quote! {
                #[doc = #doc]
                #[must_use]
                pub fn new(#(#arguments),*) -> Self { Self { #(#values),* } }
            }
        });
    let setters = fields.iter().map(setter);
    items.push(parse_quote! {
        impl #name {
            #constructor
            #(#setters)*
        }
    });
    items
}

fn setter(Member { ident, ty, .. }: &Member) -> proc_macro2::TokenStream {
    let plain = ident.to_string();
    let name = names::ident(&format!("set_{}", plain.trim_end_matches('_')));
    let doc = format!(" Sets [`{plain}`](Self::{plain}).");
    let list = |item: &Type| {
        (quote!(impl IntoIterator<Item = impl Into<#item>>), quote!(value.into_iter().map(Into::into).collect()))
    };
    let patched = argument(ty, "Patch");
    let (argument, value) = if let Some(inner) = &patched {
        let (argument, value) = match argument(inner, "Vec") {
            Some(item) => list(&item),
            None => (quote!(impl Into<#inner>), quote!(value.into())),
        };
        (argument, quote!(Patch::Value(#value)))
    } else if let Some(item) = argument(ty, "Vec") {
        list(&item)
    } else if let Some(inner) = argument(ty, "Option") {
        (quote!(impl Into<#inner>), quote!(Some(value.into())))
    } else if let Some(into) = into(ty) {
        (into, quote!(value.into()))
    } else {
        (quote!(#ty), quote!(value))
    };
    let clear = patched.map(|_| {
        let name = names::ident(&format!("clear_{}", plain.trim_end_matches('_')));
        let doc = format!(" Sends null for [`{plain}`](Self::{plain}).");
        quote! {
            #[doc = #doc]
            #[must_use]
            pub fn #name(mut self) -> Self {
                self.#ident = Patch::Null;
                self
            }
        }
    });
    quote! {
        #[doc = #doc]
        #[must_use]
        pub fn #name(mut self, value: #argument) -> Self {
            self.#ident = #value;
            self
        }
        #clear
    }
}

/// What a member is before it is set.
fn empty(ty: &Type) -> proc_macro2::TokenStream {
    if argument(ty, "Option").is_some() {
        quote!(None)
    } else if argument(ty, "Vec").is_some() {
        quote!(Vec::new())
    } else {
        quote!(serde_json::Map::new())
    }
}

/// `impl Into<T>` for the types that a caller often has in another form; none for plain scalars.
fn into(ty: &Type) -> Option<proc_macro2::TokenStream> {
    let text = ty.to_token_stream().to_string();
    (!matches!(text.as_str(), "bool" | "i32" | "i64" | "u32" | "u64" | "f64")).then(|| quote!(impl Into<#ty>))
}

/// From what a GET answers to what a PUT of the same path takes, so that read, change, write loses
/// nothing: read-only properties stay behind, unknown ones go along.
fn conversions(model: &Model<'_>, items: &[Item]) -> Vec<Item> {
    let mut conversions: Vec<Item> = Vec::new();
    let mut seen = Vec::new();
    for put in model.operations.iter().filter(|operation| operation.method == Method::Put) {
        let is_get = |get: &&Operation<'_>| get.path == put.path && get.method == Method::Get;
        let Some(get) = model.operations.iter().find(is_get) else { continue };
        let answer = get.success().and_then(|success| success.schema).and_then(Model::reference);
        let (Some(answer), Some(body)) = (answer, put.request.and_then(Model::reference)) else { continue };
        let (answer, body) = (model.rust_name(answer), model.rust_name(body));
        if answer == body || seen.contains(&(answer, body)) {
            continue;
        }
        seen.push((answer, body));
        let fields = |name: &str| {
            items.iter().find_map(|item| match item {
                Item::Struct(item) if item.ident == name => Some(item.fields.iter().collect::<Vec<&Field>>()),
                _ => None,
            })
        };
        let (Some(from), Some(to)) = (fields(answer), fields(body)) else { continue };
        let moves = to.iter().map(|Field { ident, ty, .. }| match from.iter().find(|other| other.ident == *ident) {
            Some(other) => Some(converted(&quote!(value.#ident), &other.ty, ty)?),
            // What is only ever written starts unset.
            None => argument(ty, "Option").or_else(|| argument(ty, "Vec")).is_some().then(|| empty(ty)),
        });
        // An answer that is not enough to write it back makes nothing.
        let Some(moves) = moves.collect::<Option<Vec<_>>>() else { continue };
        let idents = to.iter().map(|field| &field.ident);
        let is_left_out = |field: &&&Field| to.iter().all(|other| other.ident != field.ident);
        let left_out = from.iter().filter(is_left_out).filter_map(|field| field.ident.as_ref());
        let left_out: Vec<String> = left_out.map(|ident| format!("[`{ident}`]({answer}::{ident})")).collect();
        let (answer_ident, body_ident) = (names::ident(answer), names::ident(body));
        let docs = docs::attributes(&docs::of_conversion(model, get, put, &left_out));
        conversions.push(parse_quote! {
            #(#docs)*
            impl From<#answer_ident> for #body_ident {
                fn from(value: #answer_ident) -> Self { Self { #(#idents: #moves),* } }
            }
        });
    }
    conversions
}

/// A value of one type as another that says at least as much; none if it may lack what the other needs.
fn converted(value: &proc_macro2::TokenStream, from: &Type, to: &Type) -> Option<proc_macro2::TokenStream> {
    if from == to {
        Some(quote!(#value))
    } else if argument(to, "Option").as_ref() == Some(from) {
        Some(quote!(Some(#value)))
    } else if argument(from, "Option").is_some_and(|from| from == *to && argument(to, "Vec").is_some()) {
        // Absent, null and empty are one in whole bodies.
        Some(quote!(#value.unwrap_or_default()))
    } else {
        None
    }
}

/// `::std::option::Option<T>` becomes `Option<T>`, `crate::types::DayType` becomes `DayType`.
pub(crate) struct ShortPaths;

impl VisitMut for ShortPaths {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let keep = match names.iter().map(String::as_str).collect::<Vec<_>>()[..] {
            ["std", "boxed", "Box"]
            | ["std", "option", "Option"]
            | ["std", "vec", "Vec"]
            | ["std", "string", "String"]
            | ["crate", "types", _]
            | ["types", _] => 1,
            ["serde_json", ..] => names.len(),
            _ => return,
        };
        path.leading_colon = None;
        path.segments = path.segments.iter().skip(names.len() - keep).cloned().collect();
    }
}

/// The `T` of `Name<T>`.
pub(crate) fn argument(ty: &Type, name: &str) -> Option<Type> {
    let Type::Path(path) = ty else { return None };
    let last = path.path.segments.last()?;
    let syn::PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    match arguments.args.first()? {
        syn::GenericArgument::Type(inner) if last.ident == name => Some(inner.clone()),
        _ => None,
    }
}

fn ends_with(path: &syn::Path, name: &str) -> bool {
    path.segments.last().is_some_and(|segment| segment.ident == name)
}

fn first_line(item: &Item) -> String {
    item.to_token_stream().to_string().chars().take(60).collect()
}
