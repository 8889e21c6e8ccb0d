//! What the generator and this project ask of a document besides.

mod assumptions;
mod constraints;
mod dated;
mod descriptions;
mod directions;
mod examples;
mod extensions;
mod generator;
mod naming;
mod places;
mod schemas;
mod sources;
mod text;

use super::{Lint, Rule};

/// Every rule of the tables below.
pub(super) fn rules() -> impl Iterator<Item = &'static Rule> {
    let tables = [
        generator::RULES,
        sources::RULES,
        assumptions::RULES,
        descriptions::RULES,
        examples::RULES,
        directions::RULES,
        dated::RULES,
        constraints::RULES,
        naming::RULES,
        schemas::RULES,
        extensions::RULES,
        text::RULES,
    ];
    tables.into_iter().flatten()
}

pub(super) fn check(lint: &mut Lint<'_>) {
    generator::check(lint);
    sources::check(lint);
    assumptions::check(lint);
    descriptions::check(lint);
    examples::check(lint);
    directions::check(lint);
    dated::check(lint);
    constraints::check(lint);
    naming::check(lint);
    schemas::check(lint);
    extensions::check(lint);
    text::check(lint);
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;
