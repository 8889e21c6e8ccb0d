//! Step four for the mock helpers: ids are matched as they are sent, a path by the operation it belongs to,
//! and errors and redirects can be answered.

use contacts_openapi::{Location, Operation};
use quote::quote;
use syn::visit_mut::VisitMut as _;
use syn::{File, ImplItem, ImplItemFn, Item, ItemImpl, parse_quote};

use super::model::Model;
use super::types::ShortPaths;
use super::{Surprise, calls, names, render};

/// `httpmock.rs`: typed wrappers of httpmock's `When` and `Then`.
pub(crate) fn pass(mut file: File, model: &Model<'_>) -> Result<File, Surprise> {
    for item in &mut file.items {
        match item {
            Item::Mod(module) if module.ident == "operations" => {
                let doc = " What to expect of a request and what to answer, by operation.";
                module.attrs = vec![parse_quote!(#[doc = #doc])];
                for item in module.content.iter_mut().flat_map(|(_, items)| items) {
                    self::item(item, model)?;
                }
            }
            Item::Trait(item) => {
                let doc = " Adds a typed mock for each operation to [`MockServer`].";
                item.attrs = vec![parse_quote!(#[doc = #doc])];
                for member in &mut item.items {
                    let syn::TraitItem::Fn(function) = member else { continue };
                    let name = function.sig.ident.to_string();
                    let doc = format!(" Mocks [`{name}`](crate::Client::{name}).");
                    function.attrs = vec![parse_quote!(#[doc = #doc])];
                }
            }
            Item::Impl(_) => {}
            _ => return Err(Surprise::new("the mock helpers come with an unknown item")),
        }
    }
    let imports = "use crate::{Operation, mock, types}; pub use ::httpmock::{Mock, MockServer, Then, When};";
    file.items.splice(0..0, render::items(imports)?);
    Ok(file)
}

fn item(item: &mut Item, model: &Model<'_>) -> Result<(), Surprise> {
    match item {
        Item::Use(_) => *item = syn::parse_str("use super::{Operation, mock, types::*};")?,
        Item::Struct(item) => {
            let (operation, is_when) = operation(model, &item.ident.to_string())?;
            let request = format!("`{} {}`", operation.method, operation.path);
            let doc = if is_when {
                format!(" What a request of {request} must be like.")
            } else {
                format!(" What to answer to {request}.")
            };
            item.attrs = vec![parse_quote!(#[doc = #doc])];
        }
        Item::Impl(item) => {
            let ty = &item.self_ty;
            let (operation, is_when) = operation(model, &quote!(#ty).to_string())?;
            if is_when { when(item, operation)? } else { then(item, operation)? }
        }
        _ => return Err(Surprise::new("the mock helpers of an operation come with an unknown item")),
    }
    Ok(())
}

/// The operation that `GetContactWhen` or `GetContactThen` is about, and whether it is the former.
fn operation<'m>(model: &'m Model<'_>, name: &str) -> Result<(&'m Operation<'m>, bool), Surprise> {
    let (stem, is_when) = match (name.strip_suffix("When"), name.strip_suffix("Then")) {
        (Some(stem), _) => (stem, true),
        (None, Some(stem)) => (stem, false),
        (None, None) => return Err(Surprise::new(format!("the mock helpers have an unknown type `{name}`"))),
    };
    let operation = model.operations.iter().find(|operation| names::type_name(operation.id) == stem);
    let operation = operation.ok_or_else(|| Surprise::new(format!("`{name}` stands for no operation")))?;
    Ok((operation, is_when))
}

/// The generator puts ids into patterns as they are, so that `a.b` matches `aXb` and an id with a space never
/// matches; it anchors them so that a base path never does; and its pattern of any contact matches the list
/// of custom properties too.
fn when(item: &mut ItemImpl, operation: &Operation<'_>) -> Result<(), Surprise> {
    let entry = calls::constant(operation);
    let parameters = || operation.parameters_in(Location::Path);
    let mut matched = 0;
    for function in functions(item) {
        let name = function.sig.ident.to_string();
        let parameter = parameters().find(|parameter| names::field(parameter.name) == name);
        let is_pattern = quote!(#function).to_string().contains("regex :: Regex");
        match (name.as_str(), parameter, is_pattern) {
            ("new", _, true) => {
                let method = names::ident(operation.method.as_str());
                function.block = parse_quote!({
                    Self(mock::request(inner, ::httpmock::Method::#method, &Operation::#entry))
                });
            }
            (_, Some(parameter), true) => {
                let parameter = parameter.name;
                function.block = parse_quote!({ Self(mock::parameter(self.0, &Operation::#entry, #parameter, value)) });
            }
            (_, _, true) => return Err(Surprise::new(format!("the mock helper `{name}` matches a path"))),
            (_, _, false) => continue,
        }
        matched += 1;
    }
    if matched != 1 + parameters().count() {
        return Err(Surprise::new(format!("the mock helpers of `{}` match {matched} paths", operation.id)));
    }
    for function in functions(item) {
        let doc = match function.sig.ident.to_string().as_str() {
            "new" => " Wraps the untyped form.".to_owned(),
            "into_inner" => " The untyped form, for what the typed one does not allow.".to_owned(),
            other => format!(" Expects this `{other}`."),
        };
        describe(function, &doc);
    }
    Ok(())
}

fn then(item: &mut ItemImpl, operation: &Operation<'_>) -> Result<(), Surprise> {
    let status = operation.success().map_or("", |success| success.status);
    if status.starts_with('3') {
        item.items.retain(|member| !matches!(member, ImplItem::Fn(function) if function.sig.ident == "success"));
        let number = status.parse::<u16>();
        let status = number.map_err(|_| Surprise::new(format!("`{}` redirects with {status}", operation.id)))?;
        let doc = format!(" Answers {status} with this location.");
        item.items.push(parse_quote! {
            #[doc = #doc]
            pub fn redirect(self, location: &str) -> Self {
                Self(mock::redirect(self.0, #status, location))
            }
        });
    }
    for function in functions(item) {
        let doc = match function.sig.ident.to_string().as_str() {
            "new" => " Wraps the untyped form.",
            "into_inner" => " The untyped form, for what the typed one does not allow.",
            "success" => " Answers with a status from 200 to 299 and this value.",
            _ => continue,
        };
        describe(function, doc);
    }
    item.items.push(parse_quote! {
        /// Answers with an error: a status from 300 and its body.
        pub fn error(self, status: u16, value: &ApiError) -> Self {
            Self(mock::error(self.0, status, value))
        }
    });
    Ok(())
}

fn functions(item: &mut ItemImpl) -> impl Iterator<Item = &mut ImplItemFn> {
    item.items.iter_mut().filter_map(|member| match member {
        ImplItem::Fn(function) => Some(function),
        _ => None,
    })
}

fn describe(function: &mut ImplItemFn, doc: &str) {
    function.attrs = vec![parse_quote!(#[doc = #doc])];
    ShortPaths.visit_impl_item_fn_mut(function);
}
