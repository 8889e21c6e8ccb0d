//! Rules that are said in prose, or in keywords with a name: who refers to one by its id must find one statement.

use std::collections::BTreeMap;

use contacts_openapi::list;
use jsonptr::PointerBuf;

use super::places::{having, said};
use super::sources;
use crate::lint::{Lint, table};

table! {
    Error "constraint": "a rule without an id, a statement, or something that it comes from";
    Error "constraint-id": "one id for two statements";
}

pub(super) fn check(lint: &mut Lint<'_>) {
    let document = lint.document;
    let mut said_by_id: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let mut rules: Vec<(PointerBuf, &str, Option<&str>, Option<&str>)> = Vec::new();
    for (at, holder, _) in having(document, "x-constraints") {
        for (index, rule) in list(holder, "x-constraints").enumerate() {
            let at = at.with_trailing_token("x-constraints").with_trailing_token(index);
            if rule.get("source").is_none() && rule.get("x-assumption").is_none() {
                let help = "name the pages in `source`; what no page states says so in an `x-assumption`";
                lint.report("constraint", at.clone(), "the rule names no page and is no assumption".to_owned(), help);
            }
            rules.push((at, "statement", said(rule, "id"), said(rule, "statement")));
        }
    }
    for (at, holder, rule) in having(document, "x-rule") {
        let here = at.with_trailing_token("x-rule");
        if sources::around(document, &at).is_empty() && holder.get("x-assumption").is_none() {
            let help = "name the pages in an `x-source` beside it; what no page states says so in an `x-assumption`";
            lint.report("constraint", here.clone(), "the rule names no page and is no assumption".to_owned(), help);
        }
        if !["not", "anyOf", "oneOf"].iter().any(|keyword| holder.get(keyword).is_some()) {
            let help = "write the rule beside it as a `not`, an `anyOf` or a `oneOf`";
            lint.report("constraint", here.clone(), "`x-rule` stands beside nothing that it names".to_owned(), help);
        }
        rules.push((here, "message", said(rule, "id"), said(rule, "message")));
    }
    for (at, member, id, statement) in rules {
        let (Some(id), Some(statement)) = (id, statement) else {
            let message = format!("the rule lacks its `id` or its `{member}`");
            lint.report("constraint", at, message, "give it both");
            continue;
        };
        match said_by_id.insert((member, id), statement) {
            Some(other) if other != statement => {
                let message = format!("`{id}` says another thing elsewhere: {other:?}");
                lint.report(
                    "constraint-id",
                    at,
                    message,
                    "say the same in both places, or give one of them another id",
                );
            }
            _ => {}
        }
    }
}
