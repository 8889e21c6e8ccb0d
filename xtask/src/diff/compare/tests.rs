//! Documents and what is different between them, in words.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod classes;
mod contacts;
mod everything;
mod messages;
mod odd;
mod spellings;

use std::fmt::Write as _;

use contacts_openapi::{Direction, Document};

use super::super::{Change, Impact, Side};
use super::meanings as compare;

/// The real document as it was once released: what is edited here must not change below the edits.
const RELEASED: &str = include_str!("../../../../openapi/published/0.3.0.yaml");

/// A document just large enough to have one of everything.
const SMALL: &str = include_str!("../../../tests/golden/small.yaml");

fn parse(text: &str) -> Document {
    Document::parse("openapi/contacts.yaml", text).unwrap_or_else(|error| panic!("{error:?}\n{text}"))
}

/// Changes as the goldens show them.
fn render(changes: &[Change]) -> String {
    let mut text = String::new();
    for change in changes {
        let side = if change.side == Side::Base { " (old)" } else { "" };
        writeln!(text, "  {} at {}{side} {:?}", change.class.id, change.pointer, change.detail).unwrap();
        writeln!(text, "    {}", change.message).unwrap();
        for effect in &change.effects {
            writeln!(text, "    {}: {}: {}", effect.direction, impact(effect.impact), effect.why).unwrap();
        }
        for (direction, operations) in reach(change) {
            writeln!(text, "    {direction} of {operations}").unwrap();
        }
        if let Some(fix) = &change.fix {
            writeln!(text, "    fix: {fix}").unwrap();
        }
    }
    if text.is_empty() { "  nothing\n".to_owned() } else { text }
}

fn impact(impact: Impact) -> &'static str {
    match impact {
        Impact::Words => "words",
        Impact::Compatible => "compatible",
        Impact::Breaking => "BREAKING",
    }
}

/// The operations of each direction that a change reaches.
fn reach(change: &Change) -> Vec<(Direction, String)> {
    let of = |direction| {
        let reach = change.reach.iter().filter(|reach| reach.direction == direction);
        reach.map(|reach| reach.operation.as_str()).collect::<Vec<_>>().join(" ")
    };
    let all = [Direction::Request, Direction::Response].map(|direction| (direction, of(direction)));
    all.into_iter().filter(|(_, operations)| !operations.is_empty()).collect()
}
