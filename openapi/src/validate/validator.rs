//! A document, ready to hold payloads against.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::compile::compile;
use super::near::nearest;
use super::options::Options;
use super::parameters::{Assumption, Parameter, Parameters};
use super::program::Program;
use super::sentence::Speaker;
use super::target::{Target, TargetError};
use super::walk::Walk;
use crate::document::Document;
use crate::examples::Direction;
use crate::finding::{self, Finding, Severity};
use crate::operations::{find, operations};

/// A document, ready to hold payloads against.
#[derive(Debug)]
pub struct Validator {
    document: Arc<Document>,
    schemas: Mutex<Schemas>,
    parameters: Mutex<HashMap<String, Parameters>>,
}

/// What was compiled. Of what was asked for only what the document has is kept, so that no caller can fill the
/// memory with what it has not.
#[derive(Debug, Default)]
struct Schemas {
    by_target: HashMap<Target, Schema>,
    by_place: HashMap<Place, Schema>,
}

/// Where a body's schema and that of its counterpart stand, and which way the body travels.
type Place = (PointerBuf, Option<PointerBuf>, Option<Direction>);

impl Validator {
    /// The validator of the embedded `contacts.yaml`.
    pub fn contacts() -> &'static Self {
        static CONTACTS: OnceLock<Validator> = OnceLock::new();
        CONTACTS.get_or_init(|| Self::new(Document::contacts()))
    }

    /// A validator of a document.
    pub fn new(document: Document) -> Self {
        Self { document: Arc::new(document), schemas: Mutex::default(), parameters: Mutex::default() }
    }

    /// The document.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// What payloads for a target are held against; compiled at the first call, and cheap to clone.
    ///
    /// # Errors
    ///
    /// When the document has no such target, or when its schema is not sound.
    pub fn schema(&self, target: &Target) -> Result<Schema, TargetError> {
        if let Some(schema) = self.schemas().by_target.get(target).cloned() {
            return Ok(schema);
        }
        let (place, is_documented) = self.locate(target)?;
        let schema = self.known_or_compiled(place, target)?;
        if is_documented {
            self.schemas().by_target.insert(target.clone(), schema.clone());
        }
        Ok(schema)
    }

    /// What values are held against that are subject to the schema at a place of the document, such as one of those
    /// that an `anyOf` chooses from; compiled at the first call, and cheap to clone.
    ///
    /// # Errors
    ///
    /// When there is no sound schema.
    pub fn schema_of(&self, at: &Pointer, direction: Option<Direction>) -> Result<Schema, TargetError> {
        self.known_or_compiled((at.to_owned(), None, direction), &Target::Schema(at.to_string()))
    }

    /// Compiles outside the lock: two that ask for one place at once both compile it, and nobody waits for who asks for
    /// another.
    fn known_or_compiled(&self, place: Place, target: &Target) -> Result<Schema, TargetError> {
        if let Some(schema) = self.schemas().by_place.get(&place).cloned() {
            return Ok(schema);
        }
        let schema = self.schema_at(&place, target)?;
        self.schemas().by_place.insert(place, schema.clone());
        Ok(schema)
    }

    fn schemas(&self) -> MutexGuard<'_, Schemas> {
        self.schemas.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where the schema of a target stands, and whether the document names the target itself: a status may be
    /// one of a range, or any other.
    fn locate(&self, target: &Target) -> Result<(Place, bool), TargetError> {
        let mut is_documented = true;
        let (root, counterpart, direction) = match target {
            Target::Request(id) => {
                let operation = self.operation(id)?;
                let body = self.body(operation.with_trailing_token("requestBody"));
                let responses = operation.with_trailing_token("responses");
                let statuses = self.document.pointer(responses.as_str()).and_then(Value::as_object);
                let success = statuses.into_iter().flatten().find(|(status, _)| status.starts_with('2'));
                let answer = success.and_then(|(status, _)| self.body(responses.with_trailing_token(status.as_str())));
                (body, answer, Some(Direction::Request))
            }
            Target::Response(id, status) => {
                let responses = self.operation(id)?.with_trailing_token("responses");
                let spelled = [status.to_string(), format!("{}XX", status / 100), "default".to_owned()];
                let mut documented = spelled.into_iter().map(|status| responses.with_trailing_token(status));
                let answer = documented.find(|at| self.document.pointer(at.as_str()).is_some());
                let last = answer.as_ref().and_then(|at| at.last());
                is_documented = last.is_some_and(|spelled| spelled.decoded() == status.to_string());
                (answer.and_then(|at| self.body(at)), None, Some(Direction::Response))
            }
            Target::Schema(name) => {
                let mut names = self.document.components().map(|(name, _)| name);
                if !names.any(|known| known == name) {
                    let near = nearest(self.document.components().map(|(name, _)| name), name);
                    return Err(TargetError::NoSchema(name.clone(), near.map(str::to_owned)));
                }
                (Some(PointerBuf::from_tokens(["components", "schemas", name])), None, None)
            }
        };
        let root = root.ok_or_else(|| TargetError::NoBody(target.clone()))?;
        Ok(((root, counterpart, direction), is_documented))
    }

    /// What the parameters of an operation are held against; compiled at the first call, and cheap to clone.
    ///
    /// # Errors
    ///
    /// When the document has no such operation, or when the schema of a parameter is not sound.
    pub fn parameters(&self, operation: &str) -> Result<Parameters, TargetError> {
        let known = || self.parameters.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(parameters) = known().get(operation).cloned() {
            return Ok(parameters);
        }
        let compiled = self.compile_parameters(operation)?;
        known().insert(operation.to_owned(), compiled.clone());
        Ok(compiled)
    }

    fn compile_parameters(&self, operation: &str) -> Result<Parameters, TargetError> {
        let target = Target::Request(operation.to_owned());
        let at = self.operation(operation)?;
        let listed = find(&self.document, operation).map(|known| known.parameters).unwrap_or_default();
        let compiled = listed.into_iter().map(|parameter| {
            let at = self.document.followed(parameter.pointer.clone()).unwrap_or_else(|| parameter.pointer.clone());
            let place = (at.with_trailing_token("schema"), None, Some(Direction::Request));
            let schema = self.schema_at(&place, &target)?;
            Ok(Parameter {
                name: parameter.name.to_owned(),
                location: parameter.location,
                is_required: parameter.required,
                assumption: Assumption::of(parameter.value),
                at,
                schema,
            })
        });
        let parameters = compiled.collect::<Result<Arc<[Parameter]>, TargetError>>()?;
        Ok(Parameters { document: Arc::clone(&self.document), operation: at, known: parameters })
    }

    fn schema_at(&self, (root, counterpart, direction): &Place, target: &Target) -> Result<Schema, TargetError> {
        let program = compile(&self.document, root.clone(), counterpart.clone());
        let program = program.map_err(|(at, what)| TargetError::Unsound {
            target: target.clone(),
            finding: Box::new(self.document.error("unsound-schema", at, what, "mend the document")),
        })?;
        Ok(Schema { document: Arc::clone(&self.document), program: Arc::new(program), direction: *direction })
    }

    /// Where an operation stands.
    fn operation(&self, id: &str) -> Result<PointerBuf, TargetError> {
        let paths = self.document.pointer("/paths").and_then(Value::as_object).into_iter().flatten();
        let mut methods =
            paths.flat_map(|(path, item)| item.as_object().into_iter().flatten().map(move |it| (path, it)));
        let is_it = |value: &Value| value.get("operationId").and_then(Value::as_str) == Some(id);
        // Several may have none.
        let found = methods.find(|(_, (_, value))| !id.is_empty() && is_it(value));
        found.map(|(path, (method, _))| PointerBuf::from_tokens(["paths", path, method])).ok_or_else(|| {
            let operations = operations(&self.document);
            let near = nearest(operations.iter().map(|operation| operation.id), id);
            TargetError::NoOperation(id.to_owned(), near.map(str::to_owned))
        })
    }

    /// Where the schema of a JSON body stands, of a request body or a response that stands, or is referred to,
    /// at a place.
    fn body(&self, at: PointerBuf) -> Option<PointerBuf> {
        let mut at = self.document.followed(at)?;
        for token in ["content", "application/json", "schema"] {
            at.push_back(token);
        }
        self.document.pointer(at.as_str()).map(|_| at)
    }
}

