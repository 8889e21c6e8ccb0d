//! Definitions of custom properties.
//!
//! What no page decides, and how it is here: a sandbox is one domain, and every other is one that the caller has no
//! right to; any caller with the scope may define; of what is wrong with a new definition the domain is told first,
//! then that there are too many, then a name that is taken; definitions with one place in the order come by age; what
//! is fixed may be said again in a PATCH body as it is; null takes the place in the order and the names by language
//! away, and nothing else. The values under a definition that is deleted go at once, which does not count as a change
//! of the contacts that had them.

use bytes::Bytes;
use serde_json_borrow::Value;

use super::contacts::parse;
use super::withdrawal::{Reference, withdraw};
use crate::record::Kind;
use crate::refusal::Refusal;
use crate::request::{Answer, Request};
use crate::service::Service;
use crate::shape::quoted;
use crate::state::properties::Definition;
use crate::state::{State, line};

/// What cannot be changed.
const FIXED: [&str; 3] = ["propertyName", "propertyType", "multiValued"];

/// The member that the list of definitions stands in.
const ITEMS: &str = "customProperties";

/// GET /contacts/custom-properties
pub(super) fn list(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    is_query_of_domain(request)?;
    let mut body = format!("{{\"{ITEMS}\":[").into_bytes();
    for (index, definition) in state.properties.sorted().into_iter().enumerate() {
        if index > 0 {
            body.push(b',');
        }
        body.extend_from_slice(&definition.json);
    }
    body.extend_from_slice(b"]}");
    Ok(Answer::json(request, body))
}

/// POST /contacts/custom-properties
pub(super) fn create(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    if request.member(&["domainId"]).and_then(whole) != Some(request.service.domain) {
        return Err(other_domain(request.service, "/domainId"));
    }
    if state.properties.len() >= request.service.properties_per_domain {
        return Err(Refusal::limit_exceeded(request.operation.constraint("custom-properties-per-domain")));
    }
    if request.text(&["propertyName"]).is_some_and(|name| state.properties.named(name).is_some()) {
        return Err(Refusal::already_exist("/propertyName", request.operation.constraint("property-name-unique")));
    }
    is_display_name_free(state, request, None)?;
    let id = state.identify(&request.service.looks.property);
    let definition = written(request.service, &id, request.json(), None)?;
    Ok(kept(state, request, definition))
}

/// GET /contacts/custom-properties/{customPropertyId}
pub(super) fn get(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    is_query_of_domain(request)?;
    Ok(Answer::json(request, meant(state, request)?.json.clone()))
}

/// PATCH /contacts/custom-properties/{customPropertyId}
pub(super) fn patch(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    let old = meant(state, request)?;
    let stored = parse(&old.json)?;
    let given = |name: &str| request.body().and_then(|body| body.as_object()?.get(name));
    let fixed = FIXED
        .into_iter()
        .find(|name| given(name).is_some_and(|given| stored.as_object().and_then(|it| it.get(name)) != Some(given)));
    if let Some(name) = fixed {
        return Err(request.constraint(&format!("/{name}"), "custom-property-fixed-members"));
    }
    for (name, what) in [("domainId", "a domain"), ("displayName", "a name to show")] {
        if given(name).is_some_and(Value::is_null) {
            let message = format!("a definition has {what}; leave the member out to keep it");
            return Err(Refusal::invalid(&format!("/{name}"), message));
        }
    }
    if given("domainId").is_some_and(|given| whole(given) != Some(request.service.domain)) {
        return Err(other_domain(request.service, "/domainId"));
    }
    is_display_name_free(state, request, Some(&old.id))?;
    let definition = written(request.service, &old.id, request.json(), Some(&stored))?;
    Ok(kept(state, request, definition))
}

