//! Who may call, and where.

use std::collections::BTreeSet;

use contacts_openapi::{Direction, Operation, list};
use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::Impact::{Breaking, Compatible};
use super::super::Side;
use super::classes as class;
use super::found::{Found, shown};
use super::node::Part;
use super::pairs::Pairs;
use super::reach::{Collection, OperationId};
use super::words;

/// One of the alternatives of which any is enough: all that is needed at once, as scheme and scope.
type Alternative = BTreeSet<(String, String)>;

/// Who may call an operation.
struct Callers {
    /// Where it is said.
    at: PointerBuf,
    /// The alternatives with their places; one that needs nothing where nobody is asked for anything.
    all: Vec<(PointerBuf, Alternative)>,
}

impl Callers {
    /// Where it is said that no token is needed.
    fn open_at(&self) -> Option<&PointerBuf> {
        self.all.iter().find(|(_, needed)| needed.is_empty()).map(|(at, _)| at)
    }

    /// The alternatives that need a token.
    fn by_token(&self) -> impl Iterator<Item = &(PointerBuf, Alternative)> {
        self.all.iter().filter(|(_, needed)| !needed.is_empty())
    }

    /// Whether a token with these scopes is enough.
    fn take(&self, token: &Alternative) -> bool {
        self.all.iter().any(|(_, needed)| needed.is_subset(token))
    }
}

fn callers(operation: &Operation<'_>, root: &Value) -> Callers {
    let (owner, at) = match operation.value.get("security") {
        Some(_) => (operation.value, operation.pointer.clone()),
        None => (root, PointerBuf::new()),
    };
    let at = at.with_trailing_token("security");
    let all = list(owner, "security").enumerate().map(|(index, requirement)| {
        let schemes = requirement.as_object().into_iter().flatten();
        let needed = schemes.flat_map(|(scheme, scopes)| {
            let scopes = scopes.as_array().into_iter().flatten().filter_map(Value::as_str);
            // A scheme without scopes is needed all the same.
            std::iter::once("").chain(scopes).map(move |scope| (scheme.clone(), scope.to_owned()))
        });
        (at.with_trailing_token(index), needed.collect::<Alternative>())
    });
    let mut all: Vec<_> = all.collect();
    if all.is_empty() {
        all.push((at.clone(), Alternative::new()));
    }
    Callers { at, all }
}

fn called(alternative: &Alternative) -> String {
    let scopes: Vec<String> =
        alternative.iter().filter(|(_, scope)| !scope.is_empty()).map(|(_, scope)| format!("`{scope}`")).collect();
    if scopes.is_empty() {
        let schemes: Vec<String> = alternative.iter().map(|(scheme, _)| format!("`{scheme}`")).collect();
        return format!("any token of {}", schemes.join(" and "));
    }
    format!("a token with {}", scopes.join(" and "))
}

fn detail(alternative: &Alternative) -> Vec<String> {
    alternative.iter().map(|(scheme, scope)| format!("{scheme}:{scope}")).collect()
}

pub(super) fn of_operation(
    pairs: &Pairs<'_>,
    reach: &mut Collection,
    id: OperationId,
    base: &Operation<'_>,
    head: &Operation<'_>,
) {
    let (old, new) = (callers(base, pairs.base.root()), callers(head, pairs.head.root()));
    let mut add = |found| reach.add(id, Some(Direction::Request), found);
    match (old.open_at(), new.open_at()) {
        (None, Some(at)) => {
            // A list that is gone or empty is told where it was, an alternative where it is.
            let (side, at) = if *at == new.at { (Side::Base, &old.at) } else { (Side::Head, at) };
            add(Found::new(class::SECURITY_REMOVED, side, at.clone(), "a call needs no token any more")
                .request(Compatible, "a request with a token is still taken"));
        }
        (Some(_), None) => {
            add(Found::new(class::SECURITY_ADDED, Side::Head, new.at.clone(), "a call needs a token now")
                .request(Breaking, "a request without a token is refused")
                .fix("keep `{}` as an alternative in `security` for a release"));
        }
        _ => {}
    }
    for (at, alternative) in new.by_token() {
        if !old.take(alternative) {
            let message = format!("{} is enough", called(alternative));
            add(Found::new(class::SCOPE_ALTERNATIVE_ADDED, Side::Head, at.clone(), message)
                .detail(detail(alternative))
                .request(Compatible, "who may call may still call"));
        }
    }
    for (at, alternative) in old.by_token() {
        if !new.take(alternative) {
            let message = format!("{} is not enough any more", called(alternative));
            add(Found::new(class::SCOPE_INSUFFICIENT, Side::Base, at.clone(), message)
                .detail(detail(alternative))
                .request(Breaking, "a request with that alone is refused")
                .fix("keep the old scope as an alternative"));
        }
    }
}