/// What payloads for one target are held against. `Send`, `Sync` and cheap to clone.
#[derive(Clone, Debug)]
pub struct Schema {
    document: Arc<Document>,
    pub(super) program: Arc<Program>,
    direction: Option<Direction>,
}

impl Schema {
    /// Everything that is wrong with a payload, in the order of its text. The `file` of each place is empty.
    pub fn findings(&self, payload: &[u8], options: &Options) -> Vec<Finding> {
        if payload.len() > options.max_bytes {
            let message = format!("has {} bytes, the most that is read is {}", payload.len(), options.max_bytes);
            return vec![finding("too-large", message, 1, 1)];
        }
        let text = match simdutf8::compat::from_utf8(payload) {
            Ok(text) => text,
            Err(error) => {
                let valid = String::from_utf8_lossy(&payload[..error.valid_up_to()]);
                let line = valid.matches('\n').count() + 1;
                let column = valid.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
                let message = "the payload is not UTF-8 text".to_owned();
                let span = Some(error.valid_up_to()..error.valid_up_to());
                return vec![Finding { span, ..finding("not-utf-8", message, line, column) }];
            }
        };
        if self.walk(text, options).is_clean() {
            return Vec::new();
        }
        let mut walk = self.walk(text, options);
        let raws = walk.report();
        let speaker = Speaker { document: &self.document, program: &self.program, direction: self.direction, text };
        let mut findings = speaker.findings(raws);
        if walk.omitted > 0 {
            let message = match walk.omitted {
                1 => "there is one more finding about this payload".to_owned(),
                more => format!("there are {more} more findings about this payload"),
            };
            let severity = if walk.omitted_errors > 0 { Severity::Error } else { Severity::Warning };
            findings.push(Finding { severity, ..finding("too-many-findings", message, 1, 1) });
        }
        findings
    }

    /// Whether there is nothing at all to say about a payload; faster than to ask for the findings.
    pub fn is_clean(&self, payload: &[u8], options: &Options) -> bool {
        payload.len() <= options.max_bytes
            && simdutf8::basic::from_utf8(payload).is_ok_and(|text| self.walk(text, options).is_clean())
    }

    fn walk<'a, 'o>(&'a self, text: &'a str, options: &'o Options) -> Walk<'a, 'o> {
        Walk::new(&self.program, text, self.direction, options)
    }
}

/// A finding that is about no statement of the document, or not yet.
pub(super) fn finding(rule: &'static str, message: String, line: usize, column: usize) -> Finding {
    Finding {
        rule: rule.into(),
        severity: Severity::Error,
        message,
        place: finding::Place { file: PathBuf::new(), line, column },
        pointer: None,
        span: None,
        help: None,
        source: None,
    }
}
