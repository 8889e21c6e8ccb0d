//! Whether paths can be requested, and told apart.

use std::collections::BTreeMap;

use contacts_openapi::{Method, list};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::objects::Kind;
use super::shape::Outline;
use crate::lint::Lint;

pub(super) fn check(lint: &mut Lint<'_>, outline: &Outline<'_>) {
    let items = lint.document.pointer("/paths").and_then(Value::as_object);
    let items: Vec<(&str, &Value)> = items
        .into_iter()
        .flatten()
        .filter(|(path, _)| !path.starts_with("x-"))
        .map(|(path, item)| (path.as_str(), item))
        .collect();
    for (path, _) in &items {
        template(lint, path);
    }
    apart(lint, &items);
    for node in &outline.nodes {
        match node.kind {
            Kind::PathItem | Kind::Operation => parameters(lint, node.value, &node.at),
            Kind::Parameter if node.text("in") == Some("path") && !node.is("required") => {
                let name = node.text("name").unwrap_or_default();
                let message = format!("the path parameter `{name}` is not said to be required");
                lint.report("optional-path-parameter", node.at.clone(), message, "add `required: true`");
            }
            _ => {}
        }
    }
}

fn template(lint: &mut Lint<'_>, path: &str) {
    let mut report = |message: String, help: String| {
        lint.report("path-template", PointerBuf::from_tokens(["paths", path]), message, help);
    };
    let (plain, rest) = path.split_at(path.find(['?', '#']).unwrap_or(path.len()));
    if !rest.is_empty() {
        let help = format!("write `{plain}`, and what follows as parameters with `in: query`");
        report(format!("`{path}` has more than a path in it"), help);
    }
    if plain.len() > 1 && plain.ends_with('/') {
        report(format!("`{path}` ends with a slash"), format!("write `{}`", plain.trim_end_matches('/')));
    }
    if plain.trim_end_matches('/').contains("//") {
        report(format!("`{path}` has an empty segment"), "drop one of the slashes".to_owned());
    }
    if plain.contains("{}") {
        report(format!("`{path}` has a parameter without a name"), "write `{name}`".to_owned());
    }
    if plain.split('/').any(|segment| !is_balanced(segment)) {
        let help = "write each parameter as `{name}`, within one segment".to_owned();
        report(format!("the braces of `{path}` do not match"), help);
    }
}

fn is_balanced(segment: &str) -> bool {
    let mut is_open = false;
    segment.chars().all(|letter| match letter {
        '{' => !std::mem::replace(&mut is_open, true),
        '}' => std::mem::replace(&mut is_open, false),
        _ => true,
    }) && !is_open
}

/// What a segment of a template takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Segment<'p> {
    Text(&'p str),
    Parameter,
    /// Text and parameters.
    Mixed(&'p str),
}

impl<'p> Segment<'p> {
    fn of(segment: &'p str) -> Self {
        match segment.find('{') {
            None => Segment::Text(segment),
            Some(0) if segment.find('}') == Some(segment.len() - 1) => Segment::Parameter,
            Some(_) => Segment::Mixed(segment),
        }
    }

    /// The less it takes, the sooner it is looked at.
    fn rank(self) -> u8 {
        match self {
            Segment::Text(_) => 0,
            Segment::Mixed(_) => 1,
            Segment::Parameter => 2,
        }
    }

    /// Whether some text fits both.
    fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Segment::Text(one), Segment::Text(other)) => one == other,
            (Segment::Text(text), Segment::Mixed(mixed)) | (Segment::Mixed(mixed), Segment::Text(text)) => {
                text.starts_with(before(mixed)) && text.ends_with(after(mixed))
            }
            (Segment::Mixed(one), Segment::Mixed(other)) => {
                let meet = |one: &str, other: &str, has: fn(&str, &str) -> bool| has(one, other) || has(other, one);
                meet(before(one), before(other), |one, other| one.starts_with(other))
                    && meet(after(one), after(other), |one, other| one.ends_with(other))
            }
            _ => true,
        }
    }
}

/// The text of a segment before its first parameter.
fn before(mixed: &str) -> &str {
    mixed.split('{').next().unwrap_or_default()
}

/// The text of a segment after its last parameter.
fn after(mixed: &str) -> &str {
    mixed.rsplit('}').next().unwrap_or_default()
}

