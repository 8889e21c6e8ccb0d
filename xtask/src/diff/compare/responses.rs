//! What an operation answers: statuses, bodies, headers, and the codes of errors.

use contacts_openapi::{Direction, Document, list};
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::classes as class;
use super::found::Found;
use super::keywords::deprecation;
use super::node::{Node, Part, follow};
use super::pairs::Pairs;
use super::parameters::media_types;
use super::reach::{Collection, OperationId};
use super::words;

const KNOWN: &[&str] = &["content", "headers", "x-error-codes", "x-assumption"];

/// An answer with its references followed.
type Answer<'a> = (&'a str, Part<'a>);

fn answers<'a>(document: &'a Document, operation: &Part<'a>) -> Vec<Answer<'a>> {
    let responses = operation.keyword("responses");
    let all = responses.iter().flat_map(|(at, it)| it.as_object().into_iter().flatten().map(move |it| (at, it)));
    let all = all.filter(|(_, (status, _))| !status.starts_with("x-"));
    all.map(|(at, (status, value))| {
        let (at, value) = follow(document, at.with_trailing_token(status.as_str()), value);
        (status.as_str(), Part { at, value })
    })
    .collect()
}

fn is_success(status: &str) -> bool {
    status.starts_with(['2', '3'])
}

pub(super) fn compare<'a>(
    pairs: &mut Pairs<'a>,
    reach: &mut Collection,
    id: OperationId,
    base: &Part<'a>,
    head: &Part<'a>,
) {
    let mut old = answers(pairs.base, base);
    let mut left = Vec::new();
    for (status, answer) in answers(pairs.head, head) {
        match old.iter().position(|(known, _)| known.eq_ignore_ascii_case(status)) {
            Some(index) => one(pairs, reach, id, &old.remove(index).1, &answer),
            None => left.push((status, answer)),
        }
    }
    let responses = head.at.with_trailing_token("responses");
    for (status, answer) in left {
        let at = responses.with_trailing_token(status);
        let other = old.iter().position(|(known, _)| is_success(known) && is_success(status));
        let found = match other.map(|index| old.remove(index)) {
            Some((known, former)) => {
                one(pairs, reach, id, &former, &answer);
                Found::new(class::SUCCESS_CHANGED, Side::Head, at, format!("success is {status} instead of {known}"))
                    .detail([known, status])
                    .response(Breaking, format!("readers that wait for {known} take {status} for something unexpected"))
                    .fix(format!("keep answering {known}"))
            }
            None if is_success(status) => {
                Found::new(class::SUCCESS_ADDED, Side::Head, at, format!("success may also be {status}"))
                    .detail([status])
                    .response(Breaking, format!("readers take {status} for something unexpected"))
                    .fix("answer with it only when it is asked for")
            }
            None => Found::new(class::ERROR_ADDED, Side::Head, at, format!("the error {status} is documented"))
                .detail([status])
                .response(Compatible, "all errors are read alike"),
        };
        reach.add(id, Some(Direction::Response), found);
    }
    let responses = base.at.with_trailing_token("responses");
    for (status, _) in old {
        let at = responses.with_trailing_token(status);
        let found = if is_success(status) {
            Found::new(class::SUCCESS_REMOVED, Side::Base, at, format!("success is not {status} any more"))
                .detail([status])
                .response(Breaking, format!("readers that wait for {status} wait in vain"))
                .fix(format!("keep answering {status}"))
        } else {
            Found::new(class::ERROR_REMOVED, Side::Base, at, format!("the error {status} is not documented any more"))
                .detail([status])
                .response(Compatible, "all errors are read alike")
        };
        reach.add(id, Some(Direction::Response), found);
    }
}

/// An answer that both have.
fn one<'a>(pairs: &mut Pairs<'a>, reach: &mut Collection, id: OperationId, old: &Part<'a>, new: &Part<'a>) {
    let mut all = words::of_objects(old, new, KNOWN);
    let stated = |it: &Part<'a>| it.keyword("x-assumption").map(|(at, it)| (at, it.clone()));
    all.extend(words::assumed(stated(old).as_slice(), stated(new).as_slice()).into_iter().map(no_request));
    let is_empty =
        |part: &Part<'a>| part.value.get("content").and_then(Value::as_object).is_none_or(serde_json::Map::is_empty);
    match (is_empty(old), is_empty(new)) {
        (true, false) => all.push(
            Found::new(
                class::RESPONSE_BODY_ADDED,
                Side::Head,
                new.at.with_trailing_token("content"),
                "the answer has a body",
            )
            .response(Compatible, "readers that look for no body overlook it"),
        ),
        (false, true) => all.push(
            Found::new(
                class::RESPONSE_BODY_REMOVED,
                Side::Base,
                old.at.with_trailing_token("content"),
                "the answer has no body any more",
            )
            .response(Breaking, "readers find nothing where they look for a body")
            .fix("keep answering what was made or changed"),
        ),
        _ => media_types(pairs, reach, id, (old, new), Direction::Response, &mut all),
    }
    headers(pairs, reach, id, (old, new), &mut all);
    codes(old, new, &mut all);
    for found in all {
        reach.add(id, Some(Direction::Response), found);
    }
}

