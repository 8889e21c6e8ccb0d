//! The operations of a document, with what a caller needs of each in one place.

use std::fmt;

use jsonptr::PointerBuf;
use serde_json::Value;

use crate::composition::list;
use crate::document::Document;

/// An HTTP method that a path item can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

impl Method {
    /// Every method, in the order of the specification.
    pub const ALL: [Method; 8] = [
        Method::Get,
        Method::Put,
        Method::Post,
        Method::Delete,
        Method::Options,
        Method::Head,
        Method::Patch,
        Method::Trace,
    ];

    /// The method as it stands on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
            Method::Options => "OPTIONS",
            Method::Head => "HEAD",
            Method::Patch => "PATCH",
            Method::Trace => "TRACE",
        }
    }
}

impl fmt::Display for Method {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query string.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

impl Location {
    const ALL: [Location; 4] = [Location::Path, Location::Query, Location::Header, Location::Cookie];

    /// The place as the document spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Location::Path => "path",
            Location::Query => "query",
            Location::Header => "header",
            Location::Cookie => "cookie",
        }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A parameter of an operation, with references followed.
#[derive(Clone, Debug)]
pub struct Parameter<'a> {
    /// The name on the wire.
    pub name: &'a str,
    /// Where it goes.
    pub location: Location,
    /// Whether a request without it is wrong.
    pub required: bool,
    /// Where the operation, or its path, names it.
    pub pointer: PointerBuf,
    /// The parameter object.
    pub value: &'a Value,
    /// The schema of its value.
    pub schema: &'a Value,
}

/// A documented answer of an operation.
#[derive(Clone, Debug)]
pub struct Response<'a> {
    /// The status as the document spells it: `200`, `4XX` or `default`.
    pub status: &'a str,
    /// The response object, with references followed.
    pub value: &'a Value,
    /// The schema of its JSON body, if it has one.
    pub schema: Option<&'a Value>,
}

impl Response<'_> {
    /// Whether this is an answer to a request that was carried out: 2xx or a redirect.
    pub fn is_success(&self) -> bool {
        self.status.starts_with(['2', '3'])
    }
}

/// An operation of the API.
#[derive(Clone, Debug)]
pub struct Operation<'a> {
    /// The `operationId`; empty when the document gives none.
    pub id: &'a str,
    /// The HTTP method.
    pub method: Method,
    /// The path template, such as `/contacts/{contactId}`.
    pub path: &'a str,
    /// Where the operation stands in the document.
    pub pointer: PointerBuf,
    /// The operation object.
    pub value: &'a Value,
    /// Its parameters in the document's order, those of the path item first unless the operation has its own.
    pub parameters: Vec<Parameter<'a>>,
    /// The schema of its JSON request body, if it takes one.
    pub request: Option<&'a Value>,
    /// Its documented answers in the document's order.
    pub responses: Vec<Response<'a>>,
    /// What a caller must be allowed to do: any one of these suffices.
    pub security: Vec<Requirement<'a>>,
    /// The scopes of which any one suffices, provided that each requirement names one.
    pub scopes: Vec<&'a str>,
}

/// One of the alternatives that a `security` lists. Everything that it names is needed at once, and one that
/// names nothing lets everybody in.
#[derive(Clone, Debug)]
pub struct Requirement<'a> {
    /// Where the operation, or the document, states it.
    pub pointer: PointerBuf,
    /// The security schemes that it names.
    pub schemes: Vec<&'a str>,
    /// The scopes that it names.
    pub scopes: Vec<&'a str>,
}

impl<'a> Operation<'a> {
    /// The documented answer to a request that was carried out.
    pub fn success(&self) -> Option<&Response<'a>> {
        self.responses.iter().find(|response| response.is_success())
    }

    /// The parameters that go to one place.
    pub fn parameters_in(&self, location: Location) -> impl Iterator<Item = &Parameter<'a>> {
        self.parameters.iter().filter(move |parameter| parameter.location == location)
    }

    /// A text member of the operation object, such as `summary`.
    pub fn text(&self, member: &str) -> Option<&'a str> {
        self.value.get(member).and_then(Value::as_str)
    }

    /// The page of the documentation that describes the operation.
    pub fn page(&self) -> Option<&'a str> {
        self.value.pointer("/externalDocs/url").and_then(Value::as_str)
    }
}

/// All operations of a document, in its order.
pub fn operations(document: &Document) -> Vec<Operation<'_>> {
    those(document, |_| true).collect()
}

