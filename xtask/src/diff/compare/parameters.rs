//! What an operation is called with: its parameters and its body.

use contacts_openapi::{Direction, Document, Operation, list};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::found::{Found, shown};
use super::keywords::{deprecation, is_scalar, null};
use super::node::{Node, Part, follow};
use super::pairs::Pairs;
use super::reach::{Collection, OperationId};
use super::{classes as class, words};

/// A parameter with its references followed.
#[derive(Clone, Debug)]
struct Parameter<'a> {
    part: Part<'a>,
    name: &'a str,
    location: &'a str,
    /// What the wire tells it by: its place in the path, or its name, without regard to case in a header.
    key: String,
    is_required: bool,
}

/// How a value is written, with what is meant where nothing is said.
const STYLE: [&str; 4] = ["style", "explode", "allowReserved", "content"];

const KNOWN: &[&str] = &[
    "name",
    "in",
    "required",
    "schema",
    "deprecated",
    "style",
    "explode",
    "allowReserved",
    "content",
    "x-assumption",
    "allowEmptyValue",
];

fn parameters<'a>(document: &'a Document, operation: &Operation<'a>, slots: &[&str]) -> Vec<Parameter<'a>> {
    let path = PointerBuf::from_tokens(["paths", operation.path]);
    let mut all: Vec<Parameter<'a>> = Vec::new();
    for at in [path, operation.pointer.clone()] {
        let Some(owner) = document.pointer(at.as_str()) else { continue };
        for (index, value) in list(owner, "parameters").enumerate() {
            let place = at.with_trailing_token("parameters").with_trailing_token(index);
            let (at, value) = follow(document, place, value);
            let text = |member: &str| value.get(member).and_then(Value::as_str);
            let (Some(name), Some(location)) = (text("name"), text("in")) else { continue };
            let key = match location {
                "path" => {
                    slots.iter().position(|slot| *slot == name).map_or_else(|| name.to_owned(), |it| it.to_string())
                }
                "header" => name.to_lowercase(),
                _ => name.to_owned(),
            };
            let is_required = value.get("required") == Some(&Value::Bool(true));
            // The operation's own replaces that of its path.
            all.retain(|known| (known.location, &known.key) != (location, &key));
            all.push(Parameter { part: Part { at, value }, name, location, key, is_required });
        }
    }
    all
}

