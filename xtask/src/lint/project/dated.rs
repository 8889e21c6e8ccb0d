//! Changes that were announced for a day, and whether anybody has decided what to make of them since.

use chrono::NaiveDate;
use contacts_openapi::list;
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::places::{having, said};
use crate::lint::{Lint, table};

table! {
    Error "dated-change": "an announced change in a form that nothing understands";
    Warning "undecided-change": "a day that has passed without a decision, or one to look again";
}

const KEYWORD: &str = "x-dated-changes";

pub(super) fn check(lint: &mut Lint<'_>) {
    let mut ids: Vec<&str> = Vec::new();
    for (at, schema, _) in having(lint.document, KEYWORD) {
        for (index, change) in list(schema, KEYWORD).enumerate() {
            let at = at.with_trailing_token(KEYWORD).with_trailing_token(index);
            if let Some(id) = said(change, "id") {
                if ids.contains(&id) {
                    let message = format!("two changes are called `{id}`");
                    lint.report("dated-change", at.with_trailing_token("id"), message, "call one of them otherwise");
                }
                ids.push(id);
            }
            form(lint, &at, schema, change);
            decision(lint, &at, change);
        }
    }
}

/// A day, as the document spells it.
fn is_day(value: &Value) -> bool {
    value.as_str().is_some_and(|day| day.len() == 10 && NaiveDate::parse_from_str(day, "%Y-%m-%d").is_ok())
}

fn form(lint: &mut Lint<'_>, at: &Pointer, schema: &Value, change: &Value) {
    let mut wrong = |member: &str, message: &str, help: &str| {
        lint.report("dated-change", at.with_trailing_token(member), message.to_owned(), help);
    };
    if said(change, "id").is_none() {
        wrong("id", "the change has no `id`", "give it a short name of its own, in words joined by `-`");
    }
    if said(change, "statement").is_none() {
        wrong("statement", "the change has no `statement`", "say in a sentence what changes");
    }
    let values: Vec<&Value> = list(schema, "enum").chain(list(schema, "x-extensible-enum")).collect();
    for member in ["value", "replacement"] {
        let value = change.get(member);
        if value.is_none() && member == "value" || value.is_some_and(|value| !values.contains(&value)) {
            let message = format!("`{member}` is no value of the enum");
            wrong(member, &message, "name one that the enum lists, as long as it may still be met");
        }
    }
    if !change.get("date").is_some_and(is_day) {
        wrong("date", "`date` is no day", "write `YYYY-MM-DD`; of a vague announcement, the last day that it may mean");
    }
    if !matches!(said(change, "applies"), Some("request" | "response")) {
        wrong("applies", "it is not said whether requests or answers change", "write `request` or `response`");
    }
    let Some(decision) = change.get("decision") else { return };
    if !decision.get("on").is_some_and(is_day) || said(decision, "says").is_none() {
        wrong(
            "decision",
            "the decision lacks its day or its words",
            "write `{on: 'YYYY-MM-DD', says: what was decided}`",
        );
    }
    if decision.get("review").is_some_and(|review| !is_day(review)) {
        wrong("decision", "`review` is no day", "write the day to look again as `YYYY-MM-DD`");
    }
}

fn decision(lint: &mut Lint<'_>, at: &PointerBuf, change: &Value) {
    let day = |value: Option<&Value>| value.filter(|day| is_day(day)).and_then(Value::as_str).map(str::to_owned);
    let Some(date) = day(change.get("date")).filter(|date| date.as_str() <= lint.today) else { return };
    let what = said(change, "id").unwrap_or("a change");
    let decision = change.get("decision");
    let review = day(decision.and_then(|decision| decision.get("review")));
    let (at, message) = match (decision, review) {
        (None, _) => (at.with_trailing_token("date"), format!("`{what}` was planned for {date}, which has passed")),
        (Some(_), Some(review)) if review.as_str() <= lint.today => {
            let at = at.with_trailing_token("decision").with_trailing_token("review");
            (at, format!("the decision on `{what}` was to be looked at again on {review}"))
        }
        _ => return,
    };
    let help = "read the pages again; carry the change out and drop the entry, or write down what is decided: \
                `decision: {on: day, says: text, review: day}`";
    lint.report("undecided-change", at, message, help);
}
