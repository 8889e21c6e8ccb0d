//! Step four for the calls: progenitor's client becomes the inner layer that puts requests on the wire.
//!
//! Each change counts how often it was made, so that a new version of the generator cannot slip past.

use contacts_openapi::Location;
use quote::quote;
use syn::punctuated::Punctuated;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, File, ImplItem, ImplItemFn, Item, Stmt, Token, parse_quote};

use super::model::Model;
use super::types::ShortPaths;
use super::{Surprise, names, render};

/// `wire.rs`: the generator's client with its calls, as the public interface needs it.
pub(crate) fn pass(file: File, model: &Model<'_>) -> Result<File, Surprise> {
    let mut items = render::items(
        "use progenitor_client::{ClientHooks, ClientInfo, Error, OperationInfo};
        use crate::decode::Malformed;
        use crate::response::Response;
        use crate::types::*;",
    )?;
    let mut calls = 0;
    for item in file.items {
        match item {
            Item::Struct(mut item) if item.ident == "Client" => {
                item.attrs = vec![
                    parse_quote!(#[doc = " Puts requests on the wire, one function an operation."]),
                    parse_quote!(#[derive(Clone)]),
                ];
                item.vis = parse_quote!(pub(crate));
                items.push(Item::Struct(item));
            }
            Item::Impl(mut item) if item.trait_.is_none() => {
                item.attrs.clear();
                let mut kept = Vec::new();
                for member in item.items {
                    let ImplItem::Fn(mut function) = member else {
                        return Err(Surprise::new("the client has a member that is no function"));
                    };
                    // Constructors: ours is the only one, and it decides about redirects and time-outs.
                    if function.sig.asyncness.is_none() {
                        continue;
                    }
                    call(&mut function, model)?;
                    calls += 1;
                    kept.push(ImplItem::Fn(function));
                }
                if !kept.is_empty() {
                    item.items = kept;
                    items.push(Item::Impl(item));
                }
            }
            Item::Impl(mut item) => {
                for member in &mut item.items {
                    if let ImplItem::Fn(function) = member
                        && function.sig.ident == "api_version"
                    {
                        let doc = " The trait asks for it; this API has no such thing, and nothing uses it.";
                        function.attrs.push(parse_quote!(#[doc = #doc]));
                    }
                }
                items.push(Item::Impl(item));
            }
            Item::Const(item) => items.push(Item::Const(item)),
            Item::Use(_) => {}
            Item::Mod(module) if module.ident == "prelude" => {}
            _ => return Err(Surprise::new("the client comes with an unknown item")),
        }
    }
    if calls != model.operations.len() {
        return Err(Surprise::new(format!("{calls} calls for {} operations", model.operations.len())));
    }
    Ok(render::file(items))
}

/// The calls of `wire.rs`.
pub(crate) fn calls(wire: &File) -> impl Iterator<Item = &ImplItemFn> {
    wire.items
        .iter()
        .flat_map(|item| match item {
            Item::Impl(item) if item.trait_.is_none() => item.items.as_slice(),
            _ => &[],
        })
        .filter_map(|member| match member {
            ImplItem::Fn(function) => Some(function),
            _ => None,
        })
}

fn call(function: &mut ImplItemFn, model: &Model<'_>) -> Result<(), Surprise> {
    let name = function.sig.ident.to_string();
    let operation = model.operations.iter().find(|operation| names::function(operation.id) == name);
    let operation = operation.ok_or_else(|| Surprise::new(format!("call `{name}` stands for no operation")))?;
    let doc = format!(" `{} {}`", operation.method, operation.path);
    function.attrs = vec![parse_quote!(#[doc = #doc])];
    if function.sig.inputs.len() > 7 {
        function.attrs.push(parse_quote!(#[allow(clippy::too_many_arguments)]));
    }
    function.vis = parse_quote!(pub(crate));
    ShortPaths.visit_signature_mut(&mut function.sig);
    let mut pass = Pass { id: operation.id, decodes: 0, segments: 0, versions: 0, ids: 0, errors: 0 };
    pass.visit_impl_item_fn_mut(function);
    let has_body = operation.success().is_some_and(|success| success.schema.is_some());
    let counts = [
        ("decodes its answer", pass.decodes, usize::from(has_body)),
        ("escapes a segment of its path", pass.segments, operation.parameters_in(Location::Path).count()),
        // The header map is declared, filled and handed over.
        ("sends an api-version header", pass.versions, 3),
        ("names its operation", pass.ids, 1),
        ("names its error type", pass.errors, 1),
    ];
    for (what, found, expected) in counts {
        if found != expected {
            return Err(Surprise::new(format!("call `{name}` {what} {found} times, expected {expected}")));
        }
    }
    Ok(())
}

struct Pass<'a> {
    id: &'a str,
    decodes: usize,
    segments: usize,
    versions: usize,
    ids: usize,
    errors: usize,
}

impl VisitMut for Pass<'_> {
    /// The `api-version` header is a convention of another service's, and no part of this API.
    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        let before = block.stmts.len();
        block.stmts.retain(|statement| !is_header_map(statement));
        self.versions += before - block.stmts.len();
        visit_mut::visit_block_mut(self, block);
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        match expression {
            // `ResponseValue::from_response(r)` prints bodies in its errors and reads without a limit.
            Expr::Call(call) if quote!(#call).to_string().starts_with("Response :: from_response") => {
                let arguments = &call.args;
                *expression = parse_quote!(crate::decode::json(#arguments));
                self.decodes += 1;
            }
            // `encode_path(&id.to_string())` lets a backslash through, which then parts a path in two.
            Expr::Call(call) if matches!(&*call.func, Expr::Path(path) if path.path.is_ident("encode_path")) => {
                let Some(Expr::Reference(argument)) = call.args.first() else { return };
                let Expr::MethodCall(to_string) = &*argument.expr else { return };
                let value = &to_string.receiver;
                *expression = parse_quote!(crate::path::encode(#value));
                self.segments += 1;
            }
            Expr::MethodCall(call) if call.method == "headers" => {
                *expression = (*call.receiver).clone();
                self.versions += 1;
            }
            _ => {}
        }
    }

    /// Our answer gives up its headers, where the generator's has them copied.
    fn visit_path_segment_mut(&mut self, segment: &mut syn::PathSegment) {
        visit_mut::visit_path_segment_mut(self, segment);
        if segment.ident == "ResponseValue" {
            segment.ident = names::ident("Response");
        }
    }

    /// The address is made by `format!`, whose arguments are only tokens to the tree.
    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        type Arguments = Punctuated<Expr, Token![,]>;
        let Ok(mut arguments) = call.parse_body_with(Arguments::parse_terminated) else { return };
        for argument in &mut arguments {
            self.visit_expr_mut(argument);
        }
        call.tokens = quote!(#arguments);
    }

    fn visit_field_value_mut(&mut self, field: &mut syn::FieldValue) {
        visit_mut::visit_field_value_mut(self, field);
        if matches!(&field.member, syn::Member::Named(name) if name == "operation_id") {
            let id = self.id;
            field.expr = parse_quote!(#id);
            self.ids += 1;
        }
    }

    /// Errors that the generator has no variant for travel in the one whose payload is free.
    fn visit_type_mut(&mut self, ty: &mut syn::Type) {
        visit_mut::visit_type_mut(self, ty);
        if quote!(#ty).to_string() == "Error < () >" {
            *ty = parse_quote!(Error<Malformed>);
            self.errors += 1;
        }
    }
}

fn is_header_map(statement: &Stmt) -> bool {
    match statement {
        Stmt::Local(local) => matches!(&local.pat, syn::Pat::Ident(name) if name.ident == "header_map"),
        Stmt::Expr(Expr::MethodCall(call), _) => {
            matches!(&*call.receiver, Expr::Path(path) if path.path.is_ident("header_map"))
                && quote!(#call).to_string().contains("api-version")
        }
        _ => false,
    }
}