pub(super) fn compare<'a>(
    pairs: &mut Pairs<'a>,
    reach: &mut Collection,
    id: OperationId,
    (base, old_slots): (&Operation<'a>, &[&str]),
    (head, new_slots): (&Operation<'a>, &[&str]),
) {
    let mut old = parameters(pairs.base, base, old_slots);
    let new = parameters(pairs.head, head, new_slots);
    let add = |reach: &mut Collection, found| reach.add(id, Some(Direction::Request), found);
    let mut left = Vec::new();
    for parameter in new {
        match old.iter().position(|it| (it.location, &it.key) == (parameter.location, &parameter.key)) {
            Some(index) => one(pairs, reach, id, &old.remove(index), &parameter),
            None => left.push(parameter),
        }
    }
    for parameter in left {
        let Parameter { part, name, location, is_required, .. } = &parameter;
        let moved = old.iter().position(|it| it.name.eq_ignore_ascii_case(name));
        if let Some(known) = moved.map(|index| old.remove(index)) {
            if known.location == *location {
                // The path names it in one of the two documents only.
                one(pairs, reach, id, &known, &parameter);
                continue;
            }
            let message = format!("the parameter `{name}` moved from the {} to the {location}", known.location);
            let found = Found::new(class::PARAMETER_MOVED, Side::Head, part.at.clone(), message)
                .detail([name, known.location, location])
                .request(Breaking, format!("what is sent in the {} is not looked at", known.location))
                .fix("keep looking at the old place for a release");
            add(reach, found);
            one(pairs, reach, id, &known, &parameter);
            continue;
        }
        let renamed = old.iter().position(|it| it.location == *location && is_renamed(pairs, it, &parameter));
        if let Some(known) = renamed.map(|index| old.remove(index)) {
            let former = known.name;
            let message = format!("the {location} parameter `{former}` is called `{name}`");
            let found = Found::new(class::PARAMETER_RENAMED, Side::Head, part.at.clone(), message)
                .detail([former, name])
                .request(Breaking, format!("what is sent as `{former}` is not looked at"))
                .fix(format!("keep `{former}` beside `{name}` and mark it `deprecated: true` for a release"));
            add(reach, found);
            one(pairs, reach, id, &known, &parameter);
            continue;
        }
        let found = |class, message| Found::new(class, Side::Head, part.at.clone(), message).detail([*location, *name]);
        add(
            reach,
            if *is_required {
                found(class::REQUIRED_PARAMETER_ADDED, format!("the {location} parameter `{name}` is new and required"))
                    .request(Breaking, "a request without it is refused")
                    .fix(format!("make `{name}` optional, with a default"))
            } else {
                found(class::PARAMETER_ADDED, format!("the {location} parameter `{name}` is new"))
                    .request(Compatible, "one more parameter may be sent")
            },
        );
    }
    for Parameter { part, name, location, .. } in old {
        let message = format!("the {location} parameter `{name}` is gone");
        let found = Found::new(class::PARAMETER_REMOVED, Side::Base, part.at, message)
            .detail([location, name])
            .request(Breaking, "what is sent in it is not looked at, or refused")
            .fix(format!("keep `{name}` and mark it `deprecated: true` for a release"));
        add(reach, found);
    }
}

/// Whether a parameter that is gone is there under another name.
fn is_renamed<'a>(pairs: &Pairs<'a>, old: &Parameter<'a>, new: &Parameter<'a>) -> bool {
    let plain = |name: &str| name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let is_worded_alike =
        || old.part.value.get("description").is_some_and(|it| new.part.value.get("description") == Some(it));
    let is_named_alike = || strsim::jaro_winkler(&plain(old.name), &plain(new.name)) >= 0.9;
    (is_worded_alike() || is_named_alike())
        && !pairs.differ(Node::schema_of(pairs.base, &old.part), Node::schema_of(pairs.head, &new.part))
}

