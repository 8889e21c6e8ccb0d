//! Whether a document is made of the objects that `OpenAPI` 3.0.3 knows. The one walk that finds out leaves an outline
//! behind, and the rules that look at what the objects say go by that.

use contacts_openapi::validate::nearest;
use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::objects::{Form, Kind};
use crate::lint::Lint;

/// An object of the specification in the document.
#[derive(Debug)]
pub(super) struct Node<'a> {
    pub(super) kind: Kind,
    pub(super) at: PointerBuf,
    pub(super) value: &'a Value,
}

/// A reference that stands in the place of an object.
#[derive(Debug)]
pub(super) struct Reference<'a> {
    /// What it must lead to.
    pub(super) kind: Kind,
    /// Where it stands.
    pub(super) at: PointerBuf,
    pub(super) target: &'a str,
}

/// Every object and every reference of a document, in its order. An object that stands behind a reference is there
/// once, where it is written.
#[derive(Debug, Default)]
pub(super) struct Outline<'a> {
    pub(super) nodes: Vec<Node<'a>>,
    pub(super) references: Vec<Reference<'a>>,
}

impl<'a> Outline<'a> {
    /// The objects of a kind.
    pub(super) fn of(&self, kind: Kind) -> impl Iterator<Item = &Node<'a>> {
        self.nodes.iter().filter(move |node| node.kind == kind)
    }
}

impl<'a> Node<'a> {
    /// A member that is a text.
    pub(super) fn text(&self, member: &str) -> Option<&'a str> {
        self.value.get(member).and_then(Value::as_str)
    }

    /// Where a member stands.
    pub(super) fn member(&self, name: &str) -> PointerBuf {
        self.at.with_trailing_token(name)
    }

    /// Whether a member stands there and is true.
    pub(super) fn is(&self, member: &str) -> bool {
        self.value.get(member) == Some(&Value::Bool(true))
    }
}

/// Takes a document apart, and reports what is no part of any.
pub(super) fn outline<'a>(lint: &mut Lint<'a>) -> Outline<'a> {
    let root = lint.document.root();
    let mut shape = Shape { lint, outline: Outline::default() };
    shape.form(Form::Of(Kind::Document), &mut PointerBuf::new(), root);
    shape.outline
}

struct Shape<'l, 'a> {
    lint: &'l mut Lint<'a>,
    outline: Outline<'a>,
}