/// The operation of an id.
#[cfg(feature = "validate")]
pub(crate) fn find<'a>(document: &'a Document, id: &str) -> Option<Operation<'a>> {
    those(document, |value| value.get("operationId").and_then(Value::as_str) == Some(id)).next()
}

/// The operations whose objects are wanted; of others no reference is followed.
fn those(document: &Document, is_wanted: impl Fn(&Value) -> bool) -> impl Iterator<Item = Operation<'_>> {
    let paths = document.pointer("/paths").and_then(Value::as_object).into_iter().flatten();
    let members = paths.flat_map(|(path, item)| {
        item.as_object().into_iter().flatten().map(move |(key, value)| (path, item, key, value))
    });
    members.filter_map(move |(path, item, key, value)| {
        let method = Method::ALL.into_iter().find(|method| method.as_str().eq_ignore_ascii_case(key))?;
        is_wanted(value).then(|| operation(document, path, item, method, key, value))
    })
}

fn operation<'a>(
    document: &'a Document,
    path: &'a str,
    item: &'a Value,
    method: Method,
    key: &str,
    value: &'a Value,
) -> Operation<'a> {
    let of_path = PointerBuf::from_tokens(["paths", path]);
    let pointer = of_path.with_trailing_token(key);
    let mut parameters = parameters(document, item, &of_path);
    let own = self::parameters(document, value, &pointer);
    parameters.retain(|it| !own.iter().any(|own| (own.name, own.location) == (it.name, it.location)));
    parameters.extend(own);
    let security = match value.get("security") {
        Some(_) => security(value, &pointer),
        None => security(document.root(), &PointerBuf::new()),
    };
    let responses = value.get("responses").and_then(Value::as_object).into_iter().flatten();
    let responses = responses.filter(|(status, _)| !status.starts_with("x-"));
    Operation {
        id: value.get("operationId").and_then(Value::as_str).unwrap_or_default(),
        method,
        path,
        pointer,
        value,
        parameters,
        request: value.get("requestBody").and_then(|body| json_schema(document.follow(body))),
        responses: responses
            .map(|(status, value)| {
                let value = document.follow(value);
                Response { status, value, schema: json_schema(value) }
            })
            .collect(),
        scopes: security.iter().flat_map(|requirement| requirement.scopes.iter().copied()).collect(),
        security,
    }
}

/// The requirements that an operation or the document lists.
fn security<'a>(value: &'a Value, at: &PointerBuf) -> Vec<Requirement<'a>> {
    let requirements = list(value, "security").enumerate().map(|(index, requirement)| {
        let schemes = || requirement.as_object().into_iter().flatten();
        Requirement {
            pointer: at.with_trailing_token("security").with_trailing_token(index),
            schemes: schemes().map(|(name, _)| name.as_str()).collect(),
            scopes: schemes().filter_map(|(_, it)| it.as_array()).flatten().filter_map(Value::as_str).collect(),
        }
    });
    requirements.collect()
}

/// The parameters that a path item or an operation lists.
fn parameters<'a>(document: &'a Document, value: &'a Value, at: &PointerBuf) -> Vec<Parameter<'a>> {
    let pointer = |index: usize| at.with_trailing_token("parameters").with_trailing_token(index);
    let listed = list(value, "parameters").enumerate();
    listed.filter_map(|(index, value)| parameter(document.follow(value), pointer(index))).collect()
}

fn parameter(value: &Value, pointer: PointerBuf) -> Option<Parameter<'_>> {
    Some(Parameter {
        name: value.get("name")?.as_str()?,
        location: Location::ALL.into_iter().find(|it| value.get("in").and_then(Value::as_str) == Some(it.as_str()))?,
        required: value.get("required").and_then(Value::as_bool).unwrap_or_default(),
        pointer,
        value,
        schema: value.get("schema")?,
    })
}

fn json_schema(value: &Value) -> Option<&Value> {
    value.get("content")?.get("application/json")?.get("schema")
}

#[cfg(all(test, feature = "yaml"))]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    const TEXT: &str = "
security: [{oauth2: [all]}]
paths:
  /b/{id}:
    description: Not an operation.
    parameters:
      - {name: id, in: path, required: true, schema: {type: string}}
      - {name: count, in: query, schema: {type: string}}
    get:
      operationId: getB
      externalDocs: {url: 'https://example.com'}
      parameters:
        - {name: count, in: query, schema: {type: integer}}
        - {$ref: '#/components/parameters/Session'}
        - {name: X-A, in: header, schema: {}}
        - {name: lost, in: body, schema: {}}
        - {name: lost, in: query}
        - {in: query, schema: {}}
      responses:
        '404': {$ref: '#/components/responses/Gone'}
        '302': {description: Elsewhere.}
        default: {description: Anything., content: {text/html: {schema: {}}}}
        x-note: Not an answer.
    post:
      security: [{oauth2: [read]}, {oauth2: [write]}, {}]
      requestBody: {$ref: '#/components/requestBodies/B'}
      responses: {'201': {content: {application/json: {schema: {type: string}}}}}
  /a:
    delete: {operationId: deleteA, security: []}
    trace:
