//! The public interface: typed ids, a parameter struct where there is a query, a body, and our own error.

use contacts_openapi::{Location, Operation};
use proc_macro2::TokenStream;
use quote::quote;
use syn::{File, FnArg, Ident, ImplItem, ImplItemFn, Item, Pat, Type, parse_quote};

use super::model::Model;
use super::types::{argument, rename};
use super::{Surprise, docs, names, paging, render, wire};

/// The two files of the public interface.
pub(crate) struct Calls {
    pub(crate) params: File,
    pub(crate) operations: File,
}

/// Writes the public interface over the calls of `wire.rs` and the types of `types.rs`.
pub(crate) fn calls(model: &Model<'_>, wire: &File, types: &File) -> Result<Calls, Surprise> {
    let mut params = render::items(
        "use serde::{Deserialize, Serialize};
        use super::enums::*;
        use super::ids::*;
        use crate::date_time::DateTime;",
    )?;
    let mut functions = Vec::new();
    for operation in &model.operations {
        let name = names::function(operation.id);
        let inner = wire::calls(wire).find(|function| function.sig.ident == name);
        let inner = inner.ok_or_else(|| Surprise::new(format!("there is no call `{name}`")))?;
        let arguments = Arguments::new(operation, inner)?;
        params.extend(arguments.query_struct(model, operation));
        functions.push(function(model, operation, inner, &arguments));
        functions.extend(paging::function(model, operation, &arguments));
    }
    let table = table(model);
    let pages = paging::pages(model, types)?;
    let uses = if pages.is_empty() { "" } else { "use crate::pages::{Page, Pages};" };
    let mut operations = render::items(&format!(
        "{uses} use crate::types::*; use crate::{{Client, Error, Operation, Redirect, Response}};"
    ))?;
    operations.push(table);
    operations.push(Item::Impl(syn::ItemImpl { items: functions, ..parse_quote!(impl Client {}) }));
    operations.extend(pages);
    Ok(Calls { params: render::file(params), operations: render::file(operations) })
}

/// What the inner call takes, and how the outer one comes by it.
pub(crate) struct Arguments<'a> {
    pub(crate) path: Vec<(Ident, Type)>,
    query: Vec<Query<'a>>,
    pub(crate) body: Option<Type>,
    /// What the outer call hands to the inner one, in its order.
    values: Vec<TokenStream>,
}

struct Query<'a> {
    parameter: &'a contacts_openapi::Parameter<'a>,
    ident: Ident,
    ty: Type,
}

