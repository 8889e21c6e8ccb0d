//! The API's document as that of this sandbox: calls and tokens are its own, examples stand where the document names
//! their files, and a token can be pasted.

use contacts_openapi::{Document, example};
use serde_json::{Map, Value, json};

use crate::facts::path_of;

/// The name under which the served document lists the way to authorize by a token that one has.
const BEARER: &str = "bearer";

/// The document as JSON, for a sandbox that is reached by an origin and serves the API below a path.
pub(super) fn of_sandbox(document: &Document, origin: &str, base_path: &str) -> String {
    let mut root = document.root().clone();
    place_examples(&mut root);
    root["servers"] = json!([{"url": format!("{origin}{base_path}"), "description": "This sandbox."}]);
    if let Some(schemes) = object(&mut root, "/components/securitySchemes") {
        for flow in schemes.values_mut().filter_map(|scheme| scheme.get_mut("flows")?.as_object_mut()) {
            for (_, address) in flow.values_mut().filter_map(Value::as_object_mut).flatten() {
                if let Some(known) = address.as_str() {
                    *address = format!("{origin}{}", path_of(known)).into();
                }
            }
        }
        let description = "An access token that you have, as `/components/securitySchemes/oauth2` describes it.";
        schemes.insert(BEARER.to_owned(), json!({"type": "http", "scheme": "bearer", "description": description}));
    }
    may_be_pasted(&mut root);
    let paths = object(&mut root, "/paths").into_iter().flat_map(Map::values_mut);
    for operation in paths.filter_map(Value::as_object_mut).flat_map(Map::values_mut) {
        may_be_pasted(operation);
    }
    root.to_string()
}

fn object<'v>(root: &'v mut Value, pointer: &str) -> Option<&'v mut Map<String, Value>> {
    root.pointer_mut(pointer)?.as_object_mut()
}

/// Adds the pasted token to what authorizes a call: first, because the viewer takes the last one that it has, and whoever
/// goes to the length of the flows means the token that comes of it.
fn may_be_pasted(described: &mut Value) {
    if let Some(Value::Array(alternatives)) = described.get_mut("security") {
        alternatives.insert(0, json!({BEARER: []}));
    }
}

/// Puts the example itself where the document names its file: a viewer would look for the file beside the document.
fn place_examples(value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(place_examples),
        Value::Object(members) => {
            let file = members.get("externalValue").and_then(|it| it.as_str()?.strip_prefix("./examples/"));
            if let Some(example) = file.and_then(|file| serde_json::from_str(example(file)?).ok()) {
                members.shift_remove("externalValue");
                members.insert("value".to_owned(), example);
            } else {
                members.values_mut().for_each(place_examples);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn served(origin: &str) -> Value {
        serde_json::from_str(&of_sandbox(&Document::contacts(), origin, "/v1.0")).unwrap()
    }

    #[test]
    fn calls_and_tokens_are_those_of_the_sandbox() {
        let document = served("http://localhost:4010");
        assert_eq!(document["servers"][0]["url"], "http://localhost:4010/v1.0");
        let flow = &document["components"]["securitySchemes"]["oauth2"]["flows"]["authorizationCode"];
        for address in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            assert!(flow[address].as_str().unwrap().starts_with("http://localhost:4010/"), "{flow}");
        }
        assert!(flow["scopes"].is_object());
        assert_eq!(served("")["servers"][0]["url"], "/v1.0");
    }

    #[test]
    fn every_operation_can_be_called_with_a_token_that_was_pasted() {
        let document = served("");
        assert_eq!(document["components"]["securitySchemes"][BEARER]["scheme"], "bearer");
        for operations in document["paths"].as_object().unwrap().values() {
            for operation in operations.as_object().unwrap().values().filter(|it| it.get("operationId").is_some()) {
                assert!(operation["security"].as_array().unwrap().contains(&json!({BEARER: []})), "{operation}");
            }
        }
    }

    #[test]
    fn every_example_is_in_place() {
        let document = served("");
        assert!(!document.to_string().contains("externalValue"));
        let examples =
            &document["paths"]["/contacts"]["post"]["requestBody"]["content"]["application/json"]["examples"];
        let minimal: Value = serde_json::from_str(example("createContact.minimal.request.en.json").unwrap()).unwrap();
        assert_eq!(examples["minimal-en"]["value"], minimal);
    }
}
