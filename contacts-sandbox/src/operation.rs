//! The operations of the document, each ready to be carried out: how it is addressed, what it takes, what it answers,
//! who may call it, and the function that does it.

use std::borrow::Cow;

use contacts_openapi::validate::{Parameters, Schema, Target, TargetError, Validator};
use contacts_openapi::{Location, Operation as Documented, operations};
use http::{Method, StatusCode};

use crate::operations::{self, Handler, Paging};
use crate::service::StartError;

/// An operation, ready to be carried out.
pub(crate) struct Operation {
    pub(crate) id: String,
    pub(crate) method: Method,
    /// The path template, such as `/contacts/{contactId}`, without the base of the server's address.
    pub(crate) path: String,
    /// Where in the path its parameters stand, counted in segments.
    segments: Vec<usize>,
    /// The names of those.
    pub(crate) path_parameters: Vec<String>,
    pub(crate) parameters: Parameters,
    /// What its body is held against; none if it takes none.
    pub(crate) request: Option<Schema>,
    /// Whether a request without a body is wrong.
    pub(crate) needs_body: bool,
    /// The status of the documented success.
    pub(crate) success: StatusCode,
    /// Any one of these suffices.
    pub(crate) scopes: Vec<String>,
    /// What the document says it cannot express as a schema: id and sentence.
    pub(crate) constraints: Vec<(String, String)>,
    /// What the document says of it as a list, if it is one.
    pub(crate) paging: Option<Paging>,
    pub(crate) handler: Handler,
}

impl Operation {
    /// The values of the path's parameters, as they stand in a path that has the form of the template.
    pub(crate) fn path_values<'p>(&self, path: &'p str) -> impl Iterator<Item = &'p str> + use<'p, '_> {
        path.split('/').enumerate().filter(|(at, _)| self.segments.contains(at)).map(|(_, value)| value)
    }

    /// The cursor that a query brings, decoded; none if the operation is no list.
    pub(crate) fn cursor<'q>(&self, query: Option<&'q str>) -> Option<Cow<'q, str>> {
        let name = &self.paging.as_ref()?.cursor;
        let mut pairs = crate::request::query(query?).ok()?.into_iter();
        pairs.find(|(known, _)| known == name).map(|(_, cursor)| cursor)
    }

    /// What the document says under the id of a constraint.
    pub(crate) fn constraint<'a>(&'a self, id: &'a str) -> &'a str {
        let found = self.constraints.iter().find(|(known, _)| known == id);
        found.map_or(id, |(_, statement)| statement)
    }
}

/// Every operation of a validator's document.
pub(crate) fn all(validator: &Validator) -> Result<Vec<Operation>, StartError> {
    operations(validator.document()).iter().map(|documented| operation(validator, documented)).collect()
}

fn operation(validator: &Validator, documented: &Documented<'_>) -> Result<Operation, StartError> {
    let id = documented.id.to_owned();
    let request = match validator.schema(&Target::Request(id.clone())) {
        Ok(schema) => Some(schema),
        Err(TargetError::NoBody(_)) => None,
        Err(error) => return Err(StartError::document(error)),
    };
    let success = documented.success().and_then(|success| StatusCode::from_bytes(success.status.as_bytes()).ok());
    let path_parameters: Vec<&str> = documented.parameters_in(Location::Path).map(|it| it.name).collect();
    let is_parameter = |segment: &str| {
        let name = segment.strip_prefix('{').and_then(|segment| segment.strip_suffix('}'));
        name.is_some_and(|name| path_parameters.contains(&name))
    };
    let constraints = documented.value.get("x-constraints").and_then(|it| it.as_array()).into_iter().flatten();
    let constraints = constraints.filter_map(|constraint| {
        let text = |member: &str| constraint.get(member)?.as_str().map(str::to_owned);
        Some((text("id")?, text("statement")?))
    });
    Ok(Operation {
        method: Method::from_bytes(documented.method.as_str().as_bytes()).map_err(StartError::document)?,
        path: documented.path.to_owned(),
        segments: documented.path.split('/').enumerate().filter(|(_, it)| is_parameter(it)).map(|(at, _)| at).collect(),
        path_parameters: path_parameters.iter().map(|name| (*name).to_owned()).collect(),
        parameters: validator.parameters(&id).map_err(StartError::document)?,
        needs_body: documented.value.pointer("/requestBody/required") == Some(&serde_json::Value::Bool(true)),
        request,
        success: success.ok_or_else(|| StartError::document(format!("{id} has no documented success")))?,
        scopes: documented.scopes.iter().map(|scope| (*scope).to_owned()).collect(),
        constraints: constraints.collect(),
        paging: Paging::of(documented),
        handler: operations::handler(&id)
            .ok_or_else(|| StartError::document(format!("the sandbox has no behaviour for {id}")))?,
        id,
    })
}
