//! What was found, in words that a person can act on. None of them is a value of the payload.

use std::borrow::Cow;

use jsonptr::{Pointer, PointerBuf};
use serde_json::Value;

use super::near::nearest;
use super::program::{ChoiceKind, CountRule, Kinds, Mark, NodeId, NumberRule, Program, Slot, StringRule};
use super::raw::{Raw, What};
use crate::document::Document;
use crate::examples::Direction;
use crate::finding::{Finding, Place, Severity, Source};

/// The most characters of a name that a message shows.
const MAX_NAME: usize = 64;

/// The longest list of values that a message spells out.
const MAX_VALUES: usize = 12;

/// Puts findings about one payload into words.
pub(super) struct Speaker<'a> {
    pub(super) document: &'a Document,
    pub(super) program: &'a Program,
    pub(super) direction: Option<Direction>,
    pub(super) text: &'a str,
}

/// What there is to say: the rule, the sentence, and what to do.
struct Said {
    rule: String,
    message: String,
    help: Option<String>,
}

fn said(rule: impl Into<String>, message: impl Into<String>) -> Said {
    Said { rule: rule.into(), message: message.into(), help: None }
}

impl Said {
    fn help(self, help: impl Into<String>) -> Self {
        Self { help: Some(help.into()), ..self }
    }
}