fn one<'a>(pairs: &mut Pairs<'a>, reach: &mut Collection, id: OperationId, old: &Parameter<'a>, new: &Parameter<'a>) {
    let mut all = words::of_objects(&old.part, &new.part, KNOWN);
    let name = new.name;
    if old.is_required != new.is_required && new.location != "path" {
        let message = format!(
            "the {} parameter `{name}` is {}",
            new.location,
            if new.is_required { "required" } else { "not required any more" }
        );
        let at = if new.is_required { &new.part.at } else { &old.part.at }.with_trailing_token("required");
        all.push(if new.is_required {
            Found::new(class::PARAMETER_REQUIRED, Side::Head, at, message)
                .request(Breaking, "a request without it is refused")
                .fix(format!("leave `{name}` optional, with a default"))
        } else {
            Found::new(class::PARAMETER_OPTIONAL, Side::Base, at, message)
                .request(Compatible, "a request without it is taken")
        });
    }
    let (was, is) = (Node::schema_of(pairs.base, &old.part), Node::schema_of(pairs.head, &new.part));
    // What has no parts is written alike whether its parts are written apart or not.
    let is_whole = is_scalar(pairs.base, &was) && is_scalar(pairs.head, &is);
    let heard = STYLE.into_iter().filter(|keyword| !is_whole || *keyword != "explode");
    // What moved is written as its new location has it.
    for keyword in heard.filter(|_| old.location == new.location) {
        let (was, is) = (styled(old, keyword), styled(new, keyword));
        if was != is {
            let at = new.part.at.with_trailing_token(keyword);
            let message = format!(
                "the {} parameter `{name}`: `{keyword}` was `{}` and is `{}`",
                new.location,
                shown(was.as_ref()),
                shown(is.as_ref())
            );
            let found = Found::new(class::PARAMETER_STYLE_CHANGED, Side::Head, at, message);
            all.push(found.detail([keyword]).request(Breaking, "a value in the old form is not understood"));
        }
    }
    if old.part.value.get("allowEmptyValue") != new.part.value.get("allowEmptyValue") {
        let at = new.part.at.with_trailing_token("allowEmptyValue");
        let message = format!("the {} parameter `{name}`: `allowEmptyValue` is another", new.location);
        let impact =
            if new.part.value.get("allowEmptyValue") == Some(&Value::Bool(true)) { Compatible } else { Breaking };
        let found = Found::new(class::PARAMETER_STYLE_CHANGED, Side::Head, at, message).detail(["allowEmptyValue"]);
        all.push(found.request(impact, "whether it may be sent without a value"));
    }
    let flag = |it: &Parameter<'a>| {
        it.part.keyword("deprecated").filter(|(_, it)| **it == Value::Bool(true)).map(|(at, _)| at)
    };
    all.extend(
        deprecation(flag(old), flag(new), |_| format!("the {} parameter `{name}`", new.location)).map(no_answer),
    );
    let stated = |it: &Parameter<'a>| it.part.keyword("x-assumption").map(|(at, it)| (at, it.clone()));
    all.extend(words::assumed(stated(old).as_slice(), stated(new).as_slice()).into_iter().map(no_answer));
    all.extend(null(pairs, &was, &is, true).map(no_answer));
    reach.root(id, Direction::Request, pairs.pair(was, is));
    for found in all {
        reach.add(id, Some(Direction::Request), found);
    }
}

/// Of what is only sent nothing is answered.
pub(super) fn no_answer(found: Found) -> Found {
    Found { response: None, ..found }
}

/// How a value is written: what is said, or what is meant where nothing is.
fn styled(parameter: &Parameter<'_>, keyword: &str) -> Option<Value> {
    if let Some(value) = parameter.part.value.get(keyword) {
        return Some(value.clone());
    }
    let is_form = matches!(parameter.location, "query" | "cookie");
    match keyword {
        "style" => Some(Value::from(if is_form { "form" } else { "simple" })),
        "explode" => Some(Value::from(styled(parameter, "style") == Some(Value::from("form")))),
        "allowReserved" => Some(Value::Bool(false)),
        _ => None,
    }
}

/// The body that an operation takes.
pub(super) fn body<'a>(
    pairs: &mut Pairs<'a>,
    reach: &mut Collection,
    id: OperationId,
    base: &Part<'a>,
    head: &Part<'a>,
) {
    let of = |document: &'a Document, part: &Part<'a>| {
        part.keyword("requestBody").map(|(at, it)| follow(document, at, it)).map(|(at, value)| Part { at, value })
    };
    let is_required = |part: &Part<'a>| part.value.get("required") == Some(&Value::Bool(true));
    let mut all = Vec::new();
    match (of(pairs.base, base), of(pairs.head, head)) {
        (None, None) => {}
        (None, Some(new)) if is_required(&new) => all.push(
            Found::new(class::REQUIRED_BODY_ADDED, Side::Head, new.at, "a body is needed")
                .request(Breaking, "a request without a body is refused")
                .fix("make the body optional"),
        ),
        (None, Some(new)) => all.push(
            Found::new(class::BODY_ADDED, Side::Head, new.at, "a body may be sent")
                .request(Compatible, "a request without a body is still taken"),
        ),
        (Some(old), None) => all.push(
            Found::new(class::BODY_REMOVED, Side::Base, old.at, "no body is taken any more")
                .request(Breaking, "a body is not looked at, or refused"),
        ),
        (Some(old), Some(new)) => {
            all.extend(words::of_objects(&old, &new, &["required", "content", "x-assumption"]));
            match (is_required(&old), is_required(&new)) {
                (false, true) => all.push(
                    Found::new(
                        class::BODY_REQUIRED,
                        Side::Head,
                        new.at.with_trailing_token("required"),
                        "a body is needed now",
                    )
                    .request(Breaking, "a request without a body is refused"),
                ),
                (true, false) => all.push(
                    Found::new(
                        class::BODY_OPTIONAL,
                        Side::Base,
                        old.at.with_trailing_token("required"),
                        "a body is not needed any more",
                    )
                    .request(Compatible, "a request without a body is taken"),
                ),
                _ => {}
            }
            let stated = |it: &Part<'a>| it.keyword("x-assumption").map(|(at, it)| (at, it.clone()));
            all.extend(words::assumed(stated(&old).as_slice(), stated(&new).as_slice()).into_iter().map(no_answer));
            media_types(pairs, reach, id, (&old, &new), Direction::Request, &mut all);
        }
    }
    for found in all {
        reach.add(id, Some(Direction::Request), found);
    }
}

