//! What an operation must be like to become a call.

use std::collections::BTreeMap;

use contacts_openapi::validate::nearest;
use contacts_openapi::{Location, Method, Operation, Parameter, Response, list};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::{Check, pointer};
use crate::codegen::model::{Kind, Model};
use crate::codegen::names;

/// What a path item can hold besides operations.
const BESIDE: [&str; 5] = ["$ref", "description", "parameters", "servers", "summary"];

/// What the client calls by these names is written by hand, and the last is the table of all operations.
const TAKEN: [&str; 3] = ["base_url", "builder", "all"];

impl<'a> Check<'a> {
    pub(super) fn operations(&mut self, model: &Model<'a>) {
        self.paths();
        if model.operations.is_empty() {
            let message = "the document has no operations".to_owned();
            self.report("no-operations", pointer(["paths"]), message, "describe at least one under paths");
        }
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for operation in &model.operations {
            if operation.id.is_empty() {
                let message = format!("{} {} has no operationId", operation.method, operation.path);
                let help = "add one, such as `operationId: listContacts`; it names the call";
                self.report("operation-id", operation.pointer.clone(), message, help);
                continue;
            }
            self.operation_id(operation, &mut seen);
            self.parameters(model, operation);
            self.bodies(operation);
            self.security(operation);
        }
    }

    /// What a path item can hold that would go unnoticed.
    fn paths(&mut self) {
        let paths = self.document.pointer("/paths").and_then(Value::as_object);
        for (path, item) in paths.into_iter().flatten().filter(|(path, _)| !path.starts_with("x-")) {
            let at = pointer(["paths", path]);
            if !path.starts_with('/') {
                let help = format!("write `/{path}`");
                self.report("path", at.clone(), format!("the path `{path}` does not begin with a slash"), help);
            }
            if item.get("$ref").is_some() {
                let message = format!("the operations of `{path}` are elsewhere");
                self.report("path", at.with_trailing_token("$ref"), message, "write them here");
            }
            let methods = Method::ALL.map(|method| method.as_str().to_lowercase());
            let known: Vec<&str> = methods.iter().map(String::as_str).chain(BESIDE).collect();
            for key in item.as_object().into_iter().flat_map(|item| item.keys()) {
                if known.contains(&key.as_str()) || key.starts_with("x-") {
                    continue;
                }
                let help = match nearest(known.iter().copied(), &key.to_lowercase()) {
                    Some(near) => format!("write `{near}`"),
                    None => "write a method in lower case, such as `get`".to_owned(),
                };
                self.report("path", at.with_trailing_token(key), format!("`{key}` is no method"), help);
            }
            self.unreadable_parameters(item, &at);
            for (method, operation) in item.as_object().into_iter().flatten() {
                self.unreadable_parameters(operation, &at.with_trailing_token(method));
            }
        }
    }

    /// Parameters that lack what makes one.
    fn unreadable_parameters(&mut self, value: &Value, at: &PointerBuf) {
        for (index, parameter) in list(value, "parameters").enumerate() {
            let parameter = self.document.follow(parameter);
            let at = self.definition(&at.with_trailing_token("parameters").with_trailing_token(index));
            let text = |member: &str| parameter.get(member).and_then(Value::as_str);
            let Some(name) = text("name") else {
                self.report("parameter", at, "a parameter has no name".to_owned(), "add `name`");
                continue;
            };
            if !matches!(text("in"), Some("path" | "query" | "header" | "cookie")) {
                let message = format!("the parameter `{name}` is in no known place");
                self.report("parameter", at, message, "write `in: path` or `in: query`");
            } else if parameter.get("schema").is_none() {
                let message = format!("the parameter `{name}` has no schema");
                let help = "give it a `schema`; `content` is beyond the generator";
                self.report("parameter", at, message, help);
            }
        }
    }

