//! What schemas become before payloads are held against them.
//!
//! A value is mostly subject to several schemas at once: the parts of a composition, and what a member is in
//! each of them. A [`Node`] is such a set of schemas, references followed and compositions flattened, so that
//! each value of a payload is looked at once, whatever the document composes it of.

use std::collections::HashMap;
use std::sync::OnceLock;

use jsonptr::PointerBuf;
use regex::Regex;

use super::canon::Canon;
use super::number::Decimal;
use crate::finding::Source;

/// Schemas, ready to be walked along.
#[derive(Debug)]
pub(super) struct Program {
    pub(super) nodes: Vec<Node>,
    /// The statements that a [`Mark`] refers to.
    pub(super) statements: Vec<Statement>,
    /// What the payload as a whole is held against.
    pub(super) root: NodeId,
    /// What the answer to a request with this body is held against: it knows the members that only answers have.
    pub(super) counterpart: Option<NodeId>,
    /// Whether choices stand within each other, so that it matters to remember what was looked at before.
    pub(super) is_recursive: bool,
    /// Whether the document leaves open what null does in the payload.
    pub(super) is_null_undecided: bool,
}

impl Program {
    pub(super) fn node(&self, node: NodeId) -> &Node {
        &self.nodes[node.0 as usize]
    }

    pub(super) fn statement(&self, mark: Mark) -> &Statement {
        &self.statements[mark.statement as usize]
    }
}

/// A node by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct NodeId(pub(super) u32);

impl NodeId {
    /// The node that everything fits.
    pub(super) const ANY: NodeId = NodeId(0);
}

/// Something that the document says.
#[derive(Debug)]
pub(super) struct Statement {
    pub(super) at: PointerBuf,
    /// What findings say of it, once there is one.
    pub(super) source: OnceLock<Source>,
}

/// A statement that a payload can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Its index among the program's statements.
    pub(super) statement: u32,
    /// Whether no page makes it, so that a payload that breaks it is not wrong for sure.
    pub(super) is_assumed: bool,
}

/// A set of kinds of values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds(pub(super) u8);

impl Kinds {
    pub(super) const NULL: Kinds = Kinds(1);
    pub(super) const BOOLEAN: Kinds = Kinds(1 << 1);
    pub(super) const INTEGER: Kinds = Kinds(1 << 2);
    /// A number with a fraction or an exponent.
    pub(super) const DECIMAL: Kinds = Kinds(1 << 3);
    pub(super) const STRING: Kinds = Kinds(1 << 4);
    pub(super) const ARRAY: Kinds = Kinds(1 << 5);
    pub(super) const OBJECT: Kinds = Kinds(1 << 6);
    pub(super) const NUMBER: Kinds = Kinds(Self::INTEGER.0 | Self::DECIMAL.0);
    pub(super) const ALL: Kinds = Kinds(0x7f);

    pub(super) fn intersects(self, other: Kinds) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    pub(super) fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 & other.0)
    }
}

/// Everything that one value is held against.
#[derive(Debug)]
pub(super) struct Node {
    /// The kinds that all of `types` allow.
    pub(super) kinds: Kinds,
    pub(super) types: Vec<(Kinds, Mark)>,
    pub(super) enums: Vec<Enum>,
    pub(super) dated: Vec<Dated>,
    pub(super) strings: Vec<(StringRule, Mark)>,
    pub(super) numbers: Vec<(NumberRule, Mark)>,
    pub(super) array: ArrayRules,
    pub(super) object: ObjectRules,
    pub(super) choices: Vec<Choice>,
    /// Whether it consists of nothing but one `anyOf` or `oneOf`.
    pub(super) is_only_a_choice: bool,
    /// Whether it can be told from the members that an object was seen to have, without reading it again.
    pub(super) is_indexable: bool,
}

impl Node {
    /// The node that everything fits.
    pub(super) fn any() -> Self {
        Self {
            kinds: Kinds::ALL,
            types: Vec::new(),
            enums: Vec::new(),
            dated: Vec::new(),
            strings: Vec::new(),
            numbers: Vec::new(),
            array: ArrayRules { items: NodeId::ANY, counts: Vec::new(), unique: None },
            object: ObjectRules::default(),
            choices: Vec::new(),
            is_only_a_choice: false,
            is_indexable: true,
        }
    }
}

