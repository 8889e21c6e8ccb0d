//! What the steps need to know of the document: which component becomes which kind of Rust type.

use std::collections::HashSet;

use contacts_openapi::{Document, Method, Operation, list, operations};
use serde_json::Value;

/// The prefix of a reference to a component schema.
pub(crate) const SCHEMAS: &str = "#/components/schemas/";

/// The document, seen as a set of Rust types and calls to be.
pub(crate) struct Model<'a> {
    pub(crate) document: &'a Document,
    pub(crate) operations: Vec<Operation<'a>>,
    /// The component schemas in the document's order.
    pub(crate) schemas: Vec<Schema<'a>>,
}

/// A component schema and the Rust that it becomes.
pub(crate) struct Schema<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: &'a Value,
    pub(crate) kind: Kind<'a>,
}

/// The kinds of Rust type that a component schema can become.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind<'a> {
    /// A struct of the generator's. `patch` marks one that only PATCH bodies hold.
    Object { patch: bool },
    /// Another name for the named schema, to which it only adds rules.
    Rules { of: &'a str },
    /// Not used as a type: properties that others are composed of, say.
    Part,
    /// An open enum.
    Enum,
    /// A string or an integer with a name of its own.
    Id { integer: bool },
    /// Shapes that are told apart by their keys.
    Union,
    /// A map from free names to values.
    Map,
}

impl<'a> Model<'a> {
    pub(crate) fn new(document: &'a Document) -> Self {
        let operations = operations(document);
        let (mut patched, mut elsewhere) = (Uses::new(document, true), Uses::new(document, false));
        for operation in &operations {
            let bodies = if operation.method == Method::Patch { &mut patched } else { &mut elsewhere };
            operation.request.into_iter().for_each(|schema| bodies.add(schema));
            let answers = operation.responses.iter().filter_map(|response| response.schema);
            let parameters = operation.parameters.iter().map(|parameter| parameter.schema);
            answers.chain(parameters).for_each(|schema| elsewhere.add(schema));
        }
        let schemas = document
            .components()
            .map(|(name, value)| {
                let kind = kind(name, value, &patched.found, &elsewhere.found);
                Schema { name, value, kind }
            })
            .collect();
        Self { document, operations, schemas }
    }

    pub(crate) fn schema(&self, name: &str) -> Option<&Schema<'a>> {
        self.schemas.iter().find(|schema| schema.name == name)
    }

    /// The schema whose Rust type stands for the named one.
    pub(crate) fn rust_name<'n>(&self, name: &'n str) -> &'n str
    where
        'a: 'n,
    {
        match self.schema(name).map(|schema| schema.kind) {
            Some(Kind::Rules { of }) => self.rust_name(of),
            _ => name,
        }
    }

    /// The schema's own `$ref`, or that of the single member of its `allOf`, by name.
    pub(crate) fn reference(schema: &'a Value) -> Option<&'a str> {
        let reference = match schema.get("allOf").and_then(Value::as_array).map(Vec::as_slice) {
            Some([single]) => single.get("$ref"),
            _ => schema.get("$ref"),
        };
        // A reference into a schema leads to nothing that has a name.
        reference?.as_str()?.strip_prefix(SCHEMAS).filter(|name| !name.contains('/'))
    }
}

fn kind<'a>(name: &str, value: &'a Value, patched: &HashSet<&str>, elsewhere: &HashSet<&str>) -> Kind<'a> {
    let patch = patched.contains(name) && !elsewhere.contains(name);
    if !patch && !elsewhere.contains(name) {
        return Kind::Part;
    }
    if let (Some(of), false) = (restricted(value), patch) {
        return Kind::Rules { of };
    }
    if value.get("anyOf").or_else(|| value.get("oneOf")).is_some() && value.get("properties").is_none() {
        return Kind::Union;
    }
    let is_enum = value.get("enum").or_else(|| value.get("x-extensible-enum")).is_some();
    let has_properties = value.get("properties").and_then(Value::as_object).is_some_and(|it| !it.is_empty());
    match value.get("type").and_then(Value::as_str) {
        Some("string") | None if is_enum => Kind::Enum,
        Some("string") => Kind::Id { integer: false },
        Some("integer") => Kind::Id { integer: true },
        Some("object") if !has_properties && value.get("allOf").is_none() => Kind::Map,
        _ => Kind::Object { patch },
    }
}

/// Collects the names of the schemas that are used as types. The parts of a composition are not: they
/// are looked into, and leave their properties to the schema that is composed of them.
struct Uses<'a> {
    document: &'a Document,
    /// A PATCH body takes the properties of what it restricts instead of sharing its type.
    patch: bool,
    found: HashSet<&'a str>,
}

impl<'a> Uses<'a> {
    fn new(document: &'a Document, patch: bool) -> Self {
        Self { document, patch, found: HashSet::new() }
    }

    fn add(&mut self, schema: &'a Value) {
        let Some(name) = Model::reference(schema) else { return self.look_into(schema) };
        if self.found.insert(name) {
            self.look_into(self.document.resolve(&format!("{SCHEMAS}{name}")).unwrap_or(&Value::Null));
        }
    }