    fn operation_id<'b>(&mut self, operation: &Operation<'b>, seen: &mut BTreeMap<String, &'b str>) {
        let at = operation.pointer.with_trailing_token("operationId");
        let name = names::function(operation.id);
        if TAKEN.contains(&name.as_str()) {
            let message = format!("`{}` is the name of something else of the client", operation.id);
            self.report("operation-id", at, message, "choose another, such as one with a verb");
        } else if !names::is_name(&name) {
            let message = format!("`{}` makes no name for a call", operation.id);
            self.report("operation-id", at, message, "choose one like `listContacts`");
        } else if let Some(other) = seen.insert(name, operation.id) {
            let message = format!("`{}` and `{other}` become the same call", operation.id);
            self.report("colliding-names", at, message, "rename one of them");
        }
    }

    fn parameters(&mut self, model: &Model<'a>, operation: &Operation<'a>) {
        let mut fields = BTreeMap::from([
            ("body".to_owned(), "what stands for the body".to_owned()),
            ("params".to_owned(), "what stands for the query".to_owned()),
        ]);
        for parameter in &operation.parameters {
            let (name, at) = (parameter.name, parameter.pointer.clone());
            let field = names::field(name);
            if matches!(parameter.location, Location::Header | Location::Cookie) {
                let message = format!("the parameter `{name}` is in a header or a cookie");
                let help = "the generator takes path and query parameters; headers belong to security or media types";
                self.report("parameter-kind", self.definition(&at), message, help);
                continue;
            }
            if !names::is_name(&field) {
                let message = format!("the parameter `{name}` makes no name for an argument");
                self.report("parameter", at.clone(), message, "the generator needs a name that begins with a letter");
            } else if let Some(other) = fields.insert(field, format!("`{name}`")) {
                let message = format!("the parameter `{name}` and {other} become the same argument");
                self.report("colliding-names", at.clone(), message, "rename one of them");
            }
            if parameter.location == Location::Path && !operation.path.contains(&format!("{{{name}}}")) {
                let message = format!("`{}` has no `{{{name}}}` for its path parameter", operation.path);
                self.report("path-parameter", at.clone(), message, "name the segment and the parameter alike");
            }
            self.parameter_value(model, parameter);
        }
        let mut seen = Vec::new();
        for name in placeholders(operation.path) {
            let at = operation.pointer.clone();
            if !operation.parameters_in(Location::Path).any(|parameter| parameter.name == name) {
                let message = format!("`{{{name}}}` in the path has no parameter");
                self.report("path-parameter", at, message, format!("add a parameter `{name}` with `in: path`"));
            } else if seen.contains(&name) {
                let message = format!("`{{{name}}}` is in the path twice");
                self.report("path-parameter", at, message, "name one of them otherwise");
            }
            seen.push(name);
        }
    }

    /// A parameter is a scalar: the mock helpers would write a list as one text.
    fn parameter_value(&mut self, model: &Model<'a>, parameter: &Parameter<'a>) {
        let (name, schema, at) = (parameter.name, parameter.schema, self.definition(&parameter.pointer));
        let before = self.findings.len();
        self.member(schema, &at.with_trailing_token("schema"), name);
        if self.findings.len() > before {
            return;
        }
        let is_scalar = if let Some(target) = Model::reference(schema) {
            let target = model.schema(model.rust_name(target));
            target.is_some_and(|target| matches!(target.kind, Kind::Enum | Kind::Id { .. }))
        } else {
            let ty = schema.get("type").and_then(Value::as_str);
            matches!(ty, Some("string" | "integer" | "number" | "boolean"))
        };
        if !is_scalar {
            let message = format!("the parameter `{name}` is no text, number or boolean");
            let help = "the generator takes no others; describe a list as the text that is sent";
            self.report("parameter-kind", at.clone(), message, help);
        }
        let plain = if parameter.location == Location::Query { "form" } else { "simple" };
        if parameter.value.get("style").is_some_and(|style| style != plain) {
            let message = format!("the parameter `{name}` has a style of its own");
            self.report("parameter-style", at, message, format!("the generator writes `style: {plain}`"));
        }
    }

    /// The client tells its users of scopes of which any one suffices.
    fn security(&mut self, operation: &Operation<'_>) {
        for requirement in &operation.security {
            if let ([_], [_]) = (&requirement.schemes[..], &requirement.scopes[..]) {
                continue;
            }
            let found = match &requirement.scopes[..] {
                [] => "no scope".to_owned(),
                scopes => format!("{} of {} at once", scopes.join(", "), requirement.schemes.join(", ")),
            };
            let message = format!("a requirement names {found}");
            let help = "name one scope of one scheme; alternatives are items of their own: `- oauth2: [contact]`";
            self.report("security", requirement.pointer.clone(), message, help);
        }
    }

    fn bodies(&mut self, operation: &Operation<'_>) {
        let at =
            |members: &[&str]| members.iter().fold(operation.pointer.clone(), |at, it| at.with_trailing_token(*it));
        if let Some(body) = operation.value.get("requestBody") {
            let body = self.document.follow(body);
            self.media_type(body, at(&["requestBody"]), true);
            if body.get("required") != Some(&Value::Bool(true)) {
                let message = format!("the body of `{}` can be left out", operation.id);
                self.report("optional-body", at(&["requestBody"]), message, "the call takes one: add `required: true`");
            }
        }
        let Some(success) = operation.success() else {
            let message = format!("`{}` documents no success", operation.id);
            self.report("success", at(&["responses"]), message, "add the answer to a request that was carried out");
            return;
        };
        let is_redirect = |response: &Response<'_>| response.status.starts_with('3');
        let others = operation.responses.iter().filter(|response| response.is_success());
        for other in others {
            let here = at(&["responses", other.status]);
            if other.status.len() != 3 || other.status.parse::<u16>().is_err() {
                let message = format!("`{}` succeeds with {:?}, which is no number", operation.id, other.status);
                let help =
                    "write the status that the page names, such as '200'; the client takes any 2xx for a success";
                self.report("success", here.clone(), message, help);
            }
            if other.schema != success.schema || is_redirect(other) != is_redirect(success) {
                let statuses = format!("{} and {}", success.status, other.status);
                let message = format!("`{}` answers {statuses} with different bodies", operation.id);
                let help = "one call returns one type: give both the same schema, or drop one";
                self.report("success", here.clone(), message, help);
            }
            if is_redirect(other) && other.value.get("content").is_some() {
                let message = format!("`{}` redirects with a body", operation.id);
                self.report("success", here, message, "a redirect is its `Location`: drop the content");
            } else {
                self.media_type(other.value, here, false);
            }
        }
        for schema in operation.request.into_iter().chain(success.schema) {
            if Model::reference(schema).is_none() {
                let message = format!("a body of `{}` has no name", operation.id);
                let help = "move the schema under components/schemas and refer to it";
                self.report("inline-body", at(&[]), message, help);
            }
        }
    }

    fn media_type(&mut self, value: &Value, at: PointerBuf, required: bool) {
        let content = value.get("content").and_then(Value::as_object);
        let types: Vec<&str> = content.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        match types[..] {
            ["application/json"] if value.pointer("/content/application~1json/schema").is_none() => {
                let message = "a body has no schema".to_owned();
                self.report("media-type", at, message, "add a schema, or leave out the content");
            }
            ["application/json"] => {}
            [] if !required => {}
            _ => {
                let found = if types.is_empty() { "none".to_owned() } else { types.join(", ") };
                let message = format!("a body is application/json here; found {found}");
                self.report("media-type", at, message, "describe other bodies in prose or in an extension");
            }
        }
    }
}

fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}