#[derive(Debug)]
pub(super) struct Enum {
    /// Values that are texts, and the others.
    pub(super) texts: Vec<String>,
    pub(super) others: Vec<Canon<'static>>,
    pub(super) mark: Mark,
}

/// A value that the document withdraws from requests on a day.
#[derive(Debug)]
pub(super) struct Dated {
    pub(super) value: String,
    pub(super) date: String,
    pub(super) mark: Mark,
}

#[derive(Debug)]
pub(super) enum StringRule {
    MinLength(usize),
    MaxLength(usize),
    Pattern(Box<Pattern>),
    DateTime,
    Date,
}

/// A regular expression, made ready when it is first asked for: most payloads meet few of them.
#[derive(Debug)]
pub(super) struct Pattern {
    translated: String,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// One of ECMA 262; `None` if it is none that can be searched in linear time.
    pub(super) fn of(pattern: &str) -> Option<Self> {
        let translated = jsonschema_regex::to_rust_regex(pattern).ok()?.into_owned();
        regex_syntax::parse(&translated).ok()?;
        Some(Self { translated, regex: OnceLock::new() })
    }

    pub(super) fn is_match(&self, text: &str) -> bool {
        // One that is sound and still too large to be built matches nothing, which is not overlooked.
        let regex = self.regex.get_or_init(|| Regex::new(&self.translated).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}

#[derive(Debug)]
pub(super) enum NumberRule {
    Minimum {
        bound: Decimal,
        is_exclusive: bool,
    },
    Maximum {
        bound: Decimal,
        is_exclusive: bool,
    },
    MultipleOf(Decimal),
    /// The format of an integer or of a floating point number, as the range that it stands for.
    Format {
        least: Decimal,
        most: Decimal,
    },
}

/// A bound of how many items or members there may be.
#[derive(Clone, Copy, Debug)]
pub(super) enum CountRule {
    Min(usize),
    Max(usize),
}

#[derive(Debug)]
pub(super) struct ArrayRules {
    pub(super) items: NodeId,
    pub(super) counts: Vec<(CountRule, Mark)>,
    pub(super) unique: Option<Mark>,
}

#[derive(Debug)]
pub(super) struct ObjectRules {
    /// Every name that a schema of the set, or of its choices, speaks of.
    pub(super) slots: Vec<Slot>,
    pub(super) names: Names,
    /// The slots of members that must be there.
    pub(super) required: Vec<usize>,
    /// What members of any other name are held against.
    pub(super) additional: NodeId,
    /// What forbids members of any other name.
    pub(super) forbidden: Option<Mark>,
    /// The schema that a member of another name is not a property of; none if such members are provided for.
    pub(super) closed: Option<Mark>,
    pub(super) counts: Vec<(CountRule, Mark)>,
}

impl Default for ObjectRules {
    fn default() -> Self {
        Self {
            slots: Vec::new(),
            names: Names::default(),
            required: Vec::new(),
            additional: NodeId::ANY,
            forbidden: None,
            closed: None,
            counts: Vec::new(),
        }
    }
}

/// A member by its name.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) name: String,
    /// The name as it mostly stands in a payload, with its quotes; empty where it would need an escape.
    pub(super) quoted: String,
    pub(super) node: NodeId,
    /// Whether it is a property, and not only a name in a list of those that are required or excluded.
    pub(super) is_declared: bool,
    pub(super) required: Vec<Mark>,
    pub(super) forbidden: Option<Mark>,
    pub(super) read_only: Option<Mark>,
    pub(super) write_only: Option<Mark>,
    pub(super) deprecated: Option<Mark>,
    /// Whether it is read-only, write-only, deprecated or forbidden.
    pub(super) is_flagged: bool,
}

/// The index of each name among the slots: a table that is never more than a quarter full.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// What the name of each slot begins with, its opening quote included.
    heads: Vec<Head>,
    /// One more than the index of a slot, or zero; a name stands at its hash, or as soon behind it as there is
    /// room.
    table: Vec<u16>,
}