impl<'a> Arguments<'a> {
    fn new(operation: &'a Operation<'a>, inner: &ImplItemFn) -> Result<Self, Surprise> {
        let mut arguments = Self { path: Vec::new(), query: Vec::new(), body: None, values: Vec::new() };
        for input in &inner.sig.inputs {
            let FnArg::Typed(input) = input else { continue };
            let Pat::Ident(pattern) = &*input.pat else { continue };
            let ident = pattern.ident.clone();
            let parameter = operation.parameters.iter().find(|parameter| ident == names::field(parameter.name));
            let optional = argument(&input.ty, "Option");
            let (owned, by_reference) = owned(optional.as_ref().unwrap_or(&input.ty));
            let value = match parameter {
                None if ident == "body" => {
                    arguments.body = Some(owned);
                    quote!(body)
                }
                None => return Err(Surprise::new(format!("`{}` takes an unknown `{ident}`", inner.sig.ident))),
                Some(parameter) if parameter.location == Location::Path => {
                    arguments.path.push((ident.clone(), owned));
                    quote!(#ident)
                }
                Some(parameter) => {
                    let value = match (&optional, by_reference, owned == parse_quote!(String)) {
                        (Some(_), true, true) => quote!(params.#ident.as_deref()),
                        (Some(_), true, false) => quote!(params.#ident.as_ref()),
                        (None, true, _) => quote!(&params.#ident),
                        (_, false, _) => quote!(params.#ident),
                    };
                    let ty = if optional.is_some() { parse_quote!(Option<#owned>) } else { owned };
                    arguments.query.push(Query { parameter, ident, ty });
                    value
                }
            };
            arguments.values.push(value);
        }
        // The generator sorts by name; people read the documentation's order.
        let place = |name: &str| operation.parameters.iter().position(|parameter| parameter.name == name);
        arguments.query.sort_by_key(|query| place(query.parameter.name));
        Ok(arguments)
    }

    /// The struct of an operation's query parameters, with a setter for each.
    fn query_struct(&self, model: &Model<'_>, operation: &Operation<'_>) -> Vec<Item> {
        if self.query.is_empty() {
            return Vec::new();
        }
        let name = params_name(operation);
        let fields = self.query.iter().map(|Query { parameter, ident, ty }| {
            let docs = docs::attributes(&docs::of_member(model, parameter.schema, parameter.value, parameter.name));
            let mut serde: Vec<_> = rename(ident, parameter.name).into_iter().collect();
            if argument(ty, "Option").is_some() {
                serde.push(quote!(default, skip_serializing_if = "Option::is_none"));
            }
            let serde = (!serde.is_empty()).then(|| quote!(#[serde(#(#serde),*)]));
            quote!(#(#docs)* #serde pub #ident: #ty)
        });
        let setters = self.query.iter().map(|Query { ident, ty, .. }| {
            let setter = names::ident(&format!("set_{}", ident.to_string().trim_end_matches('_')));
            let doc = format!(" Sets [`{ident}`](Self::{ident}).");
            let (inner, value) = match argument(ty, "Option") {
                Some(inner) => (inner, quote!(Some(value.into()))),
                None => (ty.clone(), quote!(value.into())),
            };
            quote! {
                #[doc = #doc]
                #[must_use]
                pub fn #setter(mut self, value: impl Into<#inner>) -> Self {
                    self.#ident = #value;
                    self
                }
            }
        });
        let function = names::function(operation.id);
        let doc = format!(" What [`{function}`](crate::Client::{function}) can be asked for.");
        let is_required = |query: &&Query<'_>| argument(&query.ty, "Option").is_none();
        let required: Vec<&Query<'_>> = self.query.iter().filter(is_required).collect();
        let default = if required.is_empty() { Some(quote!(Default,)) } else { None };
        let constructor = (!required.is_empty()).then(|| {
            let arguments = required.iter().map(|Query { ident, ty, .. }| quote!(#ident: impl Into<#ty>));
            let values = self.query.iter().map(|query| {
                let ident = &query.ident;
                if is_required(&query) { quote!(#ident: #ident.into()) } else { quote!(#ident: None) }
            });
            quote! {
                /// What must be asked for, and nothing else.
                #[must_use]
                pub fn new(#(#arguments),*) -> Self { Self { #(#values),* } }
            }
        });
        vec![
            parse_quote! {
                #[doc = #doc]
                #[derive(Clone, Debug, #default PartialEq, Serialize, Deserialize)]
                #[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
                pub struct #name { #(#fields),* }
            },
            parse_quote!(impl #name { #constructor #(#setters)* }),
        ]
    }
}

pub(crate) fn params_name(operation: &Operation<'_>) -> Ident {
    names::ident(&names::params(operation.id))
}

/// The type behind a reference, and whether there was one; `&str` is a `String`.
fn owned(ty: &Type) -> (Type, bool) {
    match ty {
        Type::Reference(reference) => match &*reference.elem {
            Type::Path(path) if path.path.is_ident("str") => (parse_quote!(String), true),
            Type::Path(path) => {
                let name = path.path.segments.last();
                (parse_quote!(#name), true)
            }
            other => (other.clone(), true),
        },
        other => (other.clone(), false),
    }
}

fn function(model: &Model<'_>, operation: &Operation<'_>, inner: &ImplItemFn, arguments: &Arguments<'_>) -> ImplItem {
    let name = &inner.sig.ident;
    let docs = docs::attributes(&docs::of_operation(model, operation));
    let path = arguments.path.iter().map(|(ident, ty)| quote!(#ident: &#ty));
    let query = (!arguments.query.is_empty()).then(|| {
        let params = params_name(operation);
        quote!(params: &#params)
    });
    let body = arguments.body.iter().map(|ty| quote!(body: &#ty));
    let inputs = path.chain(query).chain(body);
    let values = &arguments.values;
    let entry = constant(operation);
    let schema = operation.success().and_then(|success| success.schema).and_then(Model::reference);
    let is_redirect = operation.success().is_some_and(|success| success.status.starts_with('3'));
    let (output, finish) = match schema {
        Some(schema) => {
            let ty = names::ident(model.rust_name(schema));
            (quote!(#ty), quote!(finish))
        }
        None if is_redirect => (quote!(Redirect), quote!(redirected)),
        None => (quote!(()), quote!(finish)),
    };
    parse_quote! {
        #(#docs)*
        pub async fn #name(&self, #(#inputs),*) -> Result<Response<#output>, Error> {
            let result = self.wire.#name(#(#values),*).await;
            crate::response::#finish(&Operation::#entry, result)
        }
    }
}

pub(crate) fn constant(operation: &Operation<'_>) -> Ident {
    names::ident(&names::function(operation.id).to_uppercase())
}

/// What the hand-written half needs to know of each operation.
fn table(model: &Model<'_>) -> Item {
    let constants = model.operations.iter().enumerate().map(|(index, operation)| {
        let name = constant(operation);
        let (id, method, path) = (operation.id, operation.method.as_str(), operation.path);
        let index = proc_macro2::Literal::usize_unsuffixed(index);
        let scopes = &operation.scopes;
        let page = operation.page().unwrap_or_default();
        let doc = format!(" `{method} {path}`");
        quote! {
            #[doc = #doc]
            pub const #name: Operation = Operation {
                id: #id,
                method: #method,
                path: #path,
                scopes: &[#(#scopes),*],
                page: #page,
                index: #index,
            };
        }
    });
    let names = model.operations.iter().map(constant);
    let arms = model.operations.iter().map(|operation| {
        let (name, id) = (constant(operation), operation.id);
        quote!(#id => &Self::#name)
    });
    parse_quote! {
        impl Operation {
            #(#constants)*
            /// Every operation of the API, in the document's order.
            pub const ALL: &'static [Operation] = &[#(Self::#names),*];

            /// The operation with this id.
            pub fn by_id(id: &str) -> Option<&'static Operation> {
                Some(match id {
                    #(#arms,)*
                    _ => return None,
                })
            }
        }
    }
}
