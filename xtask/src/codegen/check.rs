//! Step one: what the generator would take silently, or panic on, said with a place and a remedy.

use std::collections::{BTreeMap, BTreeSet};

use contacts_openapi::{Document, Finding, Location, Operation, Severity, operations};
use jsonptr::{PointerBuf, Token};
use serde_json::Value;

use super::model::{Kind, Model, SCHEMAS, components, list};
use super::{names, vocabulary};

/// Everything in a document that would not become sound Rust.
pub(crate) fn check(document: &Document) -> Vec<Finding> {
    let mut check = Check { document, findings: Vec::new() };
    check.version();
    check.references();
    if check.findings.is_empty() {
        let operations = operations(document);
        check.operation_ids(&operations);
        for operation in &operations {
            check.operation(operation);
        }
        check.schema_names();
        check.schemas();
    }
    check.findings.sort_by(|a, b| a.place.cmp(&b.place));
    check.findings
}

struct Check<'a> {
    document: &'a Document,
    findings: Vec<Finding>,
}

impl<'a> Check<'a> {
    fn report(&mut self, rule: &'static str, pointer: PointerBuf, message: String, help: impl Into<String>) {
        let place = self.document.place(&pointer);
        let (severity, pointer) = (Severity::Error, Some(pointer));
        self.findings.push(Finding { rule, severity, message, place, pointer, help: help.into() });
    }

    fn version(&mut self) {
        let version = self.document.pointer("/openapi").and_then(Value::as_str);
        if !version.is_some_and(|version| version.starts_with("3.0.")) {
            let found = version.map_or("no version".to_owned(), |version| format!("version {version}"));
            let message = format!("expected OpenAPI 3.0, found {found}");
            self.report(
                "openapi-version",
                pointer(["openapi"]),
                message,
                "write `openapi: 3.0.3` at the top of the file",
            );
        }
    }

    fn references(&mut self) {
        let mut dangling = Vec::new();
        let document = self.document;
        document.walk(&mut |at, value| {
            let is_reference = at.last().is_some_and(|token| token.decoded() == "$ref");
            let is_data = at.tokens().any(|token| matches!(token.decoded().as_ref(), "example" | "default" | "enum"));
            if let (true, false, Some(reference)) = (is_reference, is_data, value.as_str())
                && document.resolve(reference).is_none()
            {
                dangling.push((at.to_owned(), reference));
            }
        });
        for (at, reference) in dangling {
            let help = match self.nearest(reference) {
                Some(near) => format!("there is `{near}`; otherwise define what is meant under components"),
                None => "references start with `#/components/` and lead to something that exists".to_owned(),
            };
            self.report("dangling-reference", at, format!("`{reference}` leads nowhere"), help);
        }
    }

    /// The component whose name is most like that of a reference that leads nowhere.
    fn nearest(&self, reference: &str) -> Option<String> {
        let (parent, name) = reference.rsplit_once('/')?;
        let siblings = self.document.resolve(parent)?.as_object()?;
        let closest = siblings.keys().min_by_key(|candidate| distance(candidate, name))?;
        (distance(closest, name) <= name.len() / 2).then(|| format!("{parent}/{closest}"))
    }

    fn operation_ids(&mut self, operations: &[Operation<'_>]) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for operation in operations {
            let at = operation.pointer.clone();
            if operation.id.is_empty() {
                let message = format!("{} {} has no operationId", operation.method, operation.path);
                self.report(
                    "operation-id",
                    at,
                    message,
                    "add one, such as `operationId: listContacts`; it names the call",
                );
            } else if let Some(other) = seen.insert(names::function(operation.id), operation.id) {
                let message = format!("`{}` and `{other}` become the same call", operation.id);
                self.report("colliding-names", at.with_trailing_token("operationId"), message, "rename one of them");
            }
        }
    }