impl Names {
    pub(super) fn of(slots: &[Slot]) -> Self {
        let heads = slots.iter().map(|slot| Head::of(&slot.quoted)).collect();
        let mut names = Self { heads, table: vec![0; (slots.len() * 4).next_power_of_two()] };
        for (index, slot) in slots.iter().enumerate() {
            let mut at = names.hash(&slot.name);
            while names.table[at] != 0 {
                at = (at + 1) % names.table.len();
            }
            names.table[at] = u16::try_from(index + 1).unwrap_or(u16::MAX);
        }
        names
    }

    /// Where a name is looked for first. Names of one document differ in their length or at their ends.
    #[inline]
    fn hash(&self, name: &str) -> usize {
        let bytes = name.as_bytes();
        let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else { return 0 };
        let middle = bytes[bytes.len() / 2];
        let mixed = usize::from(*first) * 7 + usize::from(*last) * 31 + usize::from(middle) * 127 + bytes.len() * 11;
        mixed & (self.table.len() - 1)
    }

    /// The slot whose name stands at the beginning of a text with its quotes, and its length with them.
    /// Members mostly come in an order, so that those behind the last one are tried first, and not all.
    #[inline]
    pub(super) fn standing(&self, slots: &[Slot], text: &[u8], likely: usize) -> Option<(usize, usize)> {
        let word = Head::word(text)?;
        let (before, after) = self.heads.split_at_checked(likely)?;
        let near = after.iter().zip(likely..).chain(before.iter().zip(0..)).take(NEAR);
        for (head, index) in near {
            if (word ^ head.word) & head.mask == 0 {
                let quoted = slots.get(index)?.quoted.as_bytes();
                if quoted.len() <= 8 || text.starts_with(quoted) {
                    return Some((index, quoted.len()));
                }
            }
        }
        None
    }

    /// The slot of a name.
    #[inline]
    pub(super) fn find(&self, slots: &[Slot], name: &str) -> Option<usize> {
        if self.table.is_empty() {
            return None;
        }
        let mut at = self.hash(name);
        loop {
            let index = usize::from(self.table[at]).checked_sub(1)?;
            if slots.get(index).is_some_and(|slot| slot.name == name) {
                return Some(index);
            }
            at = (at + 1) & (self.table.len() - 1);
        }
    }
}

/// How many names are compared before one is looked up.
const NEAR: usize = 12;

/// The first eight bytes of a name with its quotes, and which of them count.
#[derive(Debug)]
struct Head {
    word: u64,
    mask: u64,
}

impl Head {
    fn of(quoted: &str) -> Self {
        let mut bytes = [0; 8];
        let mut mask = [0; 8];
        for ((byte, mask), known) in bytes.iter_mut().zip(&mut mask).zip(quoted.bytes()) {
            (*byte, *mask) = (known, 0xff);
        }
        // A name that would need an escape stands nowhere as it is, and nor does a zero.
        let mask = if quoted.is_empty() { [0xff; 8] } else { mask };
        Self { word: u64::from_le_bytes(bytes), mask: u64::from_le_bytes(mask) }
    }

    #[inline]
    fn word(text: &[u8]) -> Option<u64> {
        text.first_chunk().map(|chunk| u64::from_le_bytes(*chunk))
    }
}

/// A keyword that holds a value against several schemas, or against one that it must not fit.
#[derive(Debug)]
pub(super) struct Choice {
    pub(super) kind: ChoiceKind,
    pub(super) branches: Vec<NodeId>,
    pub(super) mark: Mark,
    /// The rule that the keyword says, where it says one: its id, and its sentence.
    pub(super) rule: Option<(String, String)>,
    /// Whether an assumption has a part in which branches fit.
    pub(super) is_doubtful: bool,
}

#[derive(Debug)]
pub(super) enum ChoiceKind {
    AnyOf,
    OneOf,
    Not,
    /// By the value of a member: which branch each value stands for.
    Discriminator {
        name: String,
        branches: HashMap<String, usize>,
    },
}
