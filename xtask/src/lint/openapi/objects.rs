//! The objects of `OpenAPI` 3.0.3 as a table: the fields of each, what they hold, and which cannot be left out.

use Form::{Any, Count, Email, Flag, List, Map, Number, Of, OneOf, SchemaOrFlag, Text, Url};
use Kind as K;

/// An object of the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Document,
    Info,
    Contact,
    License,
    Server,
    Variable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocs,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    Xml,
    SecurityScheme,
    ApiKey,
    Http,
    Oauth2,
    OpenId,
    Flows,
    ImplicitFlow,
    TokenFlow,
    CodeFlow,
    Requirement,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    Any,
    Text,
    Url,
    Email,
    Flag,
    Number,
    /// A whole number from 0.
    Count,
    /// One of these texts.
    OneOf(&'static [&'static str]),
    Of(Kind),
    SchemaOrFlag,
    List(&'static Form),
    /// An object with names of the document's own.
    Map(&'static Form),
}

/// A field: its name, what it holds, and whether it cannot be left out.
pub(super) type Field = (&'static str, Form, bool);

/// Whether a field can be left out.
const MUST: bool = true;
const MAY: bool = false;

const SCHEMAS: Form = List(&Of(K::Schema));
const STYLES: &[&str] = &["matrix", "label", "form", "simple", "spaceDelimited", "pipeDelimited", "deepObject"];
const DESCRIPTION: Field = ("description", Text, MAY);
const DOCS: Field = ("externalDocs", Of(K::ExternalDocs), MAY);
const EXAMPLE: Field = ("example", Any, MAY);
const EXAMPLES: Field = ("examples", Map(&Of(K::Example)), MAY);
const SCOPES: Field = ("scopes", Map(&Text), MUST);
const REFRESH: Field = ("refreshUrl", Url, MAY);

impl Kind {
    /// The name that the specification gives it.
    pub(super) fn name(self) -> &'static str {
        match self {
            K::Document => "the document",
            K::Info => "the info",
            K::Contact => "a contact",
            K::License => "a license",
            K::Server => "a server",
            K::Variable => "a server variable",
            K::Components => "the components",
            K::Paths => "the paths",
            K::PathItem => "a path",
            K::Operation => "an operation",
            K::ExternalDocs => "a link to other documentation",
            K::Parameter => "a parameter",
            K::RequestBody => "a request body",
            K::MediaType => "a media type",
            K::Encoding => "an encoding",
            K::Responses => "the responses",
            K::Response => "a response",
            K::Callback => "a callback",
            K::Example => "an example",
            K::Link => "a link",
            K::Header => "a header",
            K::Tag => "a tag",
            K::Schema => "a schema",
            K::Discriminator => "a discriminator",
            K::Xml => "an XML representation",
            K::SecurityScheme => "a security scheme",
            K::ApiKey => "a security scheme of type apiKey",
            K::Http => "a security scheme of type http",
            K::Oauth2 => "a security scheme of type oauth2",
            K::OpenId => "a security scheme of type openIdConnect",
            K::Flows => "the OAuth flows",
            K::ImplicitFlow | K::TokenFlow | K::CodeFlow => "an OAuth flow",
            K::Requirement => "a security requirement",
        }
    }

    /// Whether a reference may stand in its place.
    pub(super) fn may_be_referred_to(self) -> bool {
        self.section().is_some()
    }

    /// The section of the components that holds those with a name.
    pub(super) fn section(self) -> Option<&'static str> {
        Some(match self {
            K::Schema => "schemas",
            K::Response => "responses",
            K::Parameter => "parameters",
            K::Example => "examples",
            K::RequestBody => "requestBodies",
            K::Header => "headers",
            K::SecurityScheme | K::ApiKey | K::Http | K::Oauth2 | K::OpenId => "securitySchemes",
            K::Link => "links",
            K::Callback => "callbacks",
            _ => return None,
        })
    }

    /// Whether fields that begin with `x-` are the document's own affair in it.
    pub(super) fn is_extensible(self) -> bool {
        !matches!(self, K::Requirement | K::Discriminator)
    }

    /// What fields hold whose names the document chooses; the shape walk knows which names there can be.
    pub(super) fn named(self) -> Option<Form> {
        match self {
            K::Paths | K::Callback => Some(Of(K::PathItem)),
            K::Responses => Some(Of(K::Response)),
            K::Requirement => Some(List(&Text)),
            _ => None,
        }
    }

    /// Fields of which at most one can stand there.
    pub(super) fn exclusive(self) -> &'static [[&'static str; 2]] {
        match self {
            K::Parameter | K::Header => &[["example", "examples"], ["schema", "content"]],
            K::MediaType => &[["example", "examples"]],
            K::Example => &[["value", "externalValue"]],
            K::Link => &[["operationRef", "operationId"]],
            K::Schema => &[["readOnly", "writeOnly"]],
            _ => &[],
        }
    }

    /// Its fields.
    #[allow(clippy::too_many_lines, reason = "a table of the specification is as long as the specification")]
    pub(super) fn fields(self) -> &'static [Field] {
        match self {
            K::Document => &[
                ("openapi", Text, MUST),
                ("info", Of(K::Info), MUST),
                ("servers", List(&Of(K::Server)), MAY),
                ("paths", Of(K::Paths), MUST),
                ("components", Of(K::Components), MAY),
                ("security", List(&Of(K::Requirement)), MAY),
                ("tags", List(&Of(K::Tag)), MAY),
                DOCS,
            ],
            K::Info => &[
                ("title", Text, MUST),
                DESCRIPTION,
                ("termsOfService", Url, MAY),
                ("contact", Of(K::Contact), MAY),
                ("license", Of(K::License), MAY),
                ("version", Text, MUST),
            ],
            K::Contact => &[("name", Text, MAY), ("url", Url, MAY), ("email", Email, MAY)],
            K::License => &[("name", Text, MUST), ("url", Url, MAY)],
            K::Server => &[("url", Text, MUST), DESCRIPTION, ("variables", Map(&Of(K::Variable)), MAY)],
            K::Variable => &[("enum", List(&Text), MAY), ("default", Text, MUST), DESCRIPTION],
            K::Components => &[
                ("schemas", Map(&Of(K::Schema)), MAY),
                ("responses", Map(&Of(K::Response)), MAY),
                ("parameters", Map(&Of(K::Parameter)), MAY),
                ("examples", Map(&Of(K::Example)), MAY),
                ("requestBodies", Map(&Of(K::RequestBody)), MAY),
                ("headers", Map(&Of(K::Header)), MAY),
                ("securitySchemes", Map(&Of(K::SecurityScheme)), MAY),
                ("links", Map(&Of(K::Link)), MAY),
                ("callbacks", Map(&Of(K::Callback)), MAY),
            ],
            K::PathItem => &[
                ("$ref", Text, MAY),
                ("summary", Text, MAY),
                DESCRIPTION,
                ("get", Of(K::Operation), MAY),
                ("put", Of(K::Operation), MAY),
                ("post", Of(K::Operation), MAY),
                ("delete", Of(K::Operation), MAY),
                ("options", Of(K::Operation), MAY),
                ("head", Of(K::Operation), MAY),
                ("patch", Of(K::Operation), MAY),
                ("trace", Of(K::Operation), MAY),
                ("servers", List(&Of(K::Server)), MAY),
                ("parameters", List(&Of(K::Parameter)), MAY),
            ],
            K::Operation => &[
                ("tags", List(&Text), MAY),
                ("summary", Text, MAY),
                DESCRIPTION,
                DOCS,
                ("operationId", Text, MAY),
                ("parameters", List(&Of(K::Parameter)), MAY),
                ("requestBody", Of(K::RequestBody), MAY),
                ("responses", Of(K::Responses), MUST),
                ("callbacks", Map(&Of(K::Callback)), MAY),
                ("deprecated", Flag, MAY),
                ("security", List(&Of(K::Requirement)), MAY),
                ("servers", List(&Of(K::Server)), MAY),
            ],
            K::ExternalDocs => &[DESCRIPTION, ("url", Url, MUST)],
            K::Parameter => &[
                ("name", Text, MUST),
                ("in", OneOf(&["query", "header", "path", "cookie"]), MUST),
                DESCRIPTION,
                ("required", Flag, MAY),
                ("deprecated", Flag, MAY),
                ("allowEmptyValue", Flag, MAY),
                ("style", OneOf(STYLES), MAY),
                ("explode", Flag, MAY),
                ("allowReserved", Flag, MAY),
                ("schema", Of(K::Schema), MAY),
                EXAMPLE,
                EXAMPLES,
                ("content", Map(&Of(K::MediaType)), MAY),
            ],
            K::RequestBody => &[DESCRIPTION, ("content", Map(&Of(K::MediaType)), MUST), ("required", Flag, MAY)],
            K::MediaType => {
                &[("schema", Of(K::Schema), MAY), EXAMPLE, EXAMPLES, ("encoding", Map(&Of(K::Encoding)), MAY)]
            }
            K::Encoding => &[
                ("contentType", Text, MAY),
                ("headers", Map(&Of(K::Header)), MAY),
                ("style", OneOf(&["form", "spaceDelimited", "pipeDelimited", "deepObject"]), MAY),
                ("explode", Flag, MAY),
                ("allowReserved", Flag, MAY),
            ],
            K::Response => &[
                ("description", Text, MUST),
                ("headers", Map(&Of(K::Header)), MAY),
                ("content", Map(&Of(K::MediaType)), MAY),
                ("links", Map(&Of(K::Link)), MAY),
            ],
            K::Example => &[("summary", Text, MAY), DESCRIPTION, ("value", Any, MAY), ("externalValue", Url, MAY)],
            K::Link => &[
                ("operationRef", Url, MAY),
                ("operationId", Text, MAY),
                ("parameters", Map(&Any), MAY),
                ("requestBody", Any, MAY),
                DESCRIPTION,
                ("server", Of(K::Server), MAY),
            ],
            K::Header => &[
                DESCRIPTION,
                ("required", Flag, MAY),
                ("deprecated", Flag, MAY),
                ("allowEmptyValue", Flag, MAY),
                ("style", OneOf(&["simple"]), MAY),
                ("explode", Flag, MAY),
                ("allowReserved", Flag, MAY),
                ("schema", Of(K::Schema), MAY),
                EXAMPLE,
                EXAMPLES,
                ("content", Map(&Of(K::MediaType)), MAY),
            ],
            K::Tag => &[("name", Text, MUST), DESCRIPTION, DOCS],
            K::Schema => &[
                ("title", Text, MAY),
                DESCRIPTION,
                ("type", OneOf(&["string", "integer", "number", "boolean", "array", "object"]), MAY),
                ("format", Text, MAY),
                ("pattern", Text, MAY),
                ("multipleOf", Number, MAY),
                ("maximum", Number, MAY),
                ("exclusiveMaximum", Flag, MAY),
                ("minimum", Number, MAY),
                ("exclusiveMinimum", Flag, MAY),
                ("maxLength", Count, MAY),
                ("minLength", Count, MAY),
                ("maxItems", Count, MAY),
                ("minItems", Count, MAY),
                ("uniqueItems", Flag, MAY),
                ("maxProperties", Count, MAY),
                ("minProperties", Count, MAY),
                ("required", List(&Text), MAY),
                ("enum", List(&Any), MAY),
                ("nullable", Flag, MAY),
                ("readOnly", Flag, MAY),
                ("writeOnly", Flag, MAY),
                ("deprecated", Flag, MAY),
                ("default", Any, MAY),
                EXAMPLE,
                ("discriminator", Of(K::Discriminator), MAY),
                ("xml", Of(K::Xml), MAY),
                DOCS,
                ("properties", Map(&Of(K::Schema)), MAY),
                ("items", Of(K::Schema), MAY),
                ("not", Of(K::Schema), MAY),
                ("additionalProperties", SchemaOrFlag, MAY),
                ("allOf", SCHEMAS, MAY),
                ("anyOf", SCHEMAS, MAY),
                ("oneOf", SCHEMAS, MAY),
            ],
            K::Discriminator => &[("propertyName", Text, MUST), ("mapping", Map(&Text), MAY)],
            K::Xml => &[
                ("name", Text, MAY),
                ("namespace", Url, MAY),
                ("prefix", Text, MAY),
                ("attribute", Flag, MAY),
                ("wrapped", Flag, MAY),
            ],
            K::SecurityScheme => &[("type", OneOf(&["apiKey", "http", "oauth2", "openIdConnect"]), MUST), DESCRIPTION],
            K::ApiKey => &[
                ("type", Text, MUST),
                DESCRIPTION,
                ("name", Text, MUST),
                ("in", OneOf(&["query", "header", "cookie"]), MUST),
            ],
            K::Http => &[("type", Text, MUST), DESCRIPTION, ("scheme", Text, MUST), ("bearerFormat", Text, MAY)],
            K::Oauth2 => &[("type", Text, MUST), DESCRIPTION, ("flows", Of(K::Flows), MUST)],
            K::OpenId => &[("type", Text, MUST), DESCRIPTION, ("openIdConnectUrl", Url, MUST)],
            K::Flows => &[
                ("implicit", Of(K::ImplicitFlow), MAY),
                ("password", Of(K::TokenFlow), MAY),
                ("clientCredentials", Of(K::TokenFlow), MAY),
                ("authorizationCode", Of(K::CodeFlow), MAY),
            ],
            K::ImplicitFlow => &[("authorizationUrl", Url, MUST), REFRESH, SCOPES],
            K::TokenFlow => &[("tokenUrl", Url, MUST), REFRESH, SCOPES],
            K::CodeFlow => &[("authorizationUrl", Url, MUST), ("tokenUrl", Url, MUST), REFRESH, SCOPES],
            K::Paths | K::Responses | K::Callback | K::Requirement => &[],
        }
    }
}

impl Form {
    /// What a value of it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Any => "anything",
            Text | OneOf(_) => "a text",
            Url => "an address",
            Email => "an e-mail address",
            Flag => "true or false",
            Number => "a number",
            Count => "a whole number from 0",
            Of(kind) => kind.name(),
            SchemaOrFlag => "a schema, true or false",
            List(_) => "a list",
            Map(_) => "an object",
        }
    }
}