    fn operation(&mut self, operation: &Operation<'_>) {
        let at = |members: &[&str]| {
            members.iter().fold(operation.pointer.clone(), |at, member| at.with_trailing_token(*member))
        };
        let mut fields: BTreeMap<String, &str> = BTreeMap::new();
        for parameter in &operation.parameters {
            let here = at(&["parameters"]);
            let name = parameter.name;
            if matches!(parameter.location, Location::Header | Location::Cookie) {
                let message = format!("`{}` takes the header or cookie parameter `{name}`", operation.id);
                let help = "the generator takes path and query parameters; headers belong to security or media types";
                self.report("parameter-kind", here.clone(), message, help);
            }
            if let Some(other) = fields.insert(names::field(name), name) {
                let message = format!("the parameters `{name}` and `{other}` become the same argument");
                self.report("colliding-names", here.clone(), message, "rename one of them");
            }
            if parameter.location == Location::Path && !operation.path.contains(&format!("{{{name}}}")) {
                let message = format!("`{}` has no `{{{name}}}` for its path parameter", operation.path);
                self.report("path-parameter", here, message, "name the segment and the parameter alike");
            }
        }
        for name in placeholders(operation.path) {
            if !operation.parameters_in(Location::Path).any(|parameter| parameter.name == name) {
                let message = format!("`{{{name}}}` in the path has no parameter");
                self.report("path-parameter", at(&[]), message, format!("add a parameter `{name}` with `in: path`"));
            }
        }
        if let Some(body) = operation.value.get("requestBody") {
            self.media_type(self.document.follow(body), at(&["requestBody"]), true);
        }
        if operation.success().is_none() {
            let message = format!("`{}` documents no success", operation.id);
            self.report("success", at(&["responses"]), message, "add the answer to a request that was carried out");
        }
        let mut successes = operation.responses.iter().filter(|response| response.status.starts_with('2'));
        if let (Some(first), Some(second)) = (successes.next(), successes.next())
            && first.schema != second.schema
        {
            let message =
                format!("`{}` answers {} and {} with different bodies", operation.id, first.status, second.status);
            let help = "one call returns one type: give both the same schema, or drop one";
            self.report("success", at(&["responses", second.status]), message, help);
        }
        for response in operation.responses.iter().filter(|response| response.status.starts_with('2')) {
            self.media_type(response.value, at(&["responses", response.status]), false);
        }
        for schema in operation.request.into_iter().chain(operation.success().and_then(|success| success.schema)) {
            if Model::reference(schema).is_none() {
                let message = format!("a body of `{}` has no name", operation.id);
                self.report(
                    "inline-body",
                    at(&[]),
                    message,
                    "move the schema under components/schemas and refer to it",
                );
            }
        }
    }

    fn media_type(&mut self, value: &Value, at: PointerBuf, required: bool) {
        let content = value.get("content").and_then(Value::as_object);
        let types: Vec<&str> = content.into_iter().flatten().map(|(name, _)| name.as_str()).collect();
        match types[..] {
            ["application/json"] => {}
            [] if !required => {}
            _ => {
                let found = if types.is_empty() { "none".to_owned() } else { types.join(", ") };
                let message = format!("a body is application/json here; found {found}");
                self.report("media-type", at, message, "describe other bodies in prose or in an extension");
            }
        }
    }

    fn schema_names(&mut self) {
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (name, _) in components(self.document) {
            let at = pointer(["components", "schemas", name]);
            if let Some(other) = seen.insert(names::type_name(name), name) {
                let message = format!("the schemas `{name}` and `{other}` become the same type");
                self.report("colliding-names", at, message, "rename one of them");
            } else if names::type_name(name) != name {
                let help = format!("call it `{}`", names::type_name(name));
                self.report("schema-name", at, format!("`{name}` is no name for a Rust type"), help);
            }
        }
    }

    fn schemas(&mut self) {
        let model = Model::new(self.document);
        for schema in &model.schemas {
            let at = pointer(["components", "schemas", schema.name]);
            match schema.kind {
                Kind::Enum => self.enum_values(schema.value, &at),
                Kind::Union => self.union(&model, schema.value, &at),
                Kind::Object { .. } | Kind::Part => self.object(&model, schema.value, &at),
                Kind::Id { .. } | Kind::Map | Kind::Rules { .. } => {}
            }
        }
        for operation in &model.operations {
            for parameter in &operation.parameters {
                let at = operation.pointer.clone().with_trailing_token("parameters");
                self.no_inline_enum(parameter.schema, &at, parameter.name);
            }
        }
    }

    fn enum_values(&mut self, schema: &Value, at: &PointerBuf) {
        let mut seen: BTreeMap<String, &str> =
            BTreeMap::from([("Unknown".to_owned(), "the variant for unlisted values")]);
        let member = if schema.get("enum").is_some() { "enum" } else { "x-extensible-enum" };
        for value in vocabulary::values(schema) {
            let variant = names::variant(value);
            if syn::parse_str::<syn::Ident>(&variant).is_err() {
                let message = format!("the value {value:?} makes no name for a Rust variant");
                self.report(
                    "enum-value",
                    at.clone().with_trailing_token(member),
                    message,
                    "only values with letters can be named",
                );
            } else if let Some(other) = seen.insert(variant, value) {
                let message = format!("the values {value:?} and {other:?} become the same variant");
                self.report(
                    "colliding-names",
                    at.clone().with_trailing_token(member),
                    message,
                    "leave one of them out",
                );
            }
        }
    }

