//! The sandbox's time: what it is, and what it is to be.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use serde_json::{Value, json};

use super::{Asked, Problem, Told};
use crate::fault::duration;
use crate::moment;
use crate::service::Service;

/// What is done to the clock: one of these.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
enum Turn {
    /// It moves on.
    Advance(Amount),
    /// It stands still at a moment.
    Stand(String),
    /// It runs on from a moment; from the machine's, if there is none.
    Run(Option<String>),
}

/// How long: in seconds, or with a unit.
#[derive(Deserialize)]
#[serde(untagged, expecting = "a duration must be seconds as a whole number, or a text such as \"90s\" or \"2h\"")]
enum Amount {
    Seconds(u64),
    Text(String),
}

/// GET /_sandbox/clock
pub(super) fn read(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    Ok(shown(service).into())
}

/// PUT /_sandbox/clock
pub(super) fn turn(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    match asked.json()? {
        Turn::Advance(Amount::Seconds(seconds)) => service.clock.advance(Duration::from_secs(seconds)),
        Turn::Advance(Amount::Text(text)) => {
            let by = duration(&text).ok_or_else(|| {
                Problem::bad("/advance: is no duration: a whole number with ms, s, m, h or d behind it")
            })?;
            service.clock.advance(by);
        }
        Turn::Stand(at) => service.clock.stand(instant("/stand", &at)?),
        Turn::Run(Some(from)) => service.clock.run_from(instant("/run", &from)?),
        Turn::Run(None) => service.clock.run_from(SystemTime::now()),
    }
    Ok(shown(service).into())
}

/// The clock as answers show it.
pub(super) fn shown(service: &Service) -> Value {
    json!({"now": service.writing.text(service.clock.seconds()), "stands": service.clock.is_standing()})
}

fn instant(pointer: &str, text: &str) -> Result<SystemTime, Problem> {
    let millis = moment::millis(text).and_then(|millis| u64::try_from(millis).ok());
    let since = millis.map(Duration::from_millis);
    since.map(|since| UNIX_EPOCH + since).ok_or_else(|| {
        Problem::bad(format!("{pointer}: is no moment since 1970, as RFC 3339 writes it, such as 2026-01-01T00:00:00Z"))
    })
}
