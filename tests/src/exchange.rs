//! One call of an operation: what is sent, and what comes back.

use contacts_openapi::{Direction, Document, Language, Location, Method, Operation};
use serde_json::Value;

use crate::corpus::{self, Payload};
use crate::meaning::Meaning;

/// A status that no operation documents.
pub(crate) const UNLISTED: u16 = 418;

/// A call to be, and its answer.
#[derive(Clone, Debug)]
pub struct Exchange<'a> {
    /// The operation that is called.
    pub operation: &'a Operation<'a>,
    /// What tells this exchange from others of its operation.
    pub label: String,
    /// The body that is sent.
    pub request: Option<&'a Payload>,
    /// The status that comes back.
    pub status: u16,
    /// The same as the document spells it: `200` or `default`.
    pub documented: &'a str,
    /// The body that comes back.
    pub response: Option<&'a Payload>,
    /// Whether the optional parameters are set, all of them, or left out.
    pub with_parameters: bool,
}

impl Exchange<'_> {
    /// How the body of the request is compared.
    pub fn meaning(&self, document: &Document) -> Meaning {
        match self.operation.request {
            Some(schema) if self.operation.method == Method::Patch => Meaning::of_patch(document, schema),
            _ => Meaning::Whole,
        }
    }

    /// What the client says it accepts: JSON where the answer is to have a body, and anything else elsewhere.
    pub fn accept(&self) -> &'static str {
        let success = self.operation.success().and_then(|success| success.schema);
        if success.is_some() { "application/json" } else { "*/*" }
    }

    /// Where the answer redirects to: an address in the first of the domains that the document names.
    pub fn location(&self) -> Option<String> {
        let domain = self.operation.value.pointer("/x-download/domains/0")?.as_str()?;
        (300..400).contains(&self.status).then(|| format!("https://storage.{domain}/k/photo.jpg"))
    }

    /// Whether the answer is one to a request that was carried out.
    pub fn succeeds(&self) -> bool {
        self.status < 400
    }

    /// The parameters that this exchange sets, with the document's own example values.
    pub fn parameters(&self) -> impl Iterator<Item = (&contacts_openapi::Parameter<'_>, &Value)> {
        self.operation.parameters.iter().filter_map(|parameter| {
            let is_set = self.with_parameters || parameter.location == Location::Path || parameter.required;
            is_set.then_some((parameter, parameter.value.get("example").unwrap_or(&Value::Null)))
        })
    }
}

/// The exchanges that succeed: one for each variant and language of an operation's examples, and one for
/// each operation that has none. A body that a variant lacks is borrowed from another.
pub fn successes<'a>(operations: &'a [Operation<'a>], payloads: &'a [Payload]) -> Vec<Exchange<'a>> {
    let mut exchanges = Vec::new();
    for operation in operations {
        let requests: Vec<&Payload> = corpus::of(payloads, operation, Direction::Request).collect();
        let responses: Vec<&Payload> = corpus::of(payloads, operation, Direction::Response).collect();
        let key = |payload: &&Payload| (payload.example.variant.clone(), payload.example.language);
        let mut keys: Vec<(Option<String>, Language)> = requests.iter().chain(&responses).map(key).collect();
        keys.sort();
        keys.dedup();
        let documented = operation.success().map_or("", |success| success.status);
        let status = documented.parse().unwrap_or_default();
        let mut add = |label: String, request, response, with_parameters| {
            exchanges.push(Exchange { operation, label, request, status, documented, response, with_parameters });
        };
        let has_query = operation.parameters_in(Location::Query).next().is_some();
        if keys.is_empty() {
            add("no body".to_owned(), None, None, has_query);
        }
        for wanted in &keys {
            let find = |all: &[&'a Payload]| all.iter().find(|it| key(it) == *wanted).or(all.first()).copied();
            let (variant, language) = wanted;
            let label =
                variant.as_ref().map_or_else(|| language.to_string(), |variant| format!("{variant}, {language}"));
            add(label, find(&requests), find(&responses), has_query);
        }
        if has_query {
            add("no parameters".to_owned(), requests.first().copied(), responses.first().copied(), false);
        }
    }
    exchanges
}

/// The exchanges that fail: one for each error status that an operation documents, and for each of the
/// examples that the document gives for it. A documented `default` is answered with a status that no
/// operation lists.
pub fn failures<'a>(
    document: &'a Document,
    operations: &'a [Operation<'a>],
    payloads: &'a [Payload],
) -> Vec<Exchange<'a>> {
    let mut exchanges = Vec::new();
    for operation in operations {
        for response in operation.responses.iter().filter(|response| !response.is_success()) {
            let examples = response.value.pointer("/content/application~1json/examples").and_then(Value::as_object);
            for example in examples.into_iter().flatten().map(|(_, example)| document.follow(example)) {
                let reference = example.get("externalValue").and_then(Value::as_str).unwrap_or_default();
                let file = reference.strip_prefix("./examples/").unwrap_or(reference);
                let body = payloads.iter().find(|payload| payload.example.file == file);
                exchanges.push(Exchange {
                    operation,
                    label: body.map_or_else(String::new, |payload| payload.example.language.to_string()),
                    request: corpus::of(payloads, operation, Direction::Request).next(),
                    status: response.status.parse().unwrap_or(UNLISTED),
                    documented: response.status,
                    response: body,
                    with_parameters: false,
                });
            }
        }
    }
    exchanges
}

#[cfg(test)]
mod tests {
    use contacts_openapi::{Document, operations};

    use super::UNLISTED;

    #[test]
    fn the_status_that_stands_for_any_other_is_documented_by_no_operation() {
        for operation in operations(&Document::contacts()) {
            assert!(operation.responses.iter().all(|it| it.status != UNLISTED.to_string()), "{}", operation.id);
        }
    }
}