components:
  parameters:
    Session: {name: session, in: cookie, required: true, schema: {type: string}}
  requestBodies:
    B: {content: {application/json: {schema: {type: object}}}}
  responses:
    Gone: {description: Gone., content: {application/json: {schema: {type: boolean}}}}
";

    fn document() -> Document {
        Document::parse("api.yaml", TEXT).unwrap()
    }

    #[test]
    fn operations_stand_in_the_order_of_the_text() {
        let document = document();
        let found: Vec<_> =
            operations(&document).iter().map(|it| (it.id, it.method.as_str(), it.pointer.to_string())).collect();
        let expected = [
            ("getB", "GET", "/paths/~1b~1{id}/get"),
            ("", "POST", "/paths/~1b~1{id}/post"),
            ("deleteA", "DELETE", "/paths/~1a/delete"),
            ("", "TRACE", "/paths/~1a/trace"),
        ];
        assert_eq!(found, expected.map(|(id, method, pointer)| (id, method, pointer.to_owned())));
    }

    #[test]
    fn parameters_of_the_path_come_first_unless_the_operation_has_its_own() {
        let document = document();
        let found: Vec<_> = operations(&document)[0]
            .parameters
            .iter()
            .map(|it| (it.name, it.location, it.required, it.pointer.to_string()))
            .collect();
        let expected = [
            ("id", Location::Path, true, "/paths/~1b~1{id}/parameters/0"),
            ("count", Location::Query, false, "/paths/~1b~1{id}/get/parameters/0"),
            ("session", Location::Cookie, true, "/paths/~1b~1{id}/get/parameters/1"),
            ("X-A", Location::Header, false, "/paths/~1b~1{id}/get/parameters/2"),
        ];
        assert_eq!(found, expected.map(|(name, place, required, pointer)| (name, place, required, pointer.to_owned())));
        let get = &operations(&document)[0];
        assert_eq!(get.parameters[1].schema, &serde_json::json!({"type": "integer"}));
        assert_eq!(get.parameters_in(Location::Query).map(|it| it.name).collect::<Vec<_>>(), ["count"]);
    }

    #[test]
    fn answers_are_followed_and_a_redirect_is_a_success() {
        let document = document();
        let get = &operations(&document)[0];
        let found: Vec<_> = get.responses.iter().map(|it| (it.status, it.is_success(), it.schema.is_some())).collect();
        assert_eq!(found, [("404", false, true), ("302", true, false), ("default", false, false)]);
        assert_eq!(get.success().unwrap().status, "302");
        assert_eq!((get.text("operationId"), get.text("absent")), (Some("getB"), None));
        assert_eq!(get.page(), Some("https://example.com"));
    }

    #[test]
    fn bodies_and_scopes_are_those_of_the_operation_or_the_document() {
        let document = document();
        let operations = operations(&document);
        let scopes: Vec<_> = operations.iter().map(|it| it.scopes.clone()).collect();
        assert_eq!(scopes, [vec!["all"], vec!["read", "write"], vec![], vec!["all"]]);
        let security: Vec<_> = operations.iter().flat_map(|it| &it.security).collect();
        let found: Vec<_> = security.iter().map(|it| (it.pointer.to_string(), it.schemes.len())).collect();
        let expected = [
            ("/security/0", 1),
            ("/paths/~1b~1{id}/post/security/0", 1),
            ("/paths/~1b~1{id}/post/security/1", 1),
            ("/paths/~1b~1{id}/post/security/2", 0),
            ("/security/0", 1),
        ];
        assert_eq!(found, expected.map(|(pointer, schemes)| (pointer.to_owned(), schemes)));
        let bodies: Vec<_> = operations.iter().map(|it| it.request.is_some()).collect();
        assert_eq!(bodies, [false, true, false, false]);
        assert!(operations[3].success().is_none());
    }

    #[test]
    fn a_document_without_paths_has_no_operations() {
        for text in ["a: 1", "paths:", "paths: []", "paths: {/a: null, /b: [], /c: {get-a: {}}}"] {
            let document = Document::parse("api.yaml", text).unwrap();
            assert!(operations(&document).is_empty(), "{text}");
        }
    }
}
