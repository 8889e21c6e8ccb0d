//! The codegen view: the document reshaped for progenitor, in memory, and nobody's interface.
//!
//! What differs from the document, and why, is the list of functions that [`view`] calls. Whatever is not
//! copied is gone: the constraints and defaults above all, because a client must read what a service
//! sends and must send only what its caller wrote. They stay in the document, where the checks read them.

use contacts_openapi::{Location, Operation, list};
use serde_json::{Map, Value, json};

use super::model::{Kind, Model, SCHEMAS};

/// The component that stands for every `format: date-time` of the document.
pub(crate) const DATE_TIME: &str = "DateTime";

/// The codegen view of a document.
pub(crate) fn view(model: &Model<'_>) -> Value {
    let mut paths = Map::new();
    for operation in &model.operations {
        let item = paths.entry(operation.path).or_insert_with(|| json!({}));
        item[operation.method.as_str().to_lowercase()] = view_of_operation(model, operation);
    }
    let mut schemas = Map::new();
    for schema in &model.schemas {
        let shape = match schema.kind {
            Kind::Object { .. } => object(model, schema.value),
            // Types of ours: the generator only needs to know that they exist.
            Kind::Enum | Kind::Union | Kind::Map => json!({"type": "string"}),
            Kind::Id { integer } => json!({"type": if integer { "integer" } else { "string" }}),
            Kind::Rules { .. } | Kind::Part => continue,
        };
        schemas.insert(schema.name.to_owned(), shape);
    }
    schemas.insert(DATE_TIME.to_owned(), json!({"type": "string"}));
    json!({
        "openapi": "3.0.3",
        "info": {"title": "codegen view", "version": "0"},
        "paths": paths,
        "components": {"schemas": schemas},
    })
}

/// An operation with its parameters in place, one kind of success, and no errors.
fn view_of_operation(model: &Model<'_>, operation: &Operation<'_>) -> Value {
    let parameters: Vec<Value> = operation
        .parameters
        .iter()
        .map(|parameter| {
            let place = if parameter.location == Location::Path { "path" } else { "query" };
            let schema = shape(model, parameter.schema);
            json!({"name": parameter.name, "in": place, "required": parameter.required, "schema": schema})
        })
        .collect();
    let mut view = json!({
        "operationId": operation.id,
        "parameters": parameters,
        "responses": {"2XX": any_success(model, operation)},
    });
    if let Some(schema) = operation.request {
        let content = json!({"application/json": {"schema": shape(model, schema)}});
        view["requestBody"] = json!({"required": true, "content": content});
    }
    view
}

/// Any 2xx is a success, whichever the page names. Error answers are left out, so that one error type
/// serves all operations and every body; a redirect is one of them, and its operation has no body.
fn any_success(model: &Model<'_>, operation: &Operation<'_>) -> Value {
    let mut response = json!({"description": ""});
    if let Some(schema) = operation.success().and_then(|success| success.schema) {
        response["content"] = json!({"application/json": {"schema": shape(model, schema)}});
    }
    response
}

/// An object with the properties of all its parts in one place, and room for those that the document
/// does not list.
fn object(model: &Model<'_>, schema: &Value) -> Value {
    let properties = model.document.properties(schema).into_iter();
    let properties: Map<String, Value> =
        properties.map(|(name, property)| (name.to_owned(), shape(model, property))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": model.document.required(schema),
        "additionalProperties": {},
    })
}