/// A path without the names of its parameters.
fn form(path: &str) -> String {
    let mut parts = path.split('{');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |form, part| form + "{}" + part.split_once('}').map_or("", |(_, rest)| rest))
}

fn apart(lint: &mut Lint<'_>, items: &[(&str, &Value)]) {
    let mut forms: BTreeMap<String, &str> = BTreeMap::new();
    for (index, (path, item)) in items.iter().enumerate() {
        let at = PointerBuf::from_tokens(["paths", path]);
        if let Some(other) = forms.insert(form(path), path) {
            let message = format!("`{path}` and `{other}` are the same but for the names of their parameters");
            lint.report("identical-paths", at, message, "describe all methods under one of the two");
            continue;
        }
        for (other, beside) in &items[..index] {
            if form(path) != form(other)
                && let Some(method) = shared_method(item, beside)
                && are_ambiguous(path, other)
            {
                let message = format!("a {method} request can fit `{path}` and `{other}`, and neither comes first");
                let help = "let one of the two have text wherever they differ, or accept it with a reason";
                lint.report("ambiguous-paths", at.clone(), message, help);
            }
        }
    }
}

/// A method that both of two path items have.
fn shared_method(one: &Value, other: &Value) -> Option<Method> {
    let has = |item: &Value, method: Method| item.get(method.as_str().to_lowercase()).is_some();
    Method::ALL.into_iter().find(|method| has(one, *method) && has(other, *method))
}

/// Whether a request can fit both, and neither is text wherever they differ.
fn are_ambiguous(one: &str, other: &str) -> bool {
    let count = |path: &str| path.split('/').count();
    let pairs = || one.split('/').zip(other.split('/')).map(|(one, other)| (Segment::of(one), Segment::of(other)));
    if count(one) != count(other) || !pairs().all(|(one, other)| one.meets(other)) {
        return false;
    }
    let is_behind = |one: Segment<'_>, other: Segment<'_>| match (one, other) {
        (Segment::Mixed(one), Segment::Mixed(other)) => form(one) != form(other),
        (one, other) => one.rank() > other.rank(),
    };
    pairs().any(|(one, other)| is_behind(one, other)) && pairs().any(|(one, other)| is_behind(other, one))
}

/// Parameters that a list names twice.
fn parameters(lint: &mut Lint<'_>, value: &Value, at: &PointerBuf) {
    let document = lint.document;
    let mut seen: Vec<(&str, &str)> = Vec::new();
    for (index, parameter) in list(value, "parameters").enumerate() {
        let parameter = document.follow(parameter);
        let text = |member: &str| parameter.get(member).and_then(Value::as_str);
        let (Some(name), Some(place)) = (text("name"), text("in")) else { continue };
        if seen.contains(&(name, place)) {
            let at = at.with_trailing_token("parameters").with_trailing_token(index);
            let message = format!("the {place} parameter `{name}` stands there twice");
            lint.report("parameter-twice", at, message, "drop one of the two");
        }
        seen.push((name, place));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_paths_that_a_request_can_fit_the_one_with_text_wherever_they_differ_comes_first() {
        let rows = [
            ("/contacts/custom-properties/{id}", "/contacts/{contactId}/photo", true),
            ("/a/{b}", "/a/b", false),
            ("/a/{b}", "/a/{b}/c", false),
            ("/a/{b}.json", "/a/v{c}", true),
            ("/a/{b}.json", "/a/{c}.xml", false),
            ("/a/{b}.json/c", "/a/{c}/c", false),
            ("/a/x{b}", "/a/{c}y", true),
            ("/a/x{b}", "/a/z{c}", false),
            ("/a/x{b}", "/a/x{c}", false),
            ("", "/", false),
        ];
        for (one, other, expected) in rows {
            assert_eq!(are_ambiguous(one, other), expected, "{one} {other}");
            assert_eq!(are_ambiguous(other, one), expected, "{other} {one}");
        }
    }

    #[test]
    fn paths_are_the_same_but_for_names() {
        assert_eq!(form("/a/{b}/c.{d}"), "/a/{}/c.{}");
        assert_eq!(form("/a"), "/a");
        assert_eq!(form("{a}/b"), form("{c}/b"));
        assert_eq!(form("/{a"), "/{}");
    }
}
