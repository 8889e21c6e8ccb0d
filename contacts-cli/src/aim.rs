//! What an input is held against: what the options say, else what the file's name says, else what its shape says.

use std::sync::{Arc, OnceLock};

use contacts_findings::Aim;
use contacts_openapi::validate::{Options, Schema, Target, TargetError, Validator};
use contacts_openapi::{Direction, Operation, operations};

use crate::guess::Candidate;

/// What payloads are held against, compiled.
#[derive(Clone, Debug)]
pub(crate) struct Held {
    pub(crate) aim: Arc<Aim>,
    pub(crate) schema: Schema,
}

/// Finds out what to hold inputs against.
pub(crate) struct Aims {
    pub(crate) validator: &'static Validator,
    pub(crate) options: Options,
    /// What the options say.
    chosen: Option<Held>,
    operations: OnceLock<Vec<Operation<'static>>>,
    pub(super) candidates: OnceLock<Vec<Candidate>>,
}

impl Aims {
    pub(crate) fn new(
        validator: &'static Validator,
        options: Options,
        target: Option<Target>,
    ) -> Result<Self, TargetError> {
        let mut aims =
            Self { validator, options, chosen: None, operations: OnceLock::new(), candidates: OnceLock::new() };
        aims.chosen = target.map(|target| aims.held(&target)).transpose()?;
        Ok(aims)
    }

    /// Whether the options say what every input is.
    pub(crate) fn is_chosen(&self) -> bool {
        self.chosen.is_some()
    }

    pub(crate) fn operations(&self) -> &[Operation<'static>] {
        self.operations.get_or_init(|| operations(self.validator.document()))
    }

    /// The schema of a target that somebody named.
    pub(crate) fn held(&self, target: &Target) -> Result<Held, TargetError> {
        let schema = self.validator.schema(target)?;
        Ok(Held { aim: Arc::new(Aim { target: target.to_string(), is_guess: false }), schema })
    }

    /// What the options or the name of a file say; nothing if they say nothing.
    pub(crate) fn of_file(&self, name: &str) -> Result<Option<Held>, TargetError> {
        match &self.chosen {
            Some(held) => Ok(Some(held.clone())),
            None => self.of_name(name).map(|target| self.held(&target)).transpose(),
        }
    }

    /// What a name like those of `openapi/examples` says: `<operation or schema>[.…].<request|response>[.…].json`.
    fn of_name(&self, name: &str) -> Option<Target> {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let mut parts = name.split('.');
        let subject = parts.next()?;
        if let Some(operation) =
            self.operations().iter().find(|operation| !subject.is_empty() && operation.id == subject)
        {
            while let Some(part) = parts.next() {
                match part {
                    "request" => return Some(Target::Request(subject.to_owned())),
                    "response" => {
                        let named = parts.next().and_then(|part| part.parse().ok());
                        let status = named.or_else(|| success(operation))?;
                        return Some(Target::Response(subject.to_owned(), status));
                    }
                    _ => {}
                }
            }
            return None;
        }
        let schemas = self.validator.document().pointer("/components/schemas")?.as_object()?;
        schemas.contains_key(subject).then(|| Target::Schema(subject.to_owned()))
    }
}

/// The status of the answer to a request that was carried out.
pub(crate) fn success(operation: &Operation<'_>) -> Option<u16> {
    let status = operation.success()?.status;
    // `2XX` stands for any of them.
    status.parse().or_else(|_| status.to_ascii_uppercase().replace('X', "0").parse()).ok()
}

/// How a target is named on the command line.
pub(crate) fn options(target: &Target) -> String {
    match target {
        Target::Request(operation) => format!("--operation {operation} --{}", Direction::Request),
        Target::Response(operation, status) => format!("--operation {operation} --{} {status}", Direction::Response),
        Target::Schema(name) => format!("--schema {name}"),
        other => other.to_string(),
    }
}
