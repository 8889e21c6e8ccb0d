//! Values that can be compared: what JSON calls equal is equal here.

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::json::{Read, Reader, Token};
use super::number::Decimal;

/// A value without what makes no difference: the order of members, white space, escapes, zeros.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Canon<'a> {
    Null,
    Bool(bool),
    Number(Decimal),
    String(Cow<'a, str>),
    Array(Vec<Canon<'a>>),
    /// The members in the order of their names.
    Object(Vec<(Cow<'a, str>, Canon<'a>)>),
}

impl<'a> Canon<'a> {
    /// Reads a value that has been read before, so that its depth is known to be bounded.
    pub(super) fn read(reader: &mut Reader<'a>) -> Read<Self> {
        Ok(match reader.token()? {
            Token::Null => Canon::Null,
            Token::True => Canon::Bool(true),
            Token::False => Canon::Bool(false),
            Token::Number(digits) => Canon::Number(Decimal::parse(digits)),
            Token::String(text) => Canon::String(reader.unescape(text)),
            Token::Array => {
                let mut items = Vec::new();
                while reader.item(items.is_empty())? {
                    items.push(Self::read(reader)?);
                }
                Canon::Array(items)
            }
            Token::Object => {
                let mut members = Vec::new();
                while let Some(name) = reader.name(members.is_empty())? {
                    members.push((reader.unescape(name), Self::read(reader)?));
                }
                Canon::object(members)
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
                Canon::object(members.iter().map(|(name, value)| (Cow::Owned(name.clone()), Self::of(value))).collect())
            }
        }
    }

    fn object(mut members: Vec<(Cow<'a, str>, Canon<'a>)>) -> Self {
        members.sort_by(|(a, _), (b, _)| a.cmp(b));
        Canon::Object(members)
    }

    /// The indices of the first two items that are equal.
    pub(super) fn twins(items: &[Canon<'_>]) -> Option<(usize, usize)> {
        if items.len() <= FEW {
            let pairs = (0..items.len()).flat_map(|second| (0..second).map(move |first| (first, second)));
            return pairs.into_iter().find(|(first, second)| items[*first] == items[*second]);
        }
        let mut known = HashMap::with_capacity(items.len());
        items.iter().enumerate().find_map(|(second, item)| Some((known.insert(item, second)?, second)))
    }
}

/// How many items are compared in pairs, before it pays to hash them.
const FEW: usize = 8;