/// DELETE /contacts/custom-properties/{customPropertyId}
pub(super) fn delete(state: &mut State, request: &Request<'_>) -> Result<Answer, Refusal> {
    is_query_of_domain(request)?;
    let id = meant(state, request)?.id.clone();
    if let Some(definition) = state.properties.remove(&id) {
        state.note(Kind::CustomProperty, &id, || None);
        withdraw(state, request.service, Reference::Property(&definition.property_name));
    }
    Ok(Answer::empty(request))
}

/// Adds a definition that a record holds.
pub(crate) fn load(service: &Service, state: &mut State, value: &str) -> Result<(), String> {
    let json = value;
    let value: Value<'_> = serde_json::from_str(json).map_err(|error| error.to_string())?;
    let member = |name: &str| value.as_object().and_then(|it| it.get(name));
    let text = |name: &str| {
        let text = member(name).and_then(Value::as_str);
        text.ok_or_else(|| format!("the definition of a custom property needs a `{name}`"))
    };
    let id = text("customPropertyId")?;
    let (name, display_name) = (text("propertyName")?, text("displayName")?);
    if !service.custom_values.knows(text("propertyType")?) {
        return Err("the `propertyType` of a definition is none that the document knows".to_owned());
    }
    if member("domainId").and_then(whole) != Some(service.domain) {
        return Err(format!("the `domainId` of a definition must be that of the sandbox, {}", service.domain));
    }
    let others: Vec<&Definition> = state.properties.iter().filter(|it| it.id != id).collect();
    if others.len() >= service.properties_per_domain {
        return Err(format!("a domain has at most {} custom properties", service.properties_per_domain));
    }
    if others.iter().any(|it| it.property_name == name || it.display_name == display_name) {
        return Err("two definitions of custom properties share a name".to_owned());
    }
    let definition = written(service, id, json, None).map_err(|refusal| refusal.description)?;
    keep(state, definition);
    Ok(())
}

/// The definition that the path of a request means, by its id or by its property name; an id has characters that no
/// name has.
fn meant<'s>(state: &'s State, request: &Request<'_>) -> Result<&'s Definition, Refusal> {
    let name = request.subject();
    let definition = state.properties.get(name).or_else(|| state.properties.named(name));
    definition.ok_or_else(|| Refusal::not_found("there is no such definition"))
}

/// Whether the query means the sandbox's domain, which it does if it names none.
fn is_query_of_domain(request: &Request<'_>) -> Result<(), Refusal> {
    match request.query("domainId") {
        Some(given) if given.parse() != Ok(request.service.domain) => {
            Err(other_domain(request.service, "/query/domainId"))
        }
        _ => Ok(()),
    }
}

fn other_domain(service: &Service, pointer: &str) -> Refusal {
    Refusal::forbidden(format!("{pointer}: the token is one of the domain {}", service.domain))
}

/// Whether the name to show that a body gives can be given to a definition.
fn is_display_name_free(state: &State, request: &Request<'_>, id: Option<&str>) -> Result<(), Refusal> {
    let name = request.text(&["displayName"]);
    if state.properties.iter().any(|it| Some(&*it.display_name) == name && Some(&*it.id) != id) {
        return Err(Refusal::already_exist("/displayName", request.operation.constraint("display-name-unique")));
    }
    Ok(())
}

