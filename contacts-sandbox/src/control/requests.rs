//! The journal as JSON.

use std::time::UNIX_EPOCH;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Map, Value, json};

use super::{Asked, Problem, Told};
use crate::journal::{CalledBy, Exchange};
use crate::service::Service;

/// GET /_sandbox/requests
pub(super) fn read(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    let mut requests = service.journal.read(&service.operations);
    let mut limit = usize::MAX;
    for (name, value) in asked.query(&["operation", "since", "limit"])? {
        let number = || value.parse::<u64>().map_err(|_| Problem::bad(format!("/query/{name}: is no whole number")));
        match &*name {
            "operation" => {
                service
                    .validator
                    .parameters(&value)
                    .map_err(|error| Problem::bad(format!("/query/{name}: {error}")))?;
                requests = requests.of(&value);
            }
            "since" => requests = requests.since(number()?),
            _ => limit = usize::try_from(number()?).unwrap_or(usize::MAX),
        }
    }
    let requests = requests.newest(limit);
    Ok(json!({"requests": requests.iter().map(|request| shown(service, request)).collect::<Value>()}).into())
}

/// DELETE /_sandbox/requests
pub(super) fn clear(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    service.journal.clear();
    Ok(Told::Done)
}

fn shown(service: &Service, request: &Exchange) -> Value {
    let seconds = request.at().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let caller = request.caller().map(|caller| match caller {
        CalledBy::Member(user_id) => json!({"userId": user_id}),
        CalledBy::ServiceAccount => json!({"serviceAccount": true}),
    });
    let remarks = request.remarks().iter().map(|it| json!({"rule": it.rule(), "pointer": it.pointer()}));
    let headers = request.headers().map(|(name, value)| (name.to_owned(), value.into()));
    let mut shown = json!({
        "number": request.number(),
        "at": service.writing.text(i64::try_from(seconds).unwrap_or(i64::MAX)),
        "method": request.method(),
        "path": request.path(),
        "query": request.query(),
        "operation": request.operation(),
        "caller": caller,
        "headers": headers.collect::<Map<_, _>>(),
        "status": request.status(),
        "faults": request.faults().iter().map(ToString::to_string).collect::<Vec<_>>(),
        "remarks": remarks.collect::<Value>(),
        "bodyBytes": request.body_len(),
    });
    // What is no JSON, or only the beginning of some, is shown as bytes.
    match request.json() {
        Some(body) => shown["body"] = body,
        None if request.body().is_empty() => {}
        None => shown["bodyBase64"] = BASE64_STANDARD.encode(request.body()).into(),
    }
    shown
}
