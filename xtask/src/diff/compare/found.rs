//! A difference before it is known who is reached by it.

use jsonptr::PointerBuf;
use serde_json::Value;

use super::super::{Class, Impact, Side};

/// What a difference does to one direction, and why.
pub(super) type Verdict = Option<(Impact, String)>;

/// A difference, and what it would do to each direction that reaches it.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) class: &'static Class,
    pub(super) side: Side,
    pub(super) pointer: PointerBuf,
    pub(super) detail: Vec<String>,
    pub(super) message: String,
    pub(super) request: Verdict,
    pub(super) response: Verdict,
    pub(super) fix: Option<String>,
}

impl Found {
    pub(super) fn new(class: &'static Class, side: Side, pointer: PointerBuf, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { class, side, pointer, detail: Vec::new(), message, request: None, response: None, fix: None }
    }

    pub(super) fn detail(mut self, detail: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.detail.extend(detail.into_iter().map(Into::into));
        self
    }

    pub(super) fn request(mut self, impact: Impact, why: impl Into<String>) -> Self {
        self.request = Some((impact, why.into()));
        self
    }

    pub(super) fn response(mut self, impact: Impact, why: impl Into<String>) -> Self {
        self.response = Some((impact, why.into()));
        self
    }

    pub(super) fn fix(mut self, fix: impl Into<String>) -> Self {
        self.fix = Some(fix.into());
        self
    }

    /// Whether it is more than other words for the same.
    pub(super) fn is_felt(&self) -> bool {
        self.request.is_some() || self.response.is_some()
    }
}

/// A value as a message and a detail show it: a text without quotes, anything else as JSON, and long ones cut.
pub(super) fn shown(value: Option<&Value>) -> String {
    let text = match value {
        None => return "none".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    };
    match text.char_indices().nth(LONG) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text,
    }
}

/// How many characters of a value are shown.
const LONG: usize = 80;

/// Names in a row, each in backquotes.
pub(super) fn names<T: AsRef<str>>(names: impl IntoIterator<Item = T>) -> String {
    names.into_iter().map(|name| format!("`{}`", name.as_ref())).collect::<Vec<_>>().join(", ")
}