    /// An arm is told from another of the same form by keys that the other does not have.
    fn union(&mut self, model: &Model<'_>, schema: &Value, at: &PointerBuf) {
        let member = if schema.get("anyOf").is_some() { "anyOf" } else { "oneOf" };
        let arms = vocabulary::arms(model, schema);
        if arms.len() != list(schema, member).count() {
            let message = "an arm of this union is neither a named object nor a list of one".to_owned();
            self.report("union", at.clone(), message, "give each arm a name under components/schemas");
            return;
        }
        for (index, arm) in arms.iter().enumerate() {
            let keys: BTreeSet<&str> = model.properties(arm.schema).0.into_iter().map(|(name, _)| name).collect();
            for other in arms[..index].iter().filter(|other| other.list == arm.list) {
                let others: BTreeSet<&str> =
                    model.properties(other.schema).0.into_iter().map(|(name, _)| name).collect();
                if keys.is_subset(&others) || others.is_subset(&keys) {
                    let at = at.clone().with_trailing_token(member).with_trailing_token(index);
                    let message = format!("`{}` and `{}` cannot be told apart by their keys", arm.name, other.name);
                    self.report("union", at, message, "each needs a property that the other does not have");
                }
            }
        }
    }

    fn object(&mut self, model: &Model<'a>, schema: &'a Value, at: &PointerBuf) {
        let (properties, required) = model.properties(schema);
        let mut seen: BTreeMap<String, &str> =
            BTreeMap::from([("extra".to_owned(), "the field for unlisted properties")]);
        for (name, property) in &properties {
            let here = property_pointer(schema, at, name);
            if let Some(other) = seen.insert(names::field(name), name) {
                let message = format!("the properties `{name}` and `{other}` become the same field");
                self.report(
                    "colliding-names",
                    here.clone(),
                    message,
                    "rename one of them, or leave one to the unlisted properties",
                );
            }
            if let Some(target) = Model::reference(property)
                && required.contains(name)
                && self.document.resolve(&format!("{SCHEMAS}{target}")).and_then(|it| it.get("nullable")).is_some()
            {
                let message = format!("`{name}` is required, and a reference to a nullable schema");
                self.report(
                    "nullable-reference",
                    here.clone(),
                    message,
                    "a required property is a value: drop one of the two",
                );
            }
            self.no_inline_enum(property, &here, name);
            if property.get("properties").is_some() || property.pointer("/items/properties").is_some() {
                let message = format!("`{name}` holds an object without a name");
                self.report("inline-object", here, message, "move it under components/schemas and refer to it");
            }
        }
        for name in required {
            if !properties.iter().any(|(property, _)| *property == name) {
                let message = format!("`{name}` is required but is no property");
                self.report(
                    "required",
                    at.clone().with_trailing_token("required"),
                    message,
                    "define it, or drop it from the list",
                );
            }
        }
    }

    fn no_inline_enum(&mut self, schema: &Value, at: &PointerBuf, name: &str) {
        if schema.get("enum").is_some() || schema.pointer("/items/enum").is_some() {
            let message = format!("the enum of `{name}` has no name");
            self.report(
                "inline-enum",
                at.clone(),
                message,
                "move it under components/schemas, so that its type has a name",
            );
        }
    }
}

fn pointer<const N: usize>(tokens: [&str; N]) -> PointerBuf {
    PointerBuf::from_tokens(tokens)
}

/// Where a property of a schema or of one of its parts is written.
fn property_pointer(schema: &Value, at: &PointerBuf, name: &str) -> PointerBuf {
    if schema.pointer(&format!("/properties/{}", Token::new(name).encoded())).is_some() {
        return at.clone().with_trailing_token("properties").with_trailing_token(name);
    }
    for (index, part) in list(schema, "allOf").enumerate() {
        let here = at.clone().with_trailing_token("allOf").with_trailing_token(index);
        if part.get("properties").and_then(|it| it.get(name)).is_some() {
            return property_pointer(part, &here, name);
        }
    }
    at.clone()
}

fn placeholders(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// How many letters must change to make one name of the other.
fn distance(a: &str, b: &str) -> usize {
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut corner = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.chars().enumerate() {
            let change = corner + usize::from(x != y);
            corner = row[j + 1];
            row[j + 1] = change.min(corner + 1).min(row[j] + 1);
        }
    }
    row.last().copied().unwrap_or_default()
}
