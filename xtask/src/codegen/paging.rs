//! Lists that come page by page, by their `x-paging`: what leads from a page to the next, and a call that walks them.

use contacts_openapi::{Location, Operation};
use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;
use syn::{Field, File, Ident, ImplItem, Item, Type, parse_quote};

use super::calls::{Arguments, constant, params_name};
use super::check::Fault;
use super::model::{Kind, Model};
use super::types::argument;
use super::{Surprise, docs, names};

const PAGING: &str = "x-paging";

/// The `x-paging` of an operation.
#[derive(PartialEq)]
struct Paging<'a> {
    /// The query parameter that asks for a page.
    cursor: &'a str,
    /// The members that lead from an answer to the cursor of the next page.
    next_cursor: Vec<&'a str>,
    /// The member of an answer that holds what the list is of.
    items: &'a str,
    /// The schema that an answer is of.
    answer: &'a str,
}

/// What is wrong with the document's `x-paging`.
pub(crate) fn faults(model: &Model<'_>) -> Vec<Fault> {
    let mut faults = Vec::new();
    let mut seen: Vec<(Paging<'_>, &str)> = Vec::new();
    for operation in &model.operations {
        match Paging::read(model, operation) {
            Some(Ok(paging)) => {
                // The first with an answer says how it is read, so that one that differs is one fault.
                let first = seen.iter().find(|(other, _)| other.answer == paging.answer);
                let is_other = |(other, _): &&(Paging<'_>, &str)| {
                    (&other.next_cursor, other.items) != (&paging.next_cursor, paging.items)
                };
                if let Some((_, other)) = first.filter(is_other) {
                    faults.push(Fault {
                        at: operation.pointer.with_trailing_token(PAGING),
                        message: format!("`{}` and `{other}` read the same answer in different ways", operation.id),
                        help: "give both the same `nextCursor` and `items`".to_owned(),
                    });
                }
                seen.push((paging, operation.id));
            }
            Some(Err(fault)) => faults.push(fault),
            None => {}
        }
    }
    faults
}

impl<'a> Paging<'a> {
    /// The `x-paging` of an operation, or what is wrong with it; none if it has none.
    fn read(model: &Model<'a>, operation: &Operation<'a>) -> Option<Result<Self, Fault>> {
        let value = operation.value.get(PAGING)?;
        let fault = |member: &str, message: String, help: &str| Fault {
            at: operation.pointer.with_trailing_token(PAGING).with_trailing_token(member),
            message,
            help: help.to_owned(),
        };
        Some(Self::of(model, operation, value).map_err(|(member, message, help)| fault(member, message, help)))
    }

    fn of(
        model: &Model<'a>,
        operation: &Operation<'a>,
        value: &'a Value,
    ) -> Result<Self, (&'static str, String, &'static str)> {
        let text = |member: &'static str, help| {
            let text = value.get(member).and_then(Value::as_str);
            text.ok_or_else(|| (member, format!("`{PAGING}` takes a text as `{member}`"), help))
        };
        let cursor_help = "name a query parameter that is a plain text and may be left out";
        let items_help = "name a member of the answer that is a list";
        let next_help = "name a text of the answer by its members, such as `metaData.nextCursor`";
        let (cursor, items) = (text("cursor", cursor_help)?, text("items", items_help)?);
        let next_cursor: Vec<&str> = text("nextCursor", next_help)?.split('.').collect();

        let mut query = operation.parameters_in(Location::Query);
        if !query.any(|query| query.name == cursor && !query.required && is_text(query.schema)) {
            return Err((
                "cursor",
                format!("`{}` cannot be asked for a page by `{cursor}`", operation.id),
                cursor_help,
            ));
        }
        for parameter in operation.parameters_in(Location::Path) {
            if matches!(names::field(parameter.name).as_str(), "client" | "cursor") {
                let message = format!("`{}` is what a page is asked for with, and a path parameter", parameter.name);
                return Err(("cursor", message, "rename the path parameter"));
            }
        }
        let name = paged(operation);
        if model.operations.iter().any(|other| names::function(other.id) == name) {
            let message = format!("`{name}` is the call that walks `{}`, and another operation", operation.id);
            return Err(("cursor", message, "rename the other operation"));
        }
        let answer = operation.success().and_then(|success| object(model, success.schema?));
        let answer = answer.ok_or_else(|| ("items", format!("`{}` answers with no object", operation.id), items_help));
        let (answer, schema) = answer?;
        let list = property(model, schema, items).filter(|list| {
            list.get("type").and_then(Value::as_str) == Some("array") && Model::reference(list).is_none()
        });
        if list.is_none() {
            return Err(("items", format!("`{answer}` has no list `{items}`"), items_help));
        }
        let (end, before) = next_cursor.split_last().unwrap_or((&"", &[]));
        let holder =
            before.iter().try_fold(schema, |schema, member| Some(object(model, property(model, schema, member)?)?.1));
        if !holder.and_then(|holder| property(model, holder, end)).is_some_and(is_text) {
            let message = format!("`{answer}` has no text `{}`", next_cursor.join("."));
            return Err(("nextCursor", message, next_help));
        }
        Ok(Self { cursor, next_cursor, items, answer })
    }
}

/// The struct that a reference leads to, with its schema.
fn object<'a>(model: &Model<'a>, schema: &'a Value) -> Option<(&'a str, &'a Value)> {
    let schema = model.schema(model.rust_name(Model::reference(schema)?))?;
    matches!(schema.kind, Kind::Object { patch: false }).then_some((schema.name, schema.value))
}

fn property<'a>(model: &Model<'a>, schema: &'a Value, name: &str) -> Option<&'a Value> {
    model.document.properties(schema).into_iter().find(|(known, _)| *known == name).map(|(_, property)| property)
}