/// A schema's shape without its rules: references lead to the type that stands for their target,
/// date-times to a type of ours.
fn shape(model: &Model<'_>, schema: &Value) -> Value {
    if let Some(name) = Model::reference(schema) {
        return json!({"$ref": format!("{SCHEMAS}{}", model.rust_name(name))});
    }
    let mut shape = Map::new();
    let mut copy = |member: &str| {
        if let Some(value) = schema.get(member) {
            shape.insert(member.to_owned(), value.clone());
        }
    };
    copy("type");
    copy("nullable");
    match schema.get("format").and_then(Value::as_str) {
        Some("date-time") => return json!({"$ref": format!("{SCHEMAS}{DATE_TIME}")}),
        Some("int32" | "int64" | "float" | "double") => copy("format"),
        _ => {}
    }
    if let Some(items) = schema.get("items") {
        shape.insert("items".to_owned(), self::shape(model, items));
    }
    if schema.get("properties").is_some() || list(schema, "allOf").next().is_some() {
        return object(model, schema);
    }
    Value::Object(shape)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use contacts_openapi::Document;

    use super::*;

    const TEXT: &str = "
paths:
  /a/{id}:
    get:
      operationId: getA
      parameters:
        - {name: id, in: path, required: true, schema: {$ref: '#/components/schemas/Id'}}
        - {name: count, in: query, schema: {type: integer, format: int32, minimum: 1, maximum: 5, default: 3}}
        - {name: since, in: query, schema: {type: string, format: date-time}}
      responses:
        '200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}
        '404': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}}
        default: {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/E'}}}}
    patch:
      operationId: patchA
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Patch_'}}}}
      responses:
        '302': {description: x}
components:
  schemas:
    Id: {type: string, maxLength: 3}
    Number: {type: integer}
    Color: {type: string, enum: [A, B]}
    Part: {type: object, required: [id], properties: {id: {$ref: '#/components/schemas/Id'}}}
    A:
      allOf:
        - $ref: '#/components/schemas/Part'
        - type: object
          properties:
            name: {type: string, maxLength: 3, pattern: a, default: x, nullable: true, format: email, description: x}
            at: {type: string, format: date-time}
            list: {type: array, maxItems: 3, uniqueItems: true, items: {type: number, format: double, maximum: 1}}
            color: {allOf: [{$ref: '#/components/schemas/Color'}], default: A}
            number: {$ref: '#/components/schemas/Number'}
            rules: {$ref: '#/components/schemas/Rules'}
    Rules: {allOf: [{$ref: '#/components/schemas/Part'}, {maxProperties: 1}]}
    Patch_: {allOf: [{$ref: '#/components/schemas/Part'}]}
    E: {type: object, properties: {code: {type: string}}}
    Idle: {type: object, properties: {a: {}}}
";

    fn view() -> Value {
        let document = Document::parse("api.yaml", TEXT).unwrap();
        super::view(&Model::new(&document))
    }

    #[test]
    fn shapes_stay_and_rules_leave() {
        let view = view();
        let expected = json!({
            "type": "object",
            "properties": {
                "id": {"$ref": "#/components/schemas/Id"},
                "name": {"type": "string", "nullable": true},
                "at": {"$ref": "#/components/schemas/DateTime"},
                "list": {"type": "array", "items": {"type": "number", "format": "double"}},
                "color": {"$ref": "#/components/schemas/Color"},
                "number": {"$ref": "#/components/schemas/Number"},
                "rules": {"$ref": "#/components/schemas/Part"},
            },
            "required": ["id"],
            "additionalProperties": {},
        });
        assert_eq!(view["components"]["schemas"]["A"], expected);
    }

    #[test]
    fn types_of_ours_are_only_named() {
        let view = view();
        let schemas = view["components"]["schemas"].as_object().unwrap();
        for (name, ty) in [("Id", "string"), ("Number", "integer"), ("Color", "string"), ("DateTime", "string")] {
            assert_eq!(schemas[name], json!({"type": ty}), "{name}");
        }
        let names: Vec<_> = schemas.keys().map(String::as_str).collect();
        assert_eq!(names, ["Id", "Number", "Color", "Part", "A", "Patch_", "E", "DateTime"]);
    }

    #[test]
    fn an_operation_has_one_kind_of_success_and_no_errors() {
        let view = view();
        let get = &view["paths"]["/a/{id}"]["get"];
        let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/A"}}});
        assert_eq!(get["responses"], json!({"2XX": {"description": "", "content": content}}));
        assert_eq!(
            get["parameters"],
            json!([
                {"name": "id", "in": "path", "required": true, "schema": {"$ref": "#/components/schemas/Id"}},
                {"name": "count", "in": "query", "required": false, "schema": {"type": "integer", "format": "int32"}},
                {"name": "since", "in": "query", "required": false, "schema": {"$ref": "#/components/schemas/DateTime"}},
            ])
        );
        let patch = &view["paths"]["/a/{id}"]["patch"];
        assert_eq!(patch["responses"], json!({"2XX": {"description": ""}}));
        let content = json!({"application/json": {"schema": {"$ref": "#/components/schemas/Patch_"}}});
        assert_eq!(patch["requestBody"], json!({"required": true, "content": content}));
    }

    #[test]
    fn what_ranges_and_patterns_say_does_not_matter() {
        let rules = ["minimum", "maximum", "maxLength", "pattern", "default", "uniqueItems", "maxItems", "enum"];
        let view = view().to_string();
        for rule in rules {
            assert!(!view.contains(&format!("{rule:?}")), "{rule} is in {view}");
        }
    }
}