impl Speaker<'_> {
    /// The findings in the order of the text; what several schemas say alike is said once.
    pub(super) fn findings(&self, mut raws: Vec<Raw>) -> Vec<Finding> {
        raws.sort_by_key(|raw| (raw.start, raw.is_doubtful));
        let mut lines = Lines { text: self.text, at: 0, line: 1, column: 1 };
        let mut findings: Vec<Finding> = Vec::with_capacity(raws.len());
        for raw in raws {
            let finding = self.finding(raw, &mut lines);
            let is_repeated = |known: &Finding| {
                known.rule == finding.rule && known.message == finding.message && known.pointer == finding.pointer
            };
            let nearby = findings.iter().rev().take_while(|known| known.place == finding.place);
            if !nearby.into_iter().any(is_repeated) {
                findings.push(finding);
            }
        }
        findings
    }

    fn finding(&self, raw: Raw, lines: &mut Lines<'_>) -> Finding {
        let Said { rule, message, help } = self.say(&raw);
        let (line, column) = lines.of(raw.start);
        let is_error = !raw.is_doubtful;
        Finding {
            rule: rule.into(),
            severity: if is_error { Severity::Error } else { Severity::Warning },
            message,
            place: Place { file: std::path::PathBuf::new(), line, column },
            pointer: Some(raw.pointer),
            span: Some(raw.start..raw.end),
            help,
            source: raw.mark.map(|mark| self.source(mark)),
        }
    }

    fn say(&self, raw: &Raw) -> Said {
        match &raw.what {
            What::Syntax(_) if self.text.trim().is_empty() => {
                said("json-syntax", "the payload is empty").help("a payload is one JSON value")
            }
            What::Syntax(_) if raw.start == 0 && self.text.starts_with('\u{feff}') => {
                said("json-syntax", "this is not JSON: it begins with a byte order mark")
                    .help("save it without the mark")
            }
            What::Syntax(what) => said("json-syntax", format!("this is not JSON: {what}")),
            What::TooDeep => said("too-deep", "nested too deep to be read"),
            What::DuplicateKey => said("duplicate-key", "the member stands in this object before")
                .help("remove one of the two; readers disagree which one counts"),
            What::Type { found, node, rule } => self.kind(*found, *node, *rule),
            What::Enum { near, node, rule } => {
                let mark = self.program.node(*node).enums[*rule].mark;
                let values = self.value(mark).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
                let listed = values.iter().take(MAX_VALUES);
                let listed =
                    listed.map(|it| format!("`{}`", it.as_str().map_or_else(|| it.to_string(), str::to_owned)));
                let listed: Vec<String> = listed.collect();
                let more = match values.len() - listed.len() {
                    0 => String::new(),
                    more => format!(" and {more} more"),
                };
                let said = said("enum", format!("is none of the documented values {}{more}", listed.join(", ")));
                match near {
                    Some(near) => said.help(format!("did you mean `{near}`?")),
                    None => said,
                }
            }
            What::Dated { node, rule } => {
                let dated = &self.program.node(*node).dated[*rule];
                let change = self.value(dated.mark);
                let text = |member: &str| change.and_then(|it| it.get(member)).and_then(Value::as_str);
                let message = format!("`{}` was to be withdrawn from requests on {}", dated.value, dated.date);
                let said = said("deprecated-value", message);
                match text("replacement") {
                    Some(replacement) => said.help(format!("send `{replacement}` instead")),
                    None => said,
                }
            }
            What::String { count, node, rule } => self.string(*count, *node, *rule),
            What::Number { node, rule } => self.number(*node, *rule),
            What::Items { count, rule } => counted("items", *count, *rule, "Items"),
            What::Members { count, rule } => counted("members", *count, *rule, "Properties"),
            What::Unique { first, second } => {
                said("unique-items", format!("the items {first} and {second} are equal")).help("remove one of them")
            }
            What::Required { name } => {
                said("required", format!("lacks the member `{name}`, which is required")).help(format!("add `{name}`"))
            }
            What::Forbidden { name, node } => {
                let said = said("additional-properties", format!("there is no room for a member `{}`", short(name)));
                match self.near(name, *node) {
                    Some(near) => said.help(format!("did you mean `{near}`?")),
                    None => said.help("remove it"),
                }
            }
            What::Unknown { name, node } => self.unknown(name, *node, &raw.pointer),
            What::ReadOnly => read_only(),
            What::WriteOnly => said("write-only", "is never part of an answer").help("remove it"),
            What::Deprecated => said("deprecated-property", "is deprecated"),
            What::Choice { node, choice, nearest } => self.choice(*node, *choice, nearest, &raw.pointer),
        }
    }

    fn kind(&self, found: Kinds, node: NodeId, rule: usize) -> Said {
        let (expected, _) = self.program.node(node).types[rule];
        let said = said("type", format!("expected {}, found {}", kinds(expected), kinds(found)));
        let is_scalar = |kinds: Kinds| kinds.intersects(Kinds::NUMBER.or(Kinds::BOOLEAN));
        match found {
            Kinds::NULL => said.help("leave the member out, or give it a value"),
            Kinds::STRING if is_scalar(expected) => said.help("write it without quotes"),
            Kinds::INTEGER | Kinds::DECIMAL | Kinds::BOOLEAN if expected.intersects(Kinds::STRING) => {
                said.help("write it in quotes")
            }
            Kinds::DECIMAL => said.help("write it without a fraction and an exponent"),
            _ if expected.intersects(Kinds::ARRAY) => said.help("put it into a list, in square brackets"),
            _ => said,
        }
    }

    /// What the document says at a mark.
    fn value(&self, mark: Mark) -> Option<&Value> {
        self.document.pointer(self.program.statement(mark).at.as_str())
    }

    fn source(&self, mark: Mark) -> Source {
        let statement = self.program.statement(mark);
        let source = statement.source.get_or_init(|| Source {
            place: self.document.place(&statement.at),
            page: self.document.page(&statement.at),
            pointer: statement.at.clone(),
        });
        source.clone()
    }

    fn string(&self, count: usize, node: NodeId, rule: usize) -> Said {
        let (rule, mark) = &self.program.node(node).strings[rule];
        match rule {
            StringRule::MinLength(least) => counted("characters", count, CountRule::Min(*least), "Length"),
            StringRule::MaxLength(most) => counted("characters", count, CountRule::Max(*most), "Length"),
            StringRule::Pattern(_) => {
                let pattern = self.value(*mark).and_then(Value::as_str).unwrap_or_default();
                said("pattern", format!("does not match the pattern `{pattern}`"))
            }
            StringRule::DateTime => said("format", "is no date and time as RFC 3339 writes them")
                .help("write it as in 2021-06-03T10:00:00+09:00, with the offset"),
            StringRule::Date => said("format", "is no date as RFC 3339 writes them").help("write it as in 2021-06-03"),
        }
    }

    fn number(&self, node: NodeId, rule: usize) -> Said {
        let (rule, mark) = &self.program.node(node).numbers[rule];
        let value = self.value(*mark).map(|value| value.as_str().map_or_else(|| value.to_string(), str::to_owned));
        let value = value.unwrap_or_default();
        match rule {
            NumberRule::Minimum { is_exclusive: false, .. } => said("minimum", format!("is less than {value}")),
            NumberRule::Minimum { .. } => said("minimum", format!("is not more than {value}")),
            NumberRule::Maximum { is_exclusive: false, .. } => said("maximum", format!("is more than {value}")),
            NumberRule::Maximum { .. } => said("maximum", format!("is not less than {value}")),
            NumberRule::MultipleOf(_) => said("multiple-of", format!("is not a multiple of {value}")),
            NumberRule::Format { .. } => said("format", format!("is outside the range of {value}")),
        }
    }

    /// The declared name that was likely meant.
    fn near(&self, name: &str, node: NodeId) -> Option<&str> {
        let is_another = |slot: &&Slot| slot.is_declared && slot.name != name;
        let slots = self.program.node(node).object.slots.iter().filter(is_another);
        nearest(slots.map(|slot| &*slot.name), name)
    }

    fn unknown(&self, name: &str, node: NodeId, at: &Pointer) -> Said {
        if self.direction == Some(Direction::Request) && self.is_read_only(at) {
            return read_only();
        }
        let said = said("unknown-property", format!("there is no member `{}` in the documentation", short(name)));
        match self.near(name, node) {
            Some(near) => said.help(format!("did you mean `{near}`?")),
            None => said,
        }
    }

    /// Whether a member that requests do not have is one that answers have, at the same place, and marked as
    /// read-only.
    fn is_read_only(&self, at: &Pointer) -> bool {
        let (Some(mut node), Some(name)) = (self.program.counterpart, at.last()) else { return false };
        let slot = |node: NodeId, name: &str| {
            self.program.node(node).object.slots.iter().find(|slot| slot.name == name && slot.is_declared)
        };
        for token in at.parent().into_iter().flat_map(Pointer::tokens) {
            let name = token.decoded();
            let rules = self.program.node(node);
            node = match slot(node, &name) {
                Some(slot) => slot.node,
                None if name.bytes().all(|byte| byte.is_ascii_digit()) => rules.array.items,
                None => rules.object.additional,
            };
        }
        slot(node, &name.decoded()).is_some_and(|slot| slot.read_only.is_some())
    }

    fn choice(&self, node: NodeId, choice: usize, nearest: &[Raw], at: &PointerBuf) -> Said {
        let choice = &self.program.node(node).choices[choice];
        if let Some((id, message)) = &choice.rule {
            let (first, rest) = message.split_at(message.chars().next().map_or(0, char::len_utf8));
            return said(id, format!("{}{}", first.to_lowercase(), rest.trim_end_matches('.')));
        }
        let count = choice.branches.len();
        let said = match &choice.kind {
            ChoiceKind::AnyOf => said("any-of", format!("fits none of the {count} documented shapes")),
            ChoiceKind::OneOf if nearest.is_empty() => {
                said("one-of", format!("does not fit exactly one of the {count} documented shapes"))
            }
            ChoiceKind::OneOf => said("one-of", format!("fits none of the {count} documented shapes")),
            ChoiceKind::Not => said("not", "has a shape that the document excludes"),
            ChoiceKind::Discriminator { name, branches } => {
                let mut names: Vec<&str> = branches.keys().map(String::as_str).collect();
                names.sort_unstable();
                names.truncate(MAX_VALUES);
                said("discriminator", format!("fits no documented shape by its member `{name}`"))
                    .help(format!("its values are {}", names.join(", ")))
            }
        };
        let Some(nearest) = nearest.first() else { return said };
        let within = nearest.pointer.as_str().strip_prefix(at.as_str()).unwrap_or_default();
        let Said { message, .. } = self.say(nearest);
        match within {
            "" => said.help(format!("by the nearest of them: {message}")),
            within => said.help(format!("by the nearest of them, at {within}: {message}")),
        }
    }
}

