//! Values that can be compared: what JSON calls equal is equal here.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde_json::Value;

use super::json::{Fault, Reader, Token};
use super::number::Decimal;

/// A value without what makes no difference: the order of members, white space, escapes, zeros.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Canon<'a> {
    Null,
    Bool(bool),
    Number(Decimal),
    String(Cow<'a, str>),
    Array(Vec<Canon<'a>>),
    Object(BTreeMap<Cow<'a, str>, Canon<'a>>),
}

impl<'a> Canon<'a> {
    /// Reads a value that has been read before, so that its depth is known to be bounded.
    pub(super) fn read(reader: &mut Reader<'a>) -> Result<Self, Fault> {
        Ok(match reader.token()? {
            Token::Null => Canon::Null,
            Token::True => Canon::Bool(true),
            Token::False => Canon::Bool(false),
            Token::Number(digits) => Canon::Number(Decimal::parse(digits)),
            Token::String(text) => Canon::String(text.unescape()),
            Token::Array => {
                let mut items = Vec::new();
                while reader.item(items.is_empty())? {
                    items.push(Self::read(reader)?);
                }
                Canon::Array(items)
            }
            Token::Object => {
                let mut members = BTreeMap::new();
                let mut first = true;
                while let Some(name) = reader.name(first)? {
                    first = false;
                    members.insert(name.unescape(), Self::read(reader)?);
                }
                Canon::Object(members)
            }
        })
    }

    /// A value of the document.
    pub(super) fn of(value: &Value) -> Canon<'static> {
        match value {
            Value::Null => Canon::Null,
            Value::Bool(value) => Canon::Bool(*value),
            Value::Number(number) => Canon::Number(Decimal::parse(&number.to_string())),
            Value::String(text) => Canon::String(Cow::Owned(text.clone())),
            Value::Array(items) => Canon::Array(items.iter().map(Self::of).collect()),
            Value::Object(members) => {
                Canon::Object(members.iter().map(|(name, value)| (Cow::Owned(name.clone()), Self::of(value))).collect())
            }
        }
    }
}
