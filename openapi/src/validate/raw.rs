//! What a walk finds, before it is put into words.

use jsonptr::PointerBuf;

use super::program::{CountRule, Kinds, Mark, NodeId};

/// A finding, as a walk makes it.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) what: What,
    pub(super) pointer: PointerBuf,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether it cannot make a payload wrong.
    pub(super) is_doubtful: bool,
    pub(super) mark: Option<Mark>,
}

/// What is wrong.
#[derive(Clone, Debug)]
pub(super) enum What {
    Syntax(&'static str),
    TooDeep,
    DuplicateKey,
    Type { found: Kinds, node: NodeId, rule: usize },
    Enum { near: Option<String>, node: NodeId, rule: usize },
    Dated { node: NodeId, rule: usize },
    String { count: usize, node: NodeId, rule: usize },
    Number { node: NodeId, rule: usize },
    Items { count: usize, rule: CountRule },
    Members { count: usize, rule: CountRule },
    Unique { first: usize, second: usize },
    Required { name: String },
    Forbidden { name: String, node: NodeId },
    Unknown { name: String, node: NodeId },
    ReadOnly,
    WriteOnly,
    Deprecated,
    Choice { node: NodeId, choice: usize, nearest: Vec<Raw> },
}

impl What {
    pub(super) fn items(count: usize, rule: CountRule) -> Self {
        What::Items { count, rule }
    }

    pub(super) fn members(count: usize, rule: CountRule) -> Self {
        What::Members { count, rule }
    }
}