/// Whether a schema becomes a `String`.
fn is_text(schema: &Value) -> bool {
    schema.get("type").and_then(Value::as_str) == Some("string")
        && schema.get("format").and_then(Value::as_str) != Some("date-time")
        && Model::reference(schema).is_none()
}

/// The call that walks a list.
fn paged(operation: &Operation<'_>) -> String {
    format!("{}_paged", names::function(operation.id))
}

/// The call that walks a list beside the one that asks for a page of it; none if it has no pages.
pub(crate) fn function(model: &Model<'_>, operation: &Operation<'_>, arguments: &Arguments<'_>) -> Option<ImplItem> {
    let paging = Paging::read(model, operation)?.ok()?;
    let docs = docs::attributes(&docs::of_paged(model, operation, &paged(operation), paging.cursor));
    let (name, call) = (names::ident(&paged(operation)), names::ident(&names::function(operation.id)));
    let (params, answer) = (params_name(operation), names::ident(paging.answer));
    let (entry, cursor) = (constant(operation), names::ident(&names::field(paging.cursor)));
    let owned: Vec<(Ident, &Type)> = arguments.path.iter().map(|(ident, ty)| (ident.clone(), ty)).collect();
    let body = arguments.body.iter().map(|ty| (names::ident("body"), ty));
    let (path, body): (Vec<_>, Vec<_>) = (owned, body.collect());
    let input = |(ident, ty): &(Ident, &Type)| quote!(#ident: &#ty);
    let inputs = path.iter().map(input).chain([quote!(mut params: #params)]).chain(body.iter().map(input));
    let clones: Vec<TokenStream> =
        path.iter().chain(&body).map(|(ident, _)| quote!(let #ident = #ident.clone();)).collect();
    let values = path.iter().map(|(ident, _)| quote!(&#ident)).chain([quote!(&params)]);
    let values = values.chain(body.iter().map(|(ident, _)| quote!(&#ident)));
    let is_capped = operation.value.get("x-result-cap").is_some();
    let cap = if is_capped { quote!(Some(super::facts::RESULT_CAP)) } else { quote!(None) };
    Some(parse_quote! {
        #(#docs)*
        pub fn #name(&self, #(#inputs),*) -> Pages<#answer> {
            let cursor = params.#cursor.take();
            #(#clones)*
            Pages::new(self.clone(), &Operation::#entry, cursor, #cap, move |client, cursor| {
                #(#clones)*
                let mut params = params.clone();
                params.#cursor = cursor;
                Box::pin(async move { client.#call(#(#values),*).await })
            })
        }
    })
}

/// How each answer that is a page leads to the next.
pub(crate) fn pages(model: &Model<'_>, types: &File) -> Result<Vec<Item>, Surprise> {
    let mut items: Vec<Item> = Vec::new();
    let mut seen = Vec::new();
    for paging in model.operations.iter().filter_map(|operation| Paging::read(model, operation)?.ok()) {
        if seen.contains(&paging.answer) {
            continue;
        }
        seen.push(paging.answer);
        let answer = names::ident(paging.answer);
        let mut holder = paging.answer.to_owned();
        let mut next_cursor = quote!(self);
        let (end, before) = paging.next_cursor.split_last().unwrap_or((&"", &[]));
        for member in before {
            let Field { ident, ty, .. } = field(types, &holder, member)?;
            let (inner, is_optional) = match argument(ty, "Option") {
                Some(inner) => (inner, true),
                None => (ty.clone(), false),
            };
            let inner = argument(&inner, "Box").unwrap_or(inner);
            let Type::Path(path) = &inner else { return Err(Surprise::new(format!("`{member}` is no struct"))) };
            holder = path.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
            let through = is_optional.then(|| quote!(.as_ref()?));
            next_cursor = quote!(#next_cursor.#ident #through);
        }
        let Field { ident, ty, .. } = field(types, &holder, end)?;
        let next_cursor = if argument(ty, "Option").is_some() {
            quote!(#next_cursor.#ident.as_deref())
        } else {
            quote!(Some(#next_cursor.#ident.as_str()))
        };
        let Field { ident, ty, .. } = field(types, paging.answer, paging.items)?;
        let (list, held, taken) = match argument(ty, "Option") {
            Some(inner) => {
                (inner, quote!(self.#ident.as_deref().unwrap_or_default()), quote!(self.#ident.unwrap_or_default()))
            }
            None => (ty.clone(), quote!(&self.#ident), quote!(self.#ident)),
        };
        let item = argument(&list, "Vec");
        let item = item.ok_or_else(|| Surprise::new(format!("`{}` of `{answer}` is no list", paging.items)))?;
        items.push(parse_quote! {
            impl Page for #answer {
                type Item = #item;

                fn next_cursor(&self) -> Option<&str> {
                    #next_cursor.filter(|cursor| !cursor.is_empty())
                }

                fn items(&self) -> &[#item] { #held }

                fn into_items(self) -> Vec<#item> { #taken }
            }
        });
    }
    Ok(items)
}

/// The field that a property of a struct has become.
fn field<'f>(types: &'f File, name: &str, property: &str) -> Result<&'f Field, Surprise> {
    let fields = types.items.iter().find_map(|item| match item {
        Item::Struct(item) if item.ident == name => Some(&item.fields),
        _ => None,
    });
    let ident = names::field(property);
    let field =
        fields.and_then(|fields| fields.iter().find(|field| field.ident.as_ref().is_some_and(|it| *it == ident)));
    field.ok_or_else(|| Surprise::new(format!("`{name}` has no field `{ident}`")))
}
