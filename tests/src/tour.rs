//! What `cargo xtask demo` shows: a person's first half hour with the API, against a sandbox that the demo starts.
//!
//! Every line says what was called and what came back. Which operation it was, and with what status, is told by the
//! sandbox's own journal, not by whoever called. The clock stands still and is moved by those who wait, so that the
//! minutes of a rate limit take no time, and the tour says the same at every run.

mod steps;
mod told;

use std::io::Write;

use contacts_client::{Client, Error};
use contacts_sandbox::{Builder, Quota};
use serde_json::Value;

use crate::stage::Stage;
use told::Told;

/// Why the tour ended early.
#[derive(Debug)]
pub enum Ended {
    /// A step did not go as it should; which, and why.
    Step(&'static str, String),
    /// What there is to say cannot be written.
    Output(std::io::Error),
}

impl std::fmt::Display for Ended {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Ended::Step(step, why) => write!(f, "the step \"{step}\" failed: {why}"),
            Ended::Output(error) => write!(f, "the output cannot be written: {error}"),
        }
    }
}

impl std::error::Error for Ended {}

impl From<std::io::Error> for Ended {
    fn from(error: std::io::Error) -> Self {
        Ended::Output(error)
    }
}

/// What the steps share.
struct Tour<'o> {
    stage: Stage,
    client: Client,
    told: Told<'o>,
    /// How many calls of an operation the sandbox allows a minute.
    limit: u32,
}

/// Takes a person on the tour.
///
/// # Errors
///
/// When a step does not go as it should, or the output cannot be written.
pub async fn run(builder: Builder, out: &mut dyn Write) -> Result<(), Ended> {
    let begin = |why: String| Ended::Step("a sandbox starts", why);
    let (plan, limit) = smallest_plan().ok_or_else(|| begin("the document has no plans".to_owned()))?;
    let stage = Stage::start(builder.quota(Quota::Plan(plan.clone()))).await.map_err(begin)?;
    let client = stage.client(None).map_err(begin)?;
    writeln!(out, "A sandbox of the Contacts API runs at {}, in memory, until this demo ends.", stage.sandbox.url())?;
    writeln!(out, "It allows {limit} calls of an operation a minute, as the documentation says of the plan {plan}.")?;
    let mut tour = Tour { stage, client, told: Told::new(out), limit };
    tour.token().await?;
    let contact = tour.create().await?;
    let tag = tour.tag(&contact).await?;
    tour.pages().await?;
    tour.patch(&contact).await?;
    tour.photo(&contact).await?;
    tour.rate_limit(&tag).await?;
    tour.bad_payload().await?;
    tour.told.next_steps()?;
    Ok(())
}

/// The plan with the lowest rate limit, and that limit.
fn smallest_plan() -> Option<(String, u32)> {
    let plans = contacts_openapi::validate::Validator::contacts().document().pointer("/x-rate-limits/plans")?;
    let plans = plans.as_object()?.iter().filter_map(|(name, limit)| Some((name, limit.as_u64()?)));
    let (name, limit) = plans.min_by_key(|(_, limit)| *limit)?;
    Some((name.clone(), u32::try_from(limit).ok()?))
}

/// A payload of the documentation's own.
fn documented<T: serde::de::DeserializeOwned>(file: &str) -> Result<T, String> {
    let text = std::fs::read_to_string(std::path::Path::new(contacts_openapi::EXAMPLES).join(file));
    let text = text.map_err(|error| format!("{file}: {error}"))?;
    serde_json::from_str::<Value>(&text).and_then(serde_json::from_value).map_err(|error| format!("{file}: {error}"))
}

/// What an error of the client says, and what the service said.
fn why(error: &Error) -> String {
    error.description().map_or_else(|| error.to_string(), |description| format!("{error}: {description}"))
}

#[cfg(test)]
mod tests {
    use contacts_sandbox::{FaultRule, Sandbox};

    use super::run;

    #[tokio::test(flavor = "current_thread")]
    async fn a_step_that_fails_ends_the_tour_and_is_named() {
        for (fault, said) in [
            ("createContact: status=403", "\"A contact is created, as the documentation's example has it\" failed: "),
            ("getContactPhoto: status=404", "travels to addresses of its own\" failed: "),
            ("listContacts: repeat-cursor", "page by page\" failed: "),
        ] {
            let rule: FaultRule = fault.parse().expect("it is one");
            let mut out = Vec::new();
            let ended = run(Sandbox::builder().fault(rule), &mut out).await.expect_err(fault).to_string();
            assert!(ended.starts_with("the step ") && ended.contains(said), "{fault}: {ended}");
            assert!(!String::from_utf8_lossy(&out).contains("Where to look next"), "{fault}");
        }
    }
}
