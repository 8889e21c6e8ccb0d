//! What a payload is held against.

use std::fmt;

/// What a payload is held against.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Target {
    /// The body of a request of the operation with this id.
    Request(String),
    /// The body of an answer with this status to the operation with this id.
    Response(String, u16),
    /// The component schema of this name, in no direction.
    Schema(String),
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::Request(operation) => write!(f, "{operation} request"),
            Target::Response(operation, status) => write!(f, "{operation} response {status}"),
            Target::Schema(name) => write!(f, "schema {name}"),
        }
    }
}

/// Why nothing can be held against a target.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TargetError {
    /// The document has no such operation; the nearest id, if one is near.
    NoOperation(String, Option<String>),
    /// The document has no such component schema; the nearest name, if one is near.
    NoSchema(String, Option<String>),
    /// The operation takes no JSON body, or none is documented for this status.
    NoBody(Target),
    /// The schema, or one that it leads to, is no schema.
    Unsound {
        /// What was asked for.
        target: Target,
        /// Where, and what is wrong.
        finding: Box<crate::Finding>,
    },
}

impl fmt::Display for TargetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut absent = |what: &str, name: &str, near: &Option<String>| {
            write!(f, "there is no {what} `{name}`")?;
            near.as_ref().map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
        };
        match self {
            TargetError::NoOperation(name, near) => absent("operation", name, near),
            TargetError::NoSchema(name, near) => absent("schema", name, near),
            TargetError::NoBody(target) => write!(f, "no JSON body is documented for {target}"),
            TargetError::Unsound { target, finding } => {
                write!(f, "the schema of {target} is not sound: {}: {}", finding.place, finding.message)
            }
        }
    }
}

impl std::error::Error for TargetError {}
