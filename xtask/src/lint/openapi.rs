//! What any document of `OpenAPI` 3.0.3 must be like.
//!
//! One walk takes the document apart into an outline; the rules go by that and follow references only where they end.
//! What the generator's checks say of the same things (`dangling-reference`, `path-parameter`, `required` and others)
//! is theirs to say.

mod about;
mod backtracking;
mod components;
mod formats;
mod objects;
mod operations;
mod paths;
mod patterns;
mod schemas;
mod security;
mod shape;
mod values;

use contacts_openapi::Finding;

use super::{Lint, table};

table! {
    Error "unknown-field": "has a field that its object does not have";
    Error "missing-field": "leaves out a field that its object must have";
    Error "field-type": "has a value of another kind than its field takes";
    Error "field-value": "has a value that its field cannot have";
    Error "exclusive-fields": "has two fields side by side of which one can stand there";
    Error "status-code": "answers with something that is no status";
    Warning "unregistered-status": "answers with a number that HTTP has no meaning for";
    Error "component-name": "has a component whose name cannot be referred to";
    Warning "reference-siblings": "has fields beside a reference, which are ignored";
    Error "reference-kind": "refers to something of another kind";
    Error "reference-circle": "has a reference that leads back to itself";
    Warning "unused-component": "has a component that nothing leads to";
    Warning "info-incomplete": "does not say what it is for, whose it is, or under which license";
    Warning "server-missing": "does not say where it is served";
    Warning "server-url": "has an address that is no server's";
    Error "server-variable": "has a variable of a server's address that nothing defines or uses";
    Warning "undescribed": "has a tag, an operation or a parameter without a description";
    Warning "unsafe-markdown": "has a text that a viewer may run";
    Warning "tag-undefined": "has an operation with a tag that nothing describes";
    Error "tag-twice": "describes a tag twice";
    Warning "tag-unused": "describes a tag that no operation has";
    Warning "untagged": "has an operation without a tag";
    Warning "operation-summary": "has an operation without a summary";
    Error "operation-id-characters": "has an operationId that cannot stand in an address";
    Error "no-response": "has an operation that documents no answer";
    Warning "error-response": "has an operation that documents no answer to a request that is refused";
    Warning "ignored-body": "describes a body where there is none";
    Warning "ignored-header": "describes a header that is said elsewhere";
    Warning "nested-callback": "has a callback with callbacks of its own";
    Error "path-template": "has a path that cannot be requested";
    Error "identical-paths": "has a path twice, under different names of its parameters";
    Warning "ambiguous-paths": "has two paths that a request can fit, and neither comes first";
    Error "parameter-twice": "names a parameter twice";
    Error "optional-path-parameter": "has a path parameter that is not required";
    Error "security-undefined": "asks for a security scheme or a scope that there is not";
    Error "security-missing": "has an operation that does not say who may call it";
    Error "array-items": "has a list that does not say what it holds";
    Error "nullable-type": "has `nullable` without a type";
    Warning "idle-keyword": "has a keyword that does nothing to values of its type";
    Warning "unknown-format": "has a format that no reader knows";
    Error "contradictory-bounds": "has bounds that nothing is between";
    Error "listed-twice": "lists the same twice";
    Error "discriminator": "tells variants apart by what they do not all have";
    Error "unsatisfiable": "is composed of parts that contradict each other";
    Error "example-mismatch": "has an example that does not fit its schema";
    Error "default-mismatch": "has a default that does not fit its schema";
    Error "enum-mismatch": "lists a value that the rest of the schema refuses";
    Error "unsound-schema": "has a schema that nothing can be held against";
    Error "invalid-pattern": "has a pattern that is no regular expression";
    Error "exponential-pattern": "has a pattern whose search can double with each letter";
    Warning "polynomial-pattern": "has a pattern whose search can grow with the square of the text";
    Warning "idle-acceptance": "accepts a finding that there is not, or without a reason";
    Warning "loose-pattern": "has a pattern that is held to neither end of the text";
}

pub(super) fn check(lint: &mut Lint<'_>) {
    let outline = shape::outline(lint);
    about::check(lint, &outline);
    components::check(lint, &outline);
    operations::check(lint, &outline);
    operations::tags(lint, &outline);
    paths::check(lint, &outline);
    security::check(lint, &outline);
    schemas::check(lint, &outline);
    patterns::check(lint, &outline);
    values::check(lint, &outline);
}

/// Whether a finding of a rule of this table says no more than one of the generator's does of the same place.
pub(super) fn is_said(finding: &Finding, other: &Finding) -> bool {
    let same: &[&str] = match &*finding.rule {
        "unknown-field" => &["unknown-keyword", "path"],
        "field-type" | "field-value" => &["keyword-value", "schema-type", "parameter", "openapi-version"],
        "missing-field" => &["parameter", "openapi-version"],
        "reference-kind" => &["reference"],
        "unsound-schema" => &["endless-composition", "dangling-reference", "schema-type", "keyword-value", "union"],
        _ => return false,
    };
    finding.pointer == other.pointer && same.contains(&&*other.rule)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use contacts_openapi::Document;
    use contacts_openapi::validate::Validator;
    use serde_json::json;

    use crate::lint::lint;

    /// Every value of a small document in turn becomes something else, each of a few of the odd ones.
    #[test]
    fn whatever_stands_where_it_does_not_belong_is_judged_and_each_finding_says_what_to_do() {
        let small = Document::parse("small.yaml", include_str!("../../tests/golden/small.yaml")).unwrap();
        let odd = [
            json!(null),
            json!(true),
            json!(-7),
            json!("a b"),
            json!([]),
            json!({}),
            json!([null, {"a": []}]),
            json!({"$ref": "#/components/schemas/Tag"}),
            json!({"$ref": "#/components/responses/Error"}),
            json!({"$ref": 3, "type": []}),
            json!({"type": "object", "properties": {"a": {"enum": ["b"], "pattern": "(", "example": 3}}}),
            json!({"allOf": [{"$ref": "#"}], "discriminator": {"propertyName": "a", "mapping": {"b": "c"}}}),
        ];
        let mut pointers = Vec::new();
        small.walk(&mut |pointer, _| pointers.push(pointer.to_owned()));
        for (index, pointer) in pointers.iter().enumerate().skip(1) {
            for odd in odd.iter().skip(index % 4).step_by(4) {
                let mut changed = small.root().clone();
                *changed.pointer_mut(pointer.as_str()).unwrap() = odd.clone();
                let document = Document::parse("small.yaml", changed.to_string()).unwrap();
                let findings = lint(&Validator::new(document), "2026-11-21");
                assert!(findings.iter().all(|it| it.help.is_some()), "{odd} at {pointer}");
            }
        }
    }
}