/// What a body is written in, and its schema.
pub(super) fn media_types<'a>(
    pairs: &mut Pairs<'a>,
    reach: &mut Collection,
    id: OperationId,
    (base, head): (&Part<'a>, &Part<'a>),
    direction: Direction,
    all: &mut Vec<Found>,
) {
    let types = |part: &Part<'a>| -> Vec<(String, Part<'a>)> {
        let content = part.keyword("content");
        let types = content.iter().flat_map(|(at, it)| it.as_object().into_iter().flatten().map(move |it| (at, it)));
        types
            .map(|(at, (name, value))| (name.to_lowercase(), Part { at: at.with_trailing_token(name.as_str()), value }))
            .collect()
    };
    let is_request = direction == Direction::Request;
    let mut old = types(base);
    for (name, new) in types(head) {
        let Some(index) = old.iter().position(|(known, _)| *known == name) else {
            let message = format!("the media type `{name}` is new");
            all.push(if is_request {
                Found::new(class::REQUEST_MEDIA_TYPE_ADDED, Side::Head, new.at, message)
                    .request(Compatible, "a body may also be written in it")
            } else {
                Found::new(class::RESPONSE_MEDIA_TYPE_ADDED, Side::Head, new.at, message)
                    .response(Breaking, "answers may be written in what readers cannot read")
                    .fix("answer with it only when it is asked for")
            });
            continue;
        };
        let (_, known) = old.remove(index);
        all.extend(words::of_objects(&known, &new, &["schema", "encoding"]));
        let encodings = [known.value.get("encoding"), new.value.get("encoding")];
        if encodings[0] != encodings[1] {
            let at = new.at.with_trailing_token("encoding");
            let found =
                Found::new(class::ENCODING_CHANGED, Side::Head, at, "the parts of the body are encoded in another way");
            let why = "a body in the old form is not understood";
            all.push(if is_request { found.request(Breaking, why) } else { found.response(Breaking, why) });
        }
        let (was, is) = (Node::schema_of(pairs.base, &known), Node::schema_of(pairs.head, &new));
        let limit = |it: Found| if is_request { no_answer(it) } else { Found { request: None, ..it } };
        all.extend(null(pairs, &was, &is, false).map(limit));
        reach.root(id, direction, pairs.pair(was, is));
    }
    for (name, known) in old {
        let message = format!("the media type `{name}` is gone");
        all.push(if is_request {
            Found::new(class::REQUEST_MEDIA_TYPE_REMOVED, Side::Base, known.at, message)
                .request(Breaking, "a body written in it is refused")
                .fix("keep taking it for a release")
        } else {
            Found::new(class::RESPONSE_MEDIA_TYPE_REMOVED, Side::Base, known.at, message)
                .response(Breaking, "readers that ask for it get something else")
                .fix("keep answering with it for a release")
        });
    }
}
