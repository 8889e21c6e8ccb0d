//! The constraints that the document can say in prose only, each brought about against the sandbox and kept.
//!
//! No schema tells when such a constraint is broken, so that no change can be derived from one: [`CASES`] has, by the id in
//! `x-constraints`, a request that goes just as far as the constraint allows and the one step beyond. What the steps need,
//! how many days or definitions, they read from the document. The sandbox carries out the first, and refuses the second
//! with a documented status and the sentence of the document.
//!
//! An id that no case has comes out by its name; `deviations.violations.json` says why no client can tell it.

mod steps;

use contacts_openapi::{Location, Operation, list};
use contacts_sandbox::{Quota, Sandbox};
use serde_json::Value;

use crate::corpus::Payload;
use crate::provoke::successful;
use crate::stage::Stage;
use crate::violations::held::Wrong;
use crate::violations::spelled;
use crate::world::{World, Worlds};

pub use steps::CASES;

/// How one constraint is kept and broken.
#[derive(Clone, Copy, Debug)]
pub struct Case {
    /// Its id in `x-constraints`.
    pub id: &'static str,
    /// The status of the refusal.
    pub status: u16,
    /// Makes of a request that succeeds one that goes as far as the constraint allows.
    kept: Step,
    /// Goes on from there.
    broken: Step,
}

/// A change of what is asked.
type Step = fn(&mut Ask) -> Option<()>;

/// A request, who sends it, and what there is.
struct Ask {
    worlds: &'static Worlds<'static>,
    payloads: &'static [Payload],
    operation: &'static Operation<'static>,
    world: World,
    /// The member whose token it is; otherwise it is the service account's.
    member: Option<&'static str>,
    has_tag_right: bool,
    path: Vec<(&'static str, String)>,
    query: Vec<(String, String)>,
    body: Option<Value>,
}

/// Holds the constraints of an operation to it.
///
/// # Errors
///
/// When no sandbox can be started.
pub async fn held(
    worlds: &'static Worlds<'static>,
    payloads: &'static [Payload],
    operation: &'static Operation<'static>,
) -> Result<Vec<Wrong>, String> {
    let mut wrong = Vec::new();
    for constraint in list(operation.value, "x-constraints") {
        let text = |member: &str| constraint.get(member).and_then(Value::as_str).unwrap_or_default();
        let id = text("id");
        let why = match CASES.iter().find(|case| case.id == id) {
            None => Some("nothing here brings this about".to_owned()),
            Some(case) => case.of(worlds, payloads, operation, text("statement")).await?,
        };
        wrong.extend(why.map(|why| (id.to_owned(), why)));
    }
    Ok(wrong)
}

impl Case {
    /// Says what is not as it should be.
    async fn of(
        &self,
        worlds: &'static Worlds<'static>,
        payloads: &'static [Payload],
        operation: &'static Operation<'static>,
        statement: &str,
    ) -> Result<Option<String>, String> {
        let exchange = successful(payloads, operation);
        let path = operation.parameters_in(Location::Path);
        let mut ask = Ask {
            worlds,
            payloads,
            operation,
            world: worlds.before(&exchange)?,
            member: None,
            has_tag_right: true,
            path: path.map(|it| (it.name, it.value.get("example").map(spelled).unwrap_or_default())).collect(),
            query: Vec::new(),
            body: exchange.request.map(|payload| payload.value.clone()),
        };
        if (self.kept)(&mut ask).is_none() {
            return Ok(Some("what keeps it cannot be made of the document and its examples".to_owned()));
        }
        if let Err(error) = ask.send().await? {
            let description = error.description().unwrap_or_default();
            return Ok(Some(format!("what keeps it is refused: {error}: {description}")));
        }
        if (self.broken)(&mut ask).is_none() {
            return Ok(Some("what breaks it cannot be made of the document and its examples".to_owned()));
        }
        let Err(error) = ask.send().await? else { return Ok(Some("what breaks it is carried out".to_owned())) };
        let status = error.status().map(|status| status.as_u16());
        let description = error.description().unwrap_or_default();
        let is_documented = operation.responses.iter().any(|it| it.status == self.status.to_string());
        Ok(if status != Some(self.status) || !is_documented {
            Some(format!(
                "the refusal has the status {status:?}, not the {} of the document: {description}",
                self.status
            ))
        } else if !description.contains(statement) {
            Some(format!("the refusal does not say the sentence: {description}"))
        } else {
            None
        })
    }
}

impl Ask {
    /// Sends it to a sandbox of its own, past the client's types and its check.
    async fn send(&self) -> Result<Result<(), contacts_client::Error>, String> {
        let builder = Sandbox::builder().load(self.world.ndjson()).quota(Quota::Unlimited);
        let stage = Stage::start(builder.company_tags_by_members(self.has_tag_right)).await?;
        let token = stage.token(self.member, &self.operation.scopes);
        let client = stage.builder().token(token).build().map_err(|error| error.to_string())?;
        let path = self
            .path
            .iter()
            .fold(self.operation.path.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), value));
        let method = self.operation.method.as_str().parse().map_err(|_| "there is no such method")?;
        let request = client.request(method, path).query(&self.query);
        let request = match &self.body {
            Some(body) => request.json(body),
            None => request,
        };
        Ok(request.send().await.map(drop))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use contacts_openapi::{Document, list, operations};

    use super::CASES;

    #[test]
    fn a_case_is_of_one_constraint_that_the_document_has() {
        let document = Document::contacts();
        let operations = operations(&document);
        let constraints = operations.iter().flat_map(|it| list(it.value, "x-constraints"));
        let known: BTreeSet<&str> = constraints.filter_map(|it| it.get("id")?.as_str()).collect();
        let ids: BTreeSet<&str> = CASES.iter().map(|case| case.id).collect();
        assert_eq!(ids.len(), CASES.len(), "two cases are of one constraint");
        let lost: Vec<_> = ids.difference(&known).collect();
        assert!(lost.is_empty(), "the document no longer has {lost:?}");
    }
}