/// A name of a payload as a message shows it.
fn short(name: &str) -> Cow<'_, str> {
    match name.char_indices().nth(MAX_NAME) {
        Some((end, _)) => Cow::Owned(format!("{}…", &name[..end])),
        None => Cow::Borrowed(name),
    }
}

fn read_only() -> Said {
    said("read-only", "is set by the service; in a request it is ignored").help("leave it out")
}

fn counted(what: &str, count: usize, rule: CountRule, keyword: &str) -> Said {
    let keyword = keyword.to_lowercase();
    let what = if count == 1 { &what[..what.len() - 1] } else { what };
    match rule {
        CountRule::Min(least) => said(format!("min-{keyword}"), format!("has {count} {what}, the least is {least}")),
        CountRule::Max(most) => said(format!("max-{keyword}"), format!("has {count} {what}, the most is {most}")),
    }
}

/// Kinds in words: `a string or null`.
fn kinds(kinds: Kinds) -> String {
    let names = [
        (Kinds::STRING, "a string"),
        (Kinds::NUMBER, "a number"),
        (Kinds::INTEGER, "an integer"),
        (Kinds::DECIMAL, "a number with a fraction or an exponent"),
        (Kinds::BOOLEAN, "a boolean"),
        (Kinds::ARRAY, "an array"),
        (Kinds::OBJECT, "an object"),
        (Kinds::NULL, "null"),
    ];
    let mut rest = kinds;
    let mut found = Vec::new();
    for (kind, name) in names {
        if rest.and(kind) == kind {
            found.push(name);
            rest = Kinds(rest.0 & !kind.0);
        }
    }
    found.join(" or ")
}

/// Lines and columns of places that only go forward.
struct Lines<'a> {
    text: &'a str,
    at: usize,
    line: usize,
    column: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> (usize, usize) {
        let passed = &self.text[self.at..at];
        if let Some(newline) = passed.rfind('\n') {
            self.line += passed.matches('\n').count();
            self.column = passed[newline + 1..].chars().count() + 1;
        } else {
            self.column += passed.chars().count();
        }
        self.at = at;
        (self.line, self.column)
    }
}