    fn look_into(&mut self, schema: &'a Value) {
        let parts = list(schema, "allOf");
        match restricted(schema) {
            Some(_) if !self.patch => parts.for_each(|part| self.add(part)),
            _ => parts.for_each(|part| self.look_into(self.document.follow(part))),
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        properties.into_iter().flatten().for_each(|(_, property)| self.add(property));
        ["items", "additionalProperties"].iter().filter_map(|member| schema.get(member)).for_each(|it| self.add(it));
        ["anyOf", "oneOf"].iter().flat_map(|member| list(schema, member)).for_each(|arm| self.add(arm));
    }
}

/// The one schema that this one adds only rules to, if that is what it does.
fn restricted(schema: &Value) -> Option<&str> {
    let (references, rest): (Vec<_>, Vec<_>) = list(schema, "allOf").partition(|part| part.get("$ref").is_some());
    match references[..] {
        [single] if rest.into_iter().all(is_rule) && schema.get("properties").is_none() => Model::reference(single),
        _ => None,
    }
}

/// Whether a part of a composition only restricts, without adding to the shape.
fn is_rule(part: &Value) -> bool {
    part.get("properties").is_none() && part.get("required").is_none()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// A document in which the schema `It` is the body of an operation.
    fn document(method: &str, schemas: &str) -> Document {
        let text = format!(
            "paths:\n  /a:\n    {method}:\n      operationId: a\n      requestBody:\n        content:\n          application/json:\n            \
             schema: {{$ref: '#/components/schemas/It'}}\ncomponents:\n  schemas:\n{schemas}"
        );
        Document::parse("api.yaml", text).unwrap()
    }

    fn is(kind: Kind<'_>) -> String {
        match kind {
            Kind::Object { patch: true } => "patch".to_owned(),
            Kind::Object { patch: false } => "object".to_owned(),
            Kind::Rules { of } => format!("rules of {of}"),
            Kind::Part => "part".to_owned(),
            Kind::Enum => "enum".to_owned(),
            Kind::Id { integer } => if integer { "integer" } else { "string" }.to_owned(),
            Kind::Union => "union".to_owned(),
            Kind::Map => "map".to_owned(),
        }
    }

    #[test]
    fn the_kind_of_a_schema_follows_its_form() {
        let rows = [
            ("{type: object, properties: {a: {type: string}}}", "object"),
            ("{properties: {a: {type: string}}}", "object"),
            ("{type: object}", "map"),
            ("{type: object, properties: {}}", "map"),
            ("{type: object, additionalProperties: {type: string}}", "map"),
            ("{type: object, properties: {a: {}}, additionalProperties: {type: string}}", "object"),
            ("{type: string}", "string"),
            ("{type: integer, format: int32, enum: [1]}", "integer"),
            ("{type: string, enum: [A]}", "enum"),
            ("{enum: [A]}", "enum"),
            ("{type: string, x-extensible-enum: [A]}", "enum"),
            ("{oneOf: []}", "union"),
            ("{anyOf: [], type: object}", "union"),
            ("{anyOf: [], properties: {a: {}}}", "object"),
            ("{allOf: [{$ref: '#/components/schemas/Other'}]}", "rules of Other"),
            ("{allOf: [{$ref: '#/components/schemas/Other'}, {maxProperties: 1}]}", "rules of Other"),
            ("{allOf: [{$ref: '#/components/schemas/Other'}, {required: [a]}]}", "object"),
            ("{allOf: [{$ref: '#/components/schemas/Other'}, {properties: {b: {}}}]}", "object"),
            ("{allOf: [{$ref: '#/components/schemas/Other'}, {$ref: '#/components/schemas/Other'}]}", "object"),
        ];
        for (schema, expected) in rows {
            let other = "    Other: {type: object, properties: {a: {type: string}}}\n";
            let document = document("post", &format!("    It: {schema}\n{other}"));
            let model = Model::new(&document);
            assert_eq!(is(model.schema("It").unwrap().kind), expected, "{schema}");
        }
    }

    #[test]
    fn only_what_patch_bodies_alone_hold_is_a_patch() {
        let schemas = "    It: {allOf: [{$ref: '#/components/schemas/Part'}]}\n    Part: {type: object, properties: {a: {$ref: '#/components/schemas/Inner'}}}\n    Inner: {type: object, properties: {b: {}}}\n";
        for (method, expected) in
            [("patch", ["patch", "part", "patch"]), ("post", ["rules of Part", "object", "object"])]
        {
            let document = document(method, schemas);
            let model = Model::new(&document);
            assert_eq!(["It", "Part", "Inner"].map(|name| is(model.schema(name).unwrap().kind)), expected);
        }
    }

    #[test]
    fn a_schema_that_nothing_uses_is_no_type() {
        let document = document("post", "    It: {type: object, properties: {a: {}}}\n    Idle: {type: string}\n");
        assert_eq!(is(Model::new(&document).schema("Idle").unwrap().kind), "part");
    }

    #[test]
    fn rules_upon_rules_have_the_type_of_what_they_restrict() {
        let schemas = "    It: {allOf: [{$ref: '#/components/schemas/B'}]}\n    B: {allOf: [{$ref: '#/components/schemas/C'}]}\n    C: {type: object, properties: {a: {}}}\n";
        let document = document("post", schemas);
        let model = Model::new(&document);
        assert_eq!(["It", "B", "C", "Absent"].map(|name| model.rust_name(name)), ["C", "C", "C", "Absent"]);
    }

    #[test]
    fn a_reference_is_to_a_component_by_name() {
        let rows = [
            (r##"{"$ref": "#/components/schemas/It"}"##, Some("It")),
            (r##"{"allOf": [{"$ref": "#/components/schemas/It"}], "description": "x"}"##, Some("It")),
            (r##"{"allOf": [{"$ref": "#/components/schemas/It"}, {}]}"##, None),
            (r##"{"$ref": "#/components/schemas/It/properties/a"}"##, None),
            (r##"{"$ref": "#/components/parameters/It"}"##, None),
            (r#"{"$ref": 3}"#, None),
            (r#"{"type": "string"}"#, None),
            ("null", None),
        ];
        for (schema, expected) in rows {
            assert_eq!(Model::reference(&schema.parse().unwrap()), expected, "{schema}");
        }
    }
}