/// The addresses that an operation is called at.
pub(super) fn servers(
    pairs: &Pairs<'_>,
    reach: &mut Collection,
    id: OperationId,
    base: &Operation<'_>,
    head: &Operation<'_>,
) {
    let effective = |document: &contacts_openapi::Document, operation: &Operation<'_>| -> Vec<(PointerBuf, String)> {
        let path = PointerBuf::from_tokens(["paths", operation.path]);
        for at in [operation.pointer.clone(), path, PointerBuf::new()] {
            let Some(owner) = document.pointer(at.as_str()) else { continue };
            if owner.get("servers").is_some() {
                let at = at.with_trailing_token("servers");
                let all = list(owner, "servers").enumerate();
                return all.map(|(index, server)| (at.with_trailing_token(index), address(server))).collect();
            }
        }
        Vec::new()
    };
    let (old, new) = (effective(pairs.base, base), effective(pairs.head, head));
    let gone: Vec<_> = old.iter().filter(|(_, url)| !new.iter().any(|(_, it)| it == url)).collect();
    let come: Vec<_> = new.iter().filter(|(_, url)| !old.iter().any(|(_, it)| it == url)).collect();
    let mut add = |found| reach.add(id, Some(Direction::Request), found);
    if let ([(_, from)], [(at, to)]) = (&gone[..], &come[..]) {
        return add(Found::new(
            class::SERVER_CHANGED,
            Side::Head,
            at.clone(),
            format!("the server was {from} and is {to}"),
        )
        .detail([from, to])
        .request(Breaking, format!("a request to {from} finds nobody"))
        .fix("keep the old address beside the new one for a release"));
    }
    for (at, url) in come {
        add(Found::new(class::SERVER_ADDED, Side::Head, at.clone(), format!("the server {url} is new"))
            .detail([url])
            .request(Compatible, "requests may go there too"));
    }
    for (at, url) in gone {
        add(Found::new(class::SERVER_REMOVED, Side::Base, at.clone(), format!("the server {url} is gone"))
            .detail([url])
            .request(Breaking, "a request to it finds nobody")
            .fix("keep the old address for a release"));
    }
}

/// An address with what its variables stand for.
fn address(server: &Value) -> String {
    let mut url = shown(server.get("url"));
    for (name, variable) in server.get("variables").and_then(Value::as_object).into_iter().flatten() {
        url = url.replace(&format!("{{{name}}}"), &shown(variable.get("default")));
    }
    url
}

/// The security schemes of the documents.
pub(super) fn schemes(pairs: &Pairs<'_>, reach: &mut Collection) {
    const AT: &str = "/components/securitySchemes";
    let schemes = |document: &contacts_openapi::Document| -> Vec<(String, Value)> {
        let members = document.pointer(AT).and_then(Value::as_object).into_iter().flatten();
        members.map(|(name, value)| (name.clone(), value.clone())).collect()
    };
    let (old, new) = (schemes(pairs.base), schemes(pairs.head));
    let at = |name: &str| PointerBuf::from_tokens(["components", "securitySchemes", name]);
    for (name, value) in &new {
        let Some((_, known)) = old.iter().find(|(known, _)| known == name) else {
            let message = format!("the security scheme `{name}` is new");
            reach.add_apart(Found::new(class::SECURITY_SCHEME_CHANGED, Side::Head, at(name), message).detail([name]));
            continue;
        };
        scheme(reach, &Part { at: at(name), value: known }, &Part { at: at(name), value });
    }
    for (name, _) in old.iter().filter(|(name, _)| !new.iter().any(|(known, _)| known == name)) {
        let message = format!("the security scheme `{name}` is gone");
        reach.add_apart(Found::new(class::SECURITY_SCHEME_CHANGED, Side::Base, at(name), message).detail([name]));
    }
}

