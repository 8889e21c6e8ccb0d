//! All that one value is subject to: a schema with its references followed, and the parts of its `allOf`.

use contacts_openapi::{Document, list};
use jsonptr::PointerBuf;
use serde_json::Value;

/// How many references are followed in a row, and how many parts a schema may have; more is a slip, and left out.
const MAX_REFERENCES: usize = 100;
const MAX_PARTS: usize = 500;

/// How deep parts may lie within parts.
const MAX_DEPTH: usize = 100;

/// A schema as it is written at one place.
#[derive(Clone, Debug)]
pub(super) struct Part<'a> {
    pub(super) at: PointerBuf,
    pub(super) value: &'a Value,
}

impl<'a> Part<'a> {
    /// A keyword with its place.
    pub(super) fn keyword(&self, name: &str) -> Option<(PointerBuf, &'a Value)> {
        Some((self.at.with_trailing_token(name), self.value.get(name)?))
    }

    /// What tells the part from others: the value itself, and not what is in it.
    pub(super) fn identity(&self) -> usize {
        identity(self.value)
    }
}

pub(super) fn identity(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}

/// The schemas that one value is subject to; parts stand before what is composed of them. A node without parts is
/// subject to nothing.
#[derive(Clone, Debug, Default)]
pub(super) struct Node<'a> {
    pub(super) parts: Vec<Part<'a>>,
}

impl<'a> Node<'a> {
    /// The node of a schema.
    pub(super) fn of(document: &'a Document, at: PointerBuf, value: &'a Value) -> Self {
        let mut node = Self::default();
        node.add(document, at, value);
        node
    }

    /// The node of the schema that an object states; where it states none, a value is subject to nothing.
    pub(super) fn schema_of(document: &'a Document, part: &Part<'a>) -> Self {
        part.keyword("schema").map(|(at, value)| Self::of(document, at, value)).unwrap_or_default()
    }

    /// Subjects the value to one more schema.
    pub(super) fn add(&mut self, document: &'a Document, at: PointerBuf, value: &'a Value) {
        self.expand(document, at, value, 0);
    }

    fn expand(&mut self, document: &'a Document, at: PointerBuf, value: &'a Value, depth: usize) {
        let (at, value) = follow(document, at, value);
        let part = Part { at, value };
        let is_known = self.parts.iter().any(|known| known.identity() == part.identity());
        if is_known || self.parts.len() >= MAX_PARTS || depth >= MAX_DEPTH {
            return;
        }
        // The part holds its place while what it is composed of is added, so that a circle ends here.
        self.parts.push(part.clone());
        for (index, inner) in list(value, "allOf").enumerate() {
            let at = part.at.with_trailing_token("allOf").with_trailing_token(index);
            self.expand(document, at, inner, depth + 1);
        }
        let mine = self.parts.iter().position(|known| known.identity() == part.identity());
        if let Some(mine) = mine {
            let part = self.parts.remove(mine);
            self.parts.push(part);
        }
    }

    pub(super) fn key(&self) -> Vec<usize> {
        self.parts.iter().map(Part::identity).collect()
    }