/// A definition with its JSON, of what is given and of what was stored before.
fn written(service: &Service, id: &str, given: &str, stored: Option<&Value<'_>>) -> Result<Definition, Refusal> {
    let (id_json, domain) = (quoted(id), service.domain.to_string());
    let set = [("customPropertyId", &*id_json), ("domainId", &*domain)];
    let json = Bytes::from(service.property_shape.write(&set, given, stored)?.json);
    let value = parse(&json)?;
    let member = |name: &str| value.as_object().and_then(|it| it.get(name));
    let text = |name: &str| member(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    Ok(Definition {
        id: id.to_owned(),
        property_name: text("propertyName"),
        display_name: text("displayName"),
        display_order: member("displayOrder").and_then(whole),
        property_type: text("propertyType"),
        is_multi_valued: member("multiValued").and_then(Value::as_bool).unwrap_or_default(),
        json: json.clone(),
    })
}

/// A whole number, also one that is written with a fraction of zero.
fn whole(value: &Value<'_>) -> Option<i64> {
    let written = |number: f64| (number.fract() == 0.0).then(|| format!("{number:.0}"));
    value.as_i64().or_else(|| written(value.as_f64()?)?.parse().ok())
}

/// The answer to a request that led to a definition, which is kept.
fn kept(state: &mut State, request: &Request<'_>, definition: Definition) -> Answer {
    let answer = Answer::json(request, definition.json.clone());
    keep(state, definition);
    answer
}

fn keep(state: &mut State, definition: Definition) {
    state.note(Kind::CustomProperty, &definition.id, || Some(record(&definition)));
    state.properties.insert(definition);
}

/// The record of a definition.
pub(crate) fn record(definition: &Definition) -> Vec<u8> {
    line(Kind::CustomProperty, String::from_utf8_lossy(&definition.json).into_owned())
}

#[cfg(test)]
mod tests {
    use contacts_openapi::Document;
    use serde_json::json;

    use super::*;
    use crate::Sandbox;

    #[test]
    fn definitions_are_loaded_as_answers_carry_them_unless_no_domain_could_have_them() {
        let service = Service::new(Sandbox::builder().into_settings()).expect("it can be");
        let mut state = State::new(0, true);
        let definition = |id: &str, name: &str| {
            json!({"domainId": service.domain, "displayName": name, "i18nDisplayNames": [], "displayOrder": 3,
                "propertyName": name, "propertyType": "LINK", "multiValued": true, "customPropertyId": id})
        };
        let with = |name: &str, value: serde_json::Value| {
            let mut definition = definition("new", "new");
            definition[name] = value;
            definition
        };
        let load = |state: &mut State, definition: &serde_json::Value| load(&service, state, &definition.to_string());
        for (id, name) in [("2", "b"), ("1", "a"), ("3", "c"), ("4", "d")] {
            assert_eq!(load(&mut state, &definition(id, name)), Ok(()));
            assert_eq!(load(&mut state, &definition(id, name)), Ok(()), "it takes its own place");
        }
        for wrong in [
            with("customPropertyId", json!(null)),
            with("propertyName", json!("a")),
            with("displayName", json!("a")),
            with("propertyType", json!("DATE")),
            with("domainId", json!(5)),
            json!([]),
        ] {
            assert!(load(&mut state, &wrong).is_err(), "{wrong}");
        }
        assert_eq!(load(&mut state, &definition("5", "e")), Ok(()));
        assert!(load(&mut state, &definition("6", "f")).is_err());
        let ids: Vec<&str> = state.properties.iter().map(|it| it.id.as_str()).collect();
        assert_eq!(ids, ["2", "1", "3", "4", "5"]);
        let json = state.properties.get("1").and_then(|it| serde_json::from_slice(&it.json).ok());
        assert_eq!(json, Some(definition("1", "a")));
        assert_eq!(state.take_changes().len(), 9);
    }

    #[test]
    fn the_members_that_behaviour_hangs_on_are_those_of_the_document() {
        let document = Document::contacts();
        let has = |schema: &str, name: &str| {
            let schema = document.pointer(&format!("/components/schemas/{schema}")).expect("it is there");
            document.properties(schema).iter().any(|(known, _)| *known == name)
        };
        for name in FIXED {
            let is_fixed = has("ContactCustomPropertyCreate", name) && !has("ContactCustomPropertyPatch", name);
            assert!(is_fixed, "{name}");
        }
        for name in ["domainId", "displayName", "displayOrder"] {
            assert!(has("ContactCustomPropertyPatch", name), "{name}");
        }
        assert!(has("ContactCustomProperty", "customPropertyId") && has("CustomPropertyList", ITEMS));
    }
}