fn scheme(reach: &mut Collection, base: &Part<'_>, head: &Part<'_>) {
    for found in words::of_objects(
        base,
        head,
        &["type", "flows", "x-token", "name", "in", "scheme", "bearerFormat", "openIdConnectUrl", "x-assumption"],
    ) {
        reach.add_apart(found);
    }
    super::facts::of_tokens(reach, base, head);
    let changed = |keyword: &str, at: PointerBuf, from: Option<&Value>, to: Option<&Value>| {
        let side = if to.is_none() { Side::Base } else { Side::Head };
        let message = format!("`{keyword}` of tokens was {} and is {}", shown(from), shown(to));
        Found::new(class::SECURITY_SCHEME_CHANGED, side, at, message)
            .detail([shown(from), shown(to)])
            .request(Breaking, "a token that is asked for or sent the old way is refused")
            .fix("take both for a release")
    };
    for keyword in ["type", "name", "in", "scheme", "openIdConnectUrl"] {
        let (from, to) = (base.value.get(keyword), head.value.get(keyword));
        if from != to {
            reach.add_to_all(changed(keyword, head.at.with_trailing_token(keyword), from, to));
        }
    }
    let flows = |part: &Part<'_>| -> Vec<String> {
        part.value.get("flows").and_then(Value::as_object).into_iter().flat_map(|it| it.keys().cloned()).collect()
    };
    let mut all = flows(head);
    all.extend(flows(base).into_iter().filter(|name| !flows(head).contains(name)));
    for name in all {
        let at = head.at.with_trailing_token("flows").with_trailing_token(name.as_str());
        let flow = |part: &Part<'_>| part.value.get("flows").and_then(|it| it.get(&name)).cloned();
        let (old, new) = (flow(base), flow(head));
        let (Some(old), Some(new)) = (&old, &new) else {
            let message = format!("the flow `{name}` is {}", if old.is_none() { "new" } else { "gone" });
            let found = Found::new(
                class::SECURITY_SCHEME_CHANGED,
                if old.is_none() { Side::Head } else { Side::Base },
                at,
                message,
            );
            reach.add_to_all(if old.is_none() {
                found.request(Compatible, "there is one more way to a token")
            } else {
                found.request(Breaking, "no token can be had that way").fix("keep the flow for a release")
            });
            continue;
        };
        for keyword in ["authorizationUrl", "tokenUrl", "refreshUrl"] {
            let (from, to) = (old.get(keyword), new.get(keyword));
            if from != to {
                reach.add_to_all(changed(keyword, at.with_trailing_token(keyword), from, to));
            }
        }
        scopes(reach, &at.with_trailing_token("scopes"), old.get("scopes"), new.get("scopes"));
    }
}

/// The scopes that can be asked for, and what is said of them.
fn scopes(reach: &mut Collection, at: &PointerBuf, base: Option<&Value>, head: Option<&Value>) {
    let scopes = |value: Option<&Value>| value.and_then(Value::as_object).cloned().unwrap_or_default();
    let (old, new) = (scopes(base), scopes(head));
    for (name, words) in &new {
        let at = at.with_trailing_token(name.as_str());
        match old.get(name) {
            None => reach.add_to_all(
                Found::new(class::SCOPE_DECLARED, Side::Head, at, format!("the scope `{name}` can be asked for"))
                    .request(Compatible, "who has a token needs no other"),
            ),
            Some(known) if known != words => {
                reach.add_apart(Found::new(
                    class::DESCRIPTION_CHANGED,
                    Side::Head,
                    at,
                    format!("the words of the scope `{name}` are others"),
                ));
            }
            Some(_) => {}
        }
    }
    for name in old.keys().filter(|name| !new.contains_key(*name)) {
        let at = at.with_trailing_token(name.as_str());
        reach.add_to_all(
            Found::new(
                class::SCOPE_UNDECLARED,
                Side::Base,
                at,
                format!("the scope `{name}` cannot be asked for any more"),
            )
            .request(Breaking, "a token with it cannot be had")
            .fix("keep the scope for a release"),
        );
    }
}