impl<'a> Shape<'_, 'a> {
    fn report(&mut self, rule: &'static str, at: &Pointer, message: String, help: impl Into<String>) {
        self.lint.report(rule, at.to_owned(), message, help);
    }

    /// Holds a value to what is wanted in its place.
    fn form(&mut self, form: Form, at: &mut PointerBuf, value: &'a Value) {
        match (form, value) {
            (Form::Of(kind), Value::Object(_)) => self.object(kind, at, value),
            (Form::SchemaOrFlag, Value::Object(_)) => self.object(Kind::Schema, at, value),
            (Form::List(form), Value::Array(items)) => {
                for (index, item) in items.iter().enumerate() {
                    within(at, &index.to_string(), |at| self.form(*form, at, item));
                }
            }
            (Form::Map(form), Value::Object(members)) => {
                for (name, member) in members {
                    self.component_name(at, name);
                    within(at, name, |at| self.form(*form, at, member));
                }
            }
            (Form::Url | Form::Email, Value::String(text)) => {
                let is_sound = if matches!(form, Form::Url) { is_url(text) } else { is_email(text) };
                if !is_sound {
                    let help = "write it as it is typed into a browser or a mail";
                    self.report("field-value", at, format!("{value} is not {}", form.name()), help);
                }
            }
            (Form::OneOf(known), Value::String(text)) if !known.contains(&text.as_str()) => {
                let help = match nearest(known.iter().copied(), text) {
                    Some(near) => format!("write `{near}`; possible are {}", known.join(", ")),
                    None => format!("possible are {}", known.join(", ")),
                };
                self.report("field-value", at, format!("{value} is none of the values that are possible here"), help);
            }
            (Form::Any, _)
            | (Form::Text | Form::OneOf(_), Value::String(_))
            | (Form::Flag | Form::SchemaOrFlag, Value::Bool(_))
            | (Form::Number, Value::Number(_)) => {}
            (Form::Count, Value::Number(number)) if number.is_u64() => {}
            _ => {
                let message = format!("expected {}, found {}", form.name(), found(value));
                let help = match (form, value) {
                    (Form::Text | Form::OneOf(_), Value::Number(_) | Value::Bool(_)) => {
                        format!("quote it: `'{value}'`")
                    }
                    (Form::List(_), _) => "write `[...]`, or one `- ` a line".to_owned(),
                    (Form::Of(_) | Form::Map(_), Value::Null) => "fill it, or leave the field out".to_owned(),
                    _ => format!("write {} here, or leave the field out", form.name()),
                };
                self.report("field-type", at, message, help);
            }
        }
    }

    fn object(&mut self, kind: Kind, at: &mut PointerBuf, value: &'a Value) {
        if kind.may_be_referred_to()
            && let Some(reference) = value.get("$ref")
        {
            return self.reference(kind, at, value, reference);
        }
        let kind = match (kind, value.get("type").and_then(Value::as_str)) {
            (Kind::SecurityScheme, Some("apiKey")) => Kind::ApiKey,
            (Kind::SecurityScheme, Some("http")) => Kind::Http,
            (Kind::SecurityScheme, Some("oauth2")) => Kind::Oauth2,
            (Kind::SecurityScheme, Some("openIdConnect")) => Kind::OpenId,
            (kind, _) => kind,
        };
        self.outline.nodes.push(Node { kind, at: at.clone(), value });
        let fields = kind.fields();
        for (name, _, _) in fields.iter().filter(|(name, _, required)| *required && value.get(*name).is_none()) {
            let help = format!("add `{name}`");
            self.report("missing-field", at, format!("{} without `{name}`", kind.name()), help);
        }
        for [first, second] in kind.exclusive().iter().filter(|pair| {
            let is_there = |name: &str| value.get(name).is_some_and(|it| it != false);
            is_there(pair[0]) && is_there(pair[1])
        }) {
            let message = format!("`{first}` and `{second}` exclude each other");
            within(at, second, |at| self.report("exclusive-fields", at, message, "keep one of the two"));
        }
        for (name, member) in value.as_object().into_iter().flatten() {
            let field = fields.iter().find(|(known, _, _)| known == name);
            match field {
                _ if kind.is_extensible() && name.starts_with("x-") => {}
                Some((_, form, _)) => within(at, name, |at| self.form(*form, at, member)),
                None => within(at, name, |at| self.named(kind, name, at, member)),
            }
        }
    }

    /// What stands under a name that is no field's.
    fn named(&mut self, kind: Kind, name: &str, at: &mut PointerBuf, value: &'a Value) {
        if let Some(form) = kind.named() {
            if kind == Kind::Responses && !is_status(name) {
                let help = "write a number such as `'200'`, a range such as `4XX`, or `default`";
                self.report("status-code", at, format!("`{name}` is no status"), help);
            }
            return self.form(form, at, value);
        }
        let help = match nearest(kind.fields().iter().map(|(name, _, _)| *name), name) {
            Some(near) => format!("write `{near}` if that is meant; fields of one's own begin with `x-`"),
            None if kind.is_extensible() => "fields of one's own begin with `x-`".to_owned(),
            None => "leave it out".to_owned(),
        };
        self.report("unknown-field", at, format!("`{name}` is no field of {}", kind.name()), help);
    }

    fn reference(&mut self, kind: Kind, at: &mut PointerBuf, value: &'a Value, reference: &'a Value) {
        match reference.as_str() {
            Some(target) => self.outline.references.push(Reference { kind, at: at.clone(), target }),
            None => within(at, "$ref", |at| {
                let message = format!("expected a text, found {}", found(reference));
                self.report("field-type", at, message, "write `$ref: '#/components/...'`");
            }),
        }
        let siblings: Vec<&str> =
            value.as_object().into_iter().flatten().map(|(name, _)| name.as_str()).filter(|it| *it != "$ref").collect();
        if let Some(first) = siblings.first() {
            let message = format!("what stands beside a reference is ignored: {}", siblings.join(", "));
            let help = if kind == Kind::Schema {
                "write `allOf: [{$ref: ...}]` and the rest beside it, or drop the rest"
            } else {
                "move it to what is referred to, or drop it"
            };
            within(at, first, |at| self.report("reference-siblings", at, message, help));
        }
    }

    /// Names of components are part of references, which are URIs.
    fn component_name(&mut self, section: &mut PointerBuf, name: &str) {
        let is_component = section.count() == 2 && section.first().is_some_and(|it| it.decoded() == "components");
        let is_sound = |it: char| it.is_ascii_alphanumeric() || matches!(it, '.' | '-' | '_');
        if is_component && (name.is_empty() || !name.chars().all(is_sound)) {
            let message = format!("`{name}` is no name for a component");
            let help = "use letters from A to Z, digits, `.`, `-` and `_`";
            within(section, name, |at| self.report("component-name", at, message, help));
        }
    }
}

/// Does something one level deeper.
fn within(at: &mut PointerBuf, name: &str, then: impl FnOnce(&mut PointerBuf)) {
    at.push_back(name);
    then(at);
    at.pop_back();
}

/// What a value is.
fn found(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

fn is_status(name: &str) -> bool {
    let bytes = name.as_bytes();
    name == "default"
        || bytes.len() == 3
            && matches!(bytes[0], b'1'..=b'5')
            && (&bytes[1..] == b"XX" || bytes[1..].iter().all(u8::is_ascii_digit))
}

fn is_url(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|it| !it.is_whitespace() && !it.is_control() && !"<>\"\\^`|".contains(it))
}

fn is_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(who, at)| !who.is_empty() && at.contains('.') && is_url(text))
}