    /// Every statement of a keyword with its place.
    pub(super) fn all<'n>(&'n self, name: &'n str) -> impl Iterator<Item = (PointerBuf, &'a Value)> + use<'n, 'a> {
        self.parts.iter().filter_map(move |part| part.keyword(name))
    }

    /// The last statement of a keyword, which is that of the whole rather than of what it is composed of.
    pub(super) fn last(&self, name: &str) -> Option<(PointerBuf, &'a Value)> {
        self.parts.iter().rev().find_map(|part| part.keyword(name))
    }

    /// Where a flag is raised.
    pub(super) fn flag(&self, name: &str) -> Option<PointerBuf> {
        self.all(name).find(|(_, value)| **value == Value::Bool(true)).map(|(at, _)| at)
    }

    /// Where the whole stands.
    pub(super) fn at(&self) -> PointerBuf {
        self.parts.last().map(|part| part.at.clone()).unwrap_or_default()
    }

    /// The node of what every part says under a keyword that holds a schema; none if no part does.
    pub(super) fn child(&self, document: &'a Document, keyword: &str) -> Option<Self> {
        let mut node = Self::default();
        for (at, value) in self.all(keyword).filter(|(_, value)| value.is_object()) {
            node.add(document, at, value);
        }
        (!node.parts.is_empty()).then_some(node)
    }

    /// The forms of each choice that is no rule.
    pub(super) fn forms(&self, document: &'a Document) -> Vec<Vec<Self>> {
        let parts = self.parts.iter().filter(|part| part.value.pointer("/x-rule/id").is_none());
        let choices = parts.flat_map(|part| ["oneOf", "anyOf"].map(|keyword| (part, keyword)));
        let forms = choices.map(|(part, keyword)| {
            let at = part.at.with_trailing_token(keyword);
            let forms = list(part.value, keyword).enumerate();
            forms.map(|(index, form)| Self::of(document, at.with_trailing_token(index), form)).collect::<Vec<_>>()
        });
        forms.filter(|forms| !forms.is_empty() && !self.has_only(forms)).collect()
    }

    /// Whether a choice leaves nothing to choose: its one form is what the value is subject to anyway.
    pub(super) fn has_only(&self, forms: &[Self]) -> bool {
        let [only] = forms else { return false };
        only.parts.iter().all(|part| self.parts.iter().any(|known| known.identity() == part.identity()))
    }

    /// The node with each choice of one form for what that form says.
    pub(super) fn without_lone_forms(self, document: &'a Document) -> Self {
        let lone = self.forms(document).into_iter().filter(|forms| forms.len() == 1).flatten();
        let mut parts: Vec<Part<'a>> = lone.flat_map(|form| form.parts).collect();
        parts.retain(|part| self.parts.iter().all(|known| known.identity() != part.identity()));
        parts.extend(self.parts);
        Self { parts }
    }

    /// The names of the properties, in the order of the text.
    pub(super) fn property_names(&self) -> Vec<&'a str> {
        let mut names: Vec<&str> = Vec::new();
        let mut known = std::collections::HashSet::new();
        for properties in self.parts.iter().filter_map(|part| part.value.get("properties")?.as_object()) {
            names.extend(properties.keys().map(String::as_str).filter(|name| known.insert(*name)));
        }
        names
    }

    /// The node of a property: what all parts say of it, those that do not name it by their `additionalProperties`.
    pub(super) fn property(&self, document: &'a Document, name: &str) -> Self {
        let mut node = Self::default();
        for part in &self.parts {
            if let Some(value) = part.value.get("properties").and_then(|properties| properties.get(name)) {
                node.add(document, part.at.with_trailing_token("properties").with_trailing_token(name), value);
            } else if let Some((at, value)) = part.keyword("additionalProperties").filter(|(_, it)| it.is_object()) {
                node.add(document, at, value);
            }
        }
        node
    }

    /// Where a property is written first.
    pub(super) fn property_at(&self, name: &str) -> Option<PointerBuf> {
        let part = self.parts.iter().find(|part| {
            part.value.get("properties").and_then(Value::as_object).is_some_and(|it| it.contains_key(name))
        })?;
        Some(part.at.with_trailing_token("properties").with_trailing_token(name))
    }

    /// The list that makes a member required.
    pub(super) fn required_at(&self, name: &str) -> Option<PointerBuf> {
        let part = self.parts.iter().find(|part| list(part.value, "required").any(|it| it.as_str() == Some(name)))?;
        Some(part.at.with_trailing_token("required"))
    }
}

/// Follows references from a value to the one that stands behind them, with its place.
pub(super) fn follow<'a>(document: &'a Document, mut at: PointerBuf, mut value: &'a Value) -> (PointerBuf, &'a Value) {
    for _ in 0..MAX_REFERENCES {
        let target = value.get("$ref").and_then(Value::as_str).and_then(Document::target);
        match target.and_then(|target| Some((document.pointer(target.as_str())?, target))) {
            Some((found, target)) => (at, value) = (target, found),
            None => break,
        }
    }
    (at, value)
}

/// What a place is called in a message: `Contact.emails[]`, or `GET /contacts` with what follows.
pub(super) fn subject(at: &PointerBuf) -> String {
    let tokens: Vec<String> = at.tokens().map(|token| token.decoded().into_owned()).collect();
    let (mut name, rest) = match &tokens[..] {
        [components, _, name, rest @ ..] if components == "components" => (name.clone(), rest),
        [paths, path, method, rest @ ..] if paths == "paths" => (format!("{} {path}", method.to_uppercase()), rest),
        _ => return if at.is_root() { "the document".to_owned() } else { format!("`{at}`") },
    };
    let mut rest = rest.iter();
    while let Some(token) = rest.next() {
        match token.as_str() {
            "properties" => name.extend(rest.next().map(|property| format!(".{property}"))),
            "items" => name.push_str("[]"),
            "additionalProperties" => name.push_str("{}"),
            _ => {}
        }
    }
    format!("`{name}`")
}