fn no_request(found: Found) -> Found {
    Found { request: None, ..found }
}

fn headers<'a>(
    pairs: &mut Pairs<'a>,
    reach: &mut Collection,
    id: OperationId,
    (base, head): (&Part<'a>, &Part<'a>),
    all: &mut Vec<Found>,
) {
    // Each with its name, where the answer lists it, and what stands there.
    let headers = |document: &'a Document, part: &Part<'a>| -> Vec<(String, jsonptr::PointerBuf, Part<'a>)> {
        let headers = part.keyword("headers");
        let members = headers.iter().flat_map(|(at, it)| it.as_object().into_iter().flatten().map(move |it| (at, it)));
        members
            .map(|(at, (name, value))| {
                let listed = at.with_trailing_token(name.as_str());
                let (at, value) = follow(document, listed.clone(), value);
                (name.to_lowercase(), listed, Part { at, value })
            })
            .collect()
    };
    let is_required = |part: &Part<'a>| part.value.get("required") == Some(&Value::Bool(true));
    let mut old = headers(pairs.base, base);
    for (name, listed, new) in headers(pairs.head, head) {
        let Some(index) = old.iter().position(|(known, ..)| *known == name) else {
            all.push(
                Found::new(class::HEADER_ADDED, Side::Head, listed, format!("the header `{name}` is new"))
                    .detail([name])
                    .response(Compatible, "readers that do not know it overlook it"),
            );
            continue;
        };
        let (_, _, known) = old.remove(index);
        all.extend(words::of_objects(
            &known,
            &new,
            &["required", "schema", "deprecated", "x-assumption", "style", "explode", "content"],
        ));
        let stated = |it: &Part<'a>| it.keyword("x-assumption").map(|(at, it)| (at, it.clone()));
        all.extend(words::assumed(stated(&known).as_slice(), stated(&new).as_slice()).into_iter().map(no_request));
        match (is_required(&known), is_required(&new)) {
            (false, true) => all.push(
                Found::new(
                    class::HEADER_REQUIRED,
                    Side::Head,
                    new.at.with_trailing_token("required"),
                    format!("the header `{name}` always comes"),
                )
                .response(Compatible, "readers can rely on it"),
            ),
            (true, false) => all.push(
                Found::new(
                    class::HEADER_OPTIONAL,
                    Side::Base,
                    known.at.with_trailing_token("required"),
                    format!("the header `{name}` may be missing"),
                )
                .response(Breaking, "answers may lack what readers rely on"),
            ),
            _ => {}
        }
        let flag =
            |it: &Part<'a>| it.keyword("deprecated").filter(|(_, it)| **it == Value::Bool(true)).map(|(at, _)| at);
        all.extend(deprecation(flag(&known), flag(&new), |_| format!("the header `{name}`")).map(no_request));
        let (was, is) = (Node::schema_of(pairs.base, &known), Node::schema_of(pairs.head, &new));
        reach.root(id, Direction::Response, pairs.pair(was, is));
    }
    for (name, listed, _) in old {
        all.push(
            Found::new(class::HEADER_REMOVED, Side::Base, listed, format!("the header `{name}` is gone"))
                .detail([name])
                .response(Breaking, "readers find nothing where they look for it")
                .fix("keep sending it for a release"),
        );
    }
}

/// The codes that an error is listed with; the set is open.
fn codes(base: &Part<'_>, head: &Part<'_>, all: &mut Vec<Found>) {
    const KEYWORD: &str = "x-error-codes";
    let codes =
        |part: &Part<'_>| list(part.value, KEYWORD).filter_map(Value::as_str).map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (codes(base), codes(head));
    for code in new.iter().filter(|code| !old.contains(code)) {
        let at = head.at.with_trailing_token(KEYWORD);
        all.push(
            Found::new(class::ERROR_CODE_ADDED, Side::Head, at, format!("the error code `{code}` is listed"))
                .detail([code])
                .response(Compatible, "codes are an open set: it is read as any other"),
        );
    }
    for code in old.iter().filter(|code| !new.contains(code)) {
        let at = base.at.with_trailing_token(KEYWORD);
        all.push(
            Found::new(
                class::ERROR_CODE_REMOVED,
                Side::Base,
                at,
                format!("the error code `{code}` is not listed any more"),
            )
            .detail([code])
            .response(Compatible, "codes are an open set; who waits for this one may wait in vain"),
        );
    }
}
