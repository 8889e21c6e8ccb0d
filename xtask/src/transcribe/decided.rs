//! What of the differences was decided before, by the entries of `openapi/provenance/conflicts.yaml`.

use jsonptr::{Pointer, PointerBuf};

use crate::provenance::conflicts::Conflict;

/// A difference, as far as a decision speaks of it.
pub(super) struct Subject<'a> {
    pub(super) rule: &'a str,
    pub(super) at: &'a Pointer,
    /// What the page prints, if it prints something.
    pub(super) printed: Option<&'a str>,
    pub(super) page: Option<&'a str>,
}

/// The conflict whose decision a difference follows.
pub(super) fn decided<'c>(conflicts: &'c [Conflict], subject: &Subject<'_>) -> Option<&'c Conflict> {
    conflicts.iter().find(|conflict| {
        conflict.transcribe.iter().any(|known| {
            let is_there = |places: &[PointerBuf]| places.iter().any(|at| is_at(at, subject.at));
            let is_printed = match (&known.printed, subject.printed) {
                (None, _) | (Some(None), None) => true,
                (Some(Some(known)), Some(printed)) => same(subject.rule, known, printed),
                (Some(_), _) => false,
            };
            known.rule == subject.rule
                && is_printed
                && known
                    .pages
                    .as_ref()
                    .is_none_or(|pages| subject.page.is_some_and(|page| pages.iter().any(|known| known == page)))
                && is_there(known.at.as_ref().unwrap_or(&conflict.at))
        })
    })
}

/// Whether a difference is at a place, or about something that is missing there.
fn is_at(place: &Pointer, subject: &Pointer) -> bool {
    place == subject || subject.parent() == Some(place)
}

/// Whether two printed values are one; the order of an enum is nobody's business.
fn same(rule: &str, known: &str, printed: &str) -> bool {
    let values = |text: &str| {
        let mut values: Vec<String> = text.split(',').map(|value| value.trim().to_owned()).collect();
        values.sort();
        values
    };
    known == printed || (rule == "enum" && values(known) == values(printed))
}
