//! What runs, what it holds, and how its quotas stand.

use serde_json::{Value, json};

use super::{Asked, Problem, Told, clock, faults};
use crate::service::Service;

/// GET /_sandbox/status
pub(super) fn read(service: &Service, asked: &Asked<'_>) -> Result<Told, Problem> {
    asked.query(&[])?;
    Ok(status(service).into())
}

fn status(service: &Service) -> Value {
    let counts = {
        let state = service.state();
        json!({
            "contacts": state.contacts.len(),
            "trash": state.contacts.trash_len(),
            "tags": state.tags.iter().count(),
            "customProperties": state.properties.iter().count(),
            "photos": state.photos.iter().count(),
            "members": state.directory.members().count(),
        })
    };
    let now = service.clock.millis();
    let windows = service.operations.iter().enumerate().filter_map(|(index, operation)| {
        let standing = service.quotas.standing(index, now)?;
        let reset = standing.reset_seconds;
        Some(json!({"operation": operation.id, "used": standing.used, "limit": standing.limit, "resetSeconds": reset}))
    });
    let document = service.validator.document();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "document": document.pointer("/info/version"),
        "address": service.address.get().map(ToString::to_string),
        "basePath": service.base_path,
        "started": service.writing.text(service.started_millis.div_euclid(1000)),
        "clock": clock::shown(service),
        "counts": counts,
        "requests": service.journal.requests(),
        "quotas": windows.collect::<Vec<_>>(),
        "faults": faults::shown(service),
    })
}
