//! Step four for the mock helpers: ids are matched as they are, and errors can be answered.

use quote::quote;
use syn::visit_mut::{self, VisitMut};
use syn::{Expr, File, ImplItem, Item, Stmt, parse_quote};

use super::model::Model;
use super::types::ShortPaths;
use super::{Surprise, names};

/// `httpmock.rs`: typed wrappers of httpmock's `When` and `Then`.
pub(crate) fn pass(mut file: File, model: &Model<'_>) -> Result<File, Surprise> {
    let mut pass = Pass { patterns: 0 };
    pass.visit_file_mut(&mut file);
    let path_parameters =
        |operation: &contacts_openapi::Operation<'_>| operation.parameters_in(contacts_openapi::Location::Path).count();
    let expected: usize = model.operations.iter().map(|operation| 1 + path_parameters(operation)).sum();
    if pass.patterns != expected {
        let message = format!("the mock helpers match {} paths, expected {expected}", pass.patterns);
        return Err(Surprise::new(message));
    }
    for item in &mut file.items {
        match item {
            Item::Mod(module) if module.ident == "operations" => {
                module.attrs =
                    vec![parse_quote!(#[doc = " What to expect of a request and what to answer, by operation."])];
                for item in module.content.iter_mut().flat_map(|(_, items)| items) {
                    document(item, model)?;
                }
            }
            Item::Trait(item) => {
                item.attrs = vec![
                    parse_quote!(#[doc = " Adds a typed mock for each operation to [`MockServer`](httpmock::MockServer)."]),
                ];
                for member in &mut item.items {
                    let syn::TraitItem::Fn(function) = member else { continue };
                    let name = function.sig.ident.to_string();
                    let doc = format!(" Mocks [`{name}`](crate::Client::{name}).");
                    function.attrs = vec![parse_quote!(#[doc = #doc])];
                }
            }
            _ => {}
        }
    }
    file.items.insert(
        0,
        parse_quote!(
            use crate::{mock, types};
        ),
    );
    Ok(file)
}

fn document(item: &mut Item, model: &Model<'_>) -> Result<(), Surprise> {
    match item {
        Item::Use(item) => {
            *item = parse_quote!(
                use super::{mock, types::*};
            )
        }
        Item::Struct(item) => {
            let name = item.ident.to_string();
            let (what, stem) = match (name.strip_suffix("When"), name.strip_suffix("Then")) {
                (Some(stem), _) => ("What a request of", stem),
                (_, Some(stem)) => ("What to answer to", stem),
                _ => return Err(Surprise::new(format!("the mock helpers have an unknown struct `{name}`"))),
            };
            let operation = model.operations.iter().find(|operation| names::type_name(operation.id) == stem);
            let operation = operation.ok_or_else(|| Surprise::new(format!("`{name}` stands for no operation")))?;
            let end = if what.starts_with("What a") { " must be like" } else { "" };
            let doc = format!(" {what} `{} {}`{end}.", operation.method, operation.path);
            item.attrs = vec![parse_quote!(#[doc = #doc])];
        }
        Item::Impl(item) => {
            let is_then = quote!(#item).to_string().contains(":: httpmock :: Then");
            for member in &mut item.items {
                let ImplItem::Fn(function) = member else { continue };
                let name = function.sig.ident.to_string();
                let doc = match name.as_str() {
                    "new" => " Wraps the untyped form.".to_owned(),
                    "into_inner" => " The untyped form, for what the typed one does not allow.".to_owned(),
                    "success" => " Answers with a status from 200 to 299 and this value.".to_owned(),
                    other => format!(" Expects this `{other}`."),
                };
                function.attrs = vec![parse_quote!(#[doc = #doc])];
                ShortPaths.visit_impl_item_fn_mut(function);
            }
            if is_then {
                item.items.push(parse_quote! {
                    /// Answers with an error: a status from 300 and its body.
                    pub fn error(self, status: u16, value: &ApiError) -> Self {
                        Self(mock::error(self.0, status, value))
                    }
                });
            }
        }
        _ => {}
    }
    Ok(())
}

/// The generator puts ids into patterns as they are, so that `a.b` matches `aXb` and an id with a space
/// never matches, and it anchors them so that a base path never does.
struct Pass {
    patterns: usize,
}

impl VisitMut for Pass {
    fn visit_block_mut(&mut self, block: &mut syn::Block) {
        visit_mut::visit_block_mut(self, block);
        let is_pattern = |statement: &Stmt| matches!(statement, Stmt::Local(local) if quote!(#local).to_string().contains("regex :: Regex"));
        let Some(index) = block.stmts.iter().position(is_pattern) else { return };
        let Stmt::Local(local) = &block.stmts[index] else { return };
        let Some(init) = &local.init else { return };
        let mut found = None;
        FindFormat(&mut found).visit_expr_mut(&mut init.expr.clone());
        if let Some(template) = found {
            block.stmts = vec![parse_quote!(Self(self.0.path_matches(mock::path(#template, &value.to_string())));)];
            if let Some(Stmt::Expr(_, semicolon)) = block.stmts.first_mut() {
                *semicolon = None;
            }
            self.patterns += 1;
        }
    }

    fn visit_expr_mut(&mut self, expression: &mut Expr) {
        visit_mut::visit_expr_mut(self, expression);
        let Expr::MethodCall(call) = &*expression else { return };
        let argument = call.args.first();
        if call.method == "path_matches"
            && let Some(Expr::MethodCall(unwrap)) = argument
            && unwrap.method == "unwrap"
            && let Expr::Call(new) = &*unwrap.receiver
            && let Some(pattern @ Expr::Lit(_)) = new.args.first()
        {
            let receiver = &call.receiver;
            *expression = parse_quote!(#receiver.path_matches(mock::path(#pattern, "")));
            self.patterns += 1;
        }
    }
}

/// Finds the template of a `format!`.
struct FindFormat<'a>(&'a mut Option<syn::LitStr>);

impl VisitMut for FindFormat<'_> {
    fn visit_macro_mut(&mut self, call: &mut syn::Macro) {
        let first = call.tokens.clone().into_iter().next();
        *self.0 = first.and_then(|token| syn::parse2(token.into()).ok());
    }
}
