//! Walking along the tokens of a payload and the nodes of a program together.
//!
//! One walk serves both ends. As a *report* it goes on after each finding and keeps them all, with their
//! pointers. As a *probe* it asks whether a value fits, keeps nothing and stops at the first thing that
//! decides; choices are made by probes, and what was chosen is reported on.

mod choices;
mod outcome;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use outcome::{Outcome, Path, Step, Stop, Walked};

use super::canon::Canon;
use super::format;
use super::json::{Named, Reader, Text, Token};
use super::number::Decimal;
use super::options::Options;
use super::program::{CountRule, Kinds, Mark, Node, NodeId, NumberRule, ObjectRules, Program, Slot, StringRule};
use super::raw::{Raw, What};
use crate::examples::Direction;

/// How many names are compared one by one, before it pays to hash them.
const FEW: usize = 16;

/// How many bytes the pointers of findings may have together, so that a payload of one long name does not fill
/// the memory with it.
const MAX_KEPT: usize = 4 << 20;

/// Whose names decide which members of an object are unknown.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Known {
    /// Those of the node itself.
    Own,
    /// Those of the node whose choice this one is a branch of.
    Of(NodeId),
    /// Nobody's: it was decided already.
    Decided,
}

/// A value whose choices are made after it was read.
struct Here<'w> {
    start: usize,
    /// What was seen of an object: where its slots begin among `seen`, the rules they belong to, and the number
    /// of members.
    object: Option<(usize, &'w ObjectRules, usize)>,
    path: &'w Path<'w>,
    known: Known,
}

/// What is remembered of a value that was held against a node.
#[derive(Clone, Copy)]
struct Visit {
    outcome: Outcome,
    end: usize,
    is_reported: bool,
}

/// One payload on its way along a program.
pub(super) struct Walk<'a, 'o> {
    program: &'a Program,
    reader: Reader<'a>,
    direction: Option<Direction>,
    options: &'o Options,
    /// For each object that is open, one number a slot: the place of the member's value and one, or zero.
    seen: Vec<usize>,
    /// The names of members, of the objects that are open, that no schema speaks of.
    others: Vec<Cow<'a, str>>,
    /// The branches, named by a member, that values are being held against, with the places of these.
    named: Vec<(NodeId, usize)>,
    visits: HashMap<(NodeId, usize, Known), Visit>,
    /// How many choices are being made within each other.
    choosing: usize,
    raws: Vec<Raw>,
    /// How many bytes the pointers of the findings have.
    kept: usize,
    /// Whether what is read has been read before, and found to be JSON without a member that stands twice.
    is_again: bool,
    /// Whether a branch is held against a value only to explain why it does not fit.
    is_explaining: bool,
    /// How many findings there were beyond those that are kept, and whether one of them is an error.
    pub(super) omitted: usize,
    pub(super) omitted_errors: usize,
}

impl<'a, 'o> Walk<'a, 'o> {
    pub(super) fn new(program: &'a Program, text: &'a str, direction: Option<Direction>, options: &'o Options) -> Self {
        Self {
            program,
            reader: Reader::new(text),
            direction,
            options,
            seen: Vec::with_capacity(64),
            others: Vec::new(),
            named: Vec::new(),
            visits: HashMap::new(),
            choosing: 0,
            raws: Vec::new(),
            kept: 0,
            is_again: false,
            is_explaining: false,
            omitted: 0,
            omitted_errors: 0,
        }
    }

    /// Everything that there is to say about the payload.
    pub(super) fn report(&mut self) -> Vec<Raw> {
        let root = Path { parent: None, step: Step::Root, depth: 0 };
        let result = self.value::<true>(self.program.root, &root, Known::Own);
        if let Err(stop) = result.and_then(|_| self.reader.end().map_err(Box::from)) {
            let end = self.reader.text()[stop.at..].chars().next().map_or(stop.at, |it| stop.at + it.len_utf8());
            self.raws.push(Raw {
                what: stop.what,
                pointer: stop.pointer.unwrap_or_default(),
                start: stop.at,
                end,
                is_doubtful: false,
                mark: None,
            });
        }
        std::mem::take(&mut self.raws)
    }

    /// Whether there is nothing to say about the payload.
    pub(super) fn is_clean(&mut self) -> bool {
        let root = Path { parent: None, step: Step::Root, depth: 0 };
        match self.value::<false>(self.program.root, &root, Known::Own) {
            Ok(outcome) => outcome.is_clean() && self.reader.end().is_ok(),
            Err(_) => false,
        }
    }

    fn note<const REPORT: bool>(
        &mut self,
        what: What,
        path: &Path<'_>,
        span: (usize, usize),
        is_doubtful: bool,
        mark: Option<Mark>,
    ) {
        if !REPORT {
            return;
        }
        if self.raws.len() >= self.options.max_findings || self.kept >= MAX_KEPT {
            self.omitted += 1;
            self.omitted_errors += usize::from(!is_doubtful);
            return;
        }
        let (start, end) = span;
        let pointer = path.pointer();
        self.kept += pointer.as_str().len();
        self.raws.push(Raw { what, pointer, start, end, is_doubtful, mark });
    }

    /// A statement is broken.
    #[cold]
    fn broken<const REPORT: bool>(&mut self, what: What, path: &Path<'_>, span: (usize, usize), mark: Mark) -> Outcome {
        let is_null = || self.reader.text().get(span.0..span.1) == Some("null");
        // That a body as a whole is null is wrong in any case.
        let is_undecided = self.program.is_null_undecided && path.depth > 0;
        let is_assumed = mark.is_assumed || (is_undecided && is_null());
        self.note::<REPORT>(what, path, span, is_assumed, Some(mark));
        Outcome::broken(is_assumed)
    }

    /// Something is worth knowing.
    #[cold]
    fn noted<const REPORT: bool>(
        &mut self,
        what: What,
        path: &Path<'_>,
        span: (usize, usize),
        mark: Option<Mark>,
    ) -> Outcome {
        self.note::<REPORT>(what, path, span, true, mark);
        Outcome::NOTED
    }

    /// Reads one value and holds it against a node.
    fn value<const REPORT: bool>(&mut self, id: NodeId, path: &Path<'_>, known: Known) -> Walked {
        let first = self.reader.skip_space();
        let start = self.reader.at;
        let is_remembered = self.program.is_recursive && id != NodeId::ANY;
        if is_remembered
            && let Some(visit) = self.visits.get(&(id, start, known))
            && (visit.is_reported || !REPORT)
        {
            self.reader.at = visit.end;
            return Ok(visit.outcome);
        }
        if !REPORT && id == NodeId::ANY && self.is_again {
            return self.reader.skip().map(|()| Outcome::CLEAN).map_err(Box::from);
        }
        let result = self.token_of::<REPORT>(id, first, start, path, known);
        match result {
            Ok(outcome) => {
                if is_remembered {
                    let visit = Visit { outcome, end: self.reader.at, is_reported: REPORT };
                    self.visits.insert((id, start, known), visit);
                }
                Ok(outcome)
            }
            Err(mut stop) => {
                if REPORT {
                    stop.pointer.get_or_insert_with(|| path.pointer());
                }
                Err(stop)
            }
        }
    }

    #[inline]
    fn token_of<const REPORT: bool>(
        &mut self,
        id: NodeId,
        first: Option<u8>,
        start: usize,
        path: &Path<'_>,
        known: Known,
    ) -> Walked {
        let program = self.program;
        let node = program.node(id);
        let (outcome, text) = match first {
            Some(b'"') => {
                let text = self.reader.string()?;
                let mut outcome = self.kind::<REPORT>(id, node, Kinds::STRING, start, path);
                if outcome.is_lost() {
                    return Ok(outcome);
                }
                if !node.strings.is_empty() || !node.dated.is_empty() {
                    outcome = outcome.and(self.string::<REPORT>(id, node, text, path, start));
                }
                (outcome, Some(text))
            }
            Some(b'{') => {
                self.reader.at += 1;
                let outcome = self.kind::<REPORT>(id, node, Kinds::OBJECT, start, path);
                let id = if outcome.is_lost() { NodeId::ANY } else { id };
                return Ok(outcome.and(self.object::<REPORT>(id, program.node(id), start, path, known)?));
            }
            Some(b'[') => {
                self.reader.at += 1;
                let outcome = self.kind::<REPORT>(id, node, Kinds::ARRAY, start, path);
                if outcome.is_lost() {
                    return Ok(outcome.and(self.array::<REPORT>(program.node(NodeId::ANY), start, path)?));
                }
                (outcome.and(self.array::<REPORT>(node, start, path)?), None)
            }
            _ => {
                let (kind, digits) = match self.reader.token()? {
                    Token::Null => (Kinds::NULL, ""),
                    Token::Number(digits) if digits.bytes().all(|byte| matches!(byte, b'-' | b'0'..=b'9')) => {
                        (Kinds::INTEGER, digits)
                    }
                    Token::Number(digits) => (Kinds::DECIMAL, digits),
                    _ => (Kinds::BOOLEAN, ""),
                };
                let mut outcome = self.kind::<REPORT>(id, node, kind, start, path);
                if outcome.is_lost() {
                    return Ok(outcome);
                }
                if kind.intersects(Kinds::NUMBER) && !node.numbers.is_empty() {
                    outcome = outcome.and(self.number::<REPORT>(id, node, digits, path, start));
                }
                (outcome, None)
            }
        };
        if node.enums.is_empty() && node.choices.is_empty() {
            return Ok(outcome);
        }
        let outcome = outcome.and(self.enums::<REPORT>(id, node, text, path, start)?);
        if node.choices.is_empty() || (!REPORT && outcome.is_lost()) {
            return Ok(outcome);
        }
        let here = Here { start, object: None, path, known };
        Ok(outcome.and(self.choices::<REPORT>(id, node, &here)?))
    }

    /// Holds the kind of a value against the node. Of one that is of another kind for sure, what else it breaks
    /// follows from that.
    #[inline]
    fn kind<const REPORT: bool>(
        &mut self,
        id: NodeId,
        node: &'a Node,
        found: Kinds,
        start: usize,
        path: &Path<'_>,
    ) -> Outcome {
        let is_allowed = node.kinds.intersects(found);
        if is_allowed { Outcome::CLEAN } else { self.other_kind::<REPORT>(id, node, found, start, path) }
    }

    /// A value is of a kind that the node does not allow.
    #[cold]
    fn other_kind<const REPORT: bool>(
        &mut self,
        id: NodeId,
        node: &'a Node,
        found: Kinds,
        start: usize,
        path: &Path<'_>,
    ) -> Outcome {
        // Of a container the opening bracket is shown: it may go on for pages.
        let span = (start, self.reader.at);
        let mut outcome = Outcome::CLEAN;
        for (rule, (kinds, mark)) in node.types.iter().enumerate() {
            if !kinds.intersects(found) {
                let what = What::Type { found, node: id, rule };
                outcome = outcome.and(self.broken::<REPORT>(what, path, span, *mark));
            }
        }
        outcome
    }

    fn string<const REPORT: bool>(
        &mut self,
        id: NodeId,
        node: &'a Node,
        text: Text<'a>,
        path: &Path<'_>,
        start: usize,
    ) -> Outcome {
        let span = (start, self.reader.at);
        let mut outcome = Outcome::CLEAN;
        for (rule, (check, mark)) in node.strings.iter().enumerate() {
            let holds = match check {
                StringRule::MinLength(least) => *least == 0 || self.reader.characters(text) >= *least,
                StringRule::MaxLength(most) => text.raw.len() <= *most || self.reader.characters(text) <= *most,
                StringRule::Pattern(regex) => regex.is_match(&self.reader.unescape(text)),
                StringRule::DateTime => format::is_date_time(&self.reader.unescape(text)),
                StringRule::Date => format::is_date(&self.reader.unescape(text)),
            };
            if !holds {
                let what = What::String { count: self.reader.characters(text), node: id, rule };
                outcome = outcome.and(self.broken::<REPORT>(what, path, span, *mark));
            }
        }
        if !node.dated.is_empty() && self.direction == Some(Direction::Request) {
            let value = self.reader.unescape(text);
            for (rule, dated) in node.dated.iter().enumerate() {
                if dated.value == value && self.options.date.as_ref().is_some_and(|date| *date >= dated.date) {
                    let what = What::Dated { node: id, rule };
                    outcome = outcome.and(self.noted::<REPORT>(what, path, span, Some(dated.mark)));
                }
            }
        }
        outcome
    }

    fn number<const REPORT: bool>(
        &mut self,
        id: NodeId,
        node: &'a Node,
        digits: &str,
        path: &Path<'_>,
        start: usize,
    ) -> Outcome {
        let mut outcome = Outcome::CLEAN;
        let number = Decimal::parse(digits);
        let span = (start, self.reader.at);
        for (rule, (check, mark)) in node.numbers.iter().enumerate() {
            let holds = match check {
                NumberRule::Minimum { bound, is_exclusive } => number > *bound || (!is_exclusive && number == *bound),
                NumberRule::Maximum { bound, is_exclusive } => number < *bound || (!is_exclusive && number == *bound),
                NumberRule::MultipleOf(multiple) => number.is_multiple_of(multiple).unwrap_or(true),
                NumberRule::Format { least, most } => number >= *least && number <= *most,
            };
            if !holds {
                let what = What::Number { node: id, rule };
                outcome = outcome.and(self.broken::<REPORT>(what, path, span, *mark));
            }
        }
        outcome
    }

    fn enums<const REPORT: bool>(
        &mut self,
        id: NodeId,
        node: &'a Node,
        text: Option<Text<'a>>,
        path: &Path<'_>,
        start: usize,
    ) -> Walked {
        let mut outcome = Outcome::CLEAN;
        let text = text.map(|text| self.reader.unescape(text));
        for (rule, check) in node.enums.iter().enumerate() {
            let holds = if let Some(text) = &text {
                check.texts.iter().any(|value| value == text)
            } else {
                let mut reader = self.reader;
                reader.at = start;
                !check.others.is_empty() && check.others.contains(&Canon::read(&mut reader)?)
            };
            if !holds {
                let near = text.as_ref().filter(|_| REPORT).and_then(|text| nearest(text, &check.texts));
                // Of a container the opening bracket is shown; null is told apart by its whole text.
                let is_null = self.reader.text()[start..].starts_with("null");
                let end = if text.is_some() || is_null { self.reader.at } else { start + 1 };
                let what = What::Enum { near, node: id, rule };
                outcome = outcome.and(self.broken::<REPORT>(what, path, (start, end), check.mark));
            }
        }
        Ok(outcome)
    }

    fn deeper(&self, path: &Path<'_>) -> Walked<()> {
        if path.depth < self.options.max_depth {
            return Ok(());
        }
        Err(Box::new(Stop { what: What::TooDeep, at: self.reader.at - 1, pointer: None }))
    }

    fn array<const REPORT: bool>(&mut self, node: &'a Node, start: usize, path: &Path<'_>) -> Walked {
        self.deeper(path)?;
        let rules = &node.array;
        let mut outcome = Outcome::CLEAN;
        let mut count = 0;
        while self.reader.item(count == 0)? {
            let item = self.value::<REPORT>(rules.items, &path.then(Step::Index(count)), Known::Own)?;
            outcome = outcome.and(item);
            if !REPORT && outcome.is_lost() {
                return Ok(outcome);
            }
            count += 1;
        }
        let span = (start, start + 1);
        outcome = outcome.and(self.counts::<REPORT>(&rules.counts, count, What::items, path, span));
        if let Some(mark) = rules.unique
            && count > 1
            && let Some((first, second)) = self.twins(start)?
        {
            outcome = outcome.and(self.broken::<REPORT>(What::Unique { first, second }, path, span, mark));
        }
        Ok(outcome)
    }

    /// The first two items of an array that are equal.
    fn twins(&self, start: usize) -> Walked<Option<(usize, usize)>> {
        let mut reader = self.reader;
        reader.at = start;
        match Canon::read(&mut reader)? {
            Canon::Array(items) => Ok(Canon::twins(&items)),
            _ => Ok(None),
        }
    }

    fn object<const REPORT: bool>(
        &mut self,
        id: NodeId,
        node: &'a Node,
        start: usize,
        path: &Path<'_>,
        known: Known,
    ) -> Walked {
        self.deeper(path)?;
        let rules = &node.object;
        if node.is_only_a_choice {
            let known = if let Known::Own = known { Known::Of(id) } else { known };
            let here = Here { start, object: None, path, known };
            return self.choices::<REPORT>(id, node, &here);
        }
        let base = self.seen.len();
        self.seen.resize(base + rules.slots.len(), 0);
        let others = self.others.len();
        let result = self.members::<REPORT>(id, node, start, base, path, known);
        self.seen.truncate(base);
        self.others.truncate(others);
        result
    }

    fn members<const REPORT: bool>(
        &mut self,
        id: NodeId,
        node: &'a Node,
        start: usize,
        base: usize,
        path: &Path<'_>,
        known: Known,
    ) -> Walked {
        let rules = &node.object;
        let mut outcome = Outcome::CLEAN;
        let first_other = self.others.len();
        let mut many = None;
        let (mut count, mut likely) = (0, 0);
        loop {
            let known_names = |text: &[u8]| rules.names.standing(&rules.slots, text, likely);
            let (name, slot) = match self.reader.next_name(count == 0, known_names)? {
                Named::End => break,
                Named::Known(slot) => (Cow::Borrowed(&*rules.slots[slot].name), Some(slot)),
                Named::Other => {
                    let name = self.reader.unescape(self.reader.name);
                    let slot = rules.names.find(&rules.slots, &name);
                    (name, slot)
                }
            };
            count += 1;
            let here = path.then(Step::Name(&name));
            let is_twice = match slot {
                Some(slot) => std::mem::replace(&mut self.seen[base + slot], self.reader.at + 1) != 0,
                None => self.is_other_twice(first_other, &mut many, name.clone()),
            };
            if is_twice {
                self.note::<REPORT>(What::DuplicateKey, &here, self.name_span(), false, None);
                outcome = outcome.and(Outcome::NOTED);
            }
            let child = match slot {
                Some(index) => {
                    likely = index + 1;
                    let slot = &rules.slots[index];
                    if slot.is_flagged || !slot.is_declared {
                        let (of_name, child) = self.remarkable::<REPORT>(id, rules, Some(slot), &name, &here, known);
                        outcome = outcome.and(of_name);
                        child
                    } else {
                        slot.node
                    }
                }
                None if rules.closed.is_none() && rules.forbidden.is_none() => rules.additional,
                None => {
                    let (of_name, child) = self.remarkable::<REPORT>(id, rules, None, &name, &here, known);
                    outcome = outcome.and(of_name);
                    child
                }
            };
            outcome = outcome.and(self.value::<REPORT>(child, &here, Known::Own)?);
            if !REPORT && outcome.is_lost() {
                return Ok(outcome);
            }
        }
        let span = (start, start + 1);
        outcome = outcome.and(self.counts::<REPORT>(&rules.counts, count, What::members, path, span));
        outcome = outcome.and(self.required::<REPORT>(rules, base, path, span));
        if !REPORT && outcome.is_lost() {
            return Ok(outcome);
        }
        if !node.enums.is_empty() {
            outcome = outcome.and(self.enums::<REPORT>(id, node, None, path, start)?);
        }
        if !node.choices.is_empty() {
            let known = Known::Decided;
            let here = Here { start, object: Some((base, rules, count)), path, known };
            outcome = outcome.and(self.choices::<REPORT>(id, node, &here)?);
        }
        Ok(outcome)
    }

    /// Whether a name that no schema speaks of stands in the object before; it is kept, among the last of
    /// `others` or, where those are many, in a set.
    fn is_other_twice(&mut self, first: usize, many: &mut Option<HashSet<Cow<'a, str>>>, name: Cow<'a, str>) -> bool {
        if self.others[first..].contains(&name) {
            return true;
        }
        if self.others.len() - first < FEW {
            self.others.push(name);
            return false;
        }
        !many.get_or_insert_default().insert(name)
    }

    /// Where the name stands behind whose colon the reader is.
    fn name_span(&self) -> (usize, usize) {
        let colon = self.reader.text()[..self.reader.at].trim_end_matches([':', ' ', '\n', '\r', '\t']);
        (self.reader.name_at, colon.len())
    }

    /// Whether a member is of no account in this direction: it need not be there, and if it is, its value is not
    /// looked at.
    fn ignored(&self, slot: &Slot) -> Option<(What, Mark)> {
        match self.direction? {
            Direction::Request => Some((What::ReadOnly, slot.read_only?)),
            Direction::Response => Some((What::WriteOnly, slot.write_only?)),
        }
    }

    /// What there is to say of a member for its being there at all, and what its value is held against.
    #[cold]
    fn remarkable<const REPORT: bool>(
        &mut self,
        id: NodeId,
        rules: &'a ObjectRules,
        slot: Option<&'a Slot>,
        name: &str,
        here: &Path<'_>,
        known: Known,
    ) -> (Outcome, NodeId) {
        let mut child = slot.map_or(rules.additional, |slot| slot.node);
        let span = self.name_span();
        if let Some(mark) = slot.map_or(rules.forbidden, |slot| slot.forbidden) {
            let what = What::Forbidden { name: name.to_owned(), node: id };
            return (self.broken::<REPORT>(what, here, span, mark), child);
        }
        let ignored = slot.and_then(|slot| self.ignored(slot));
        let is_request = self.direction == Some(Direction::Request);
        let deprecated = slot.and_then(|slot| slot.deprecated).filter(|_| is_request);
        let mut outcome = Outcome::CLEAN;
        if let Some((what, mark)) = ignored {
            outcome = self.noted::<REPORT>(what, here, span, Some(mark));
            child = NodeId::ANY;
        } else if let Some(mark) = deprecated {
            outcome = self.noted::<REPORT>(What::Deprecated, here, span, Some(mark));
        } else if !slot.is_some_and(|slot| slot.is_declared)
            && rules.closed.is_some()
            && let Some((node, mark)) = is_unknown(self.program, name, id, known)
        {
            let what = What::Unknown { name: name.to_owned(), node };
            outcome = self.noted::<REPORT>(what, here, span, Some(mark));
        }
        (outcome, child)
    }

    /// Holds the members that were seen against the list of those that must be there.
    fn required<const REPORT: bool>(
        &mut self,
        rules: &'a ObjectRules,
        base: usize,
        path: &Path<'_>,
        span: (usize, usize),
    ) -> Outcome {
        let mut outcome = Outcome::CLEAN;
        for index in &rules.required {
            let slot = &rules.slots[*index];
            if self.seen[base + index] != 0 || self.ignored(slot).is_some() {
                continue;
            }
            outcome = outcome.and(self.missing::<REPORT>(slot, path, span));
        }
        outcome
    }

    /// A member that must be there is not.
    fn missing<const REPORT: bool>(&mut self, slot: &Slot, path: &Path<'_>, span: (usize, usize)) -> Outcome {
        let mut outcome = Outcome::CLEAN;
        for mark in &slot.required {
            let what = What::Required { name: slot.name.clone() };
            outcome = outcome.and(self.broken::<REPORT>(what, path, span, *mark));
        }
        outcome
    }

    /// Holds how many items or members there are against the bounds.
    fn counts<const REPORT: bool>(
        &mut self,
        rules: &[(CountRule, Mark)],
        count: usize,
        what: fn(usize, CountRule) -> What,
        path: &Path<'_>,
        span: (usize, usize),
    ) -> Outcome {
        let mut outcome = Outcome::CLEAN;
        for (rule, mark) in rules.iter().filter(|(rule, _)| !rule.holds(count)) {
            outcome = outcome.and(self.broken::<REPORT>(what(count, *rule), path, span, *mark));
        }
        outcome
    }
}

impl CountRule {
    fn holds(self, count: usize) -> bool {
        match self {
            CountRule::Min(least) => count >= least,
            CountRule::Max(most) => count <= most,
        }
    }
}

/// Whether nobody who matters knows a name; whose names they are, and where they are listed.
fn is_unknown(program: &Program, name: &str, id: NodeId, known: Known) -> Option<(NodeId, Mark)> {
    let judge = match known {
        Known::Own => id,
        Known::Of(judge) => judge,
        Known::Decided => return None,
    };
    let rules = &program.node(judge).object;
    let slot = rules.names.find(&rules.slots, name);
    if slot.is_some_and(|slot| rules.slots[slot].is_declared) { None } else { Some((judge, rules.closed?)) }
}

/// The value that was likely meant.
fn nearest(text: &str, values: &[String]) -> Option<String> {
    super::near::nearest(values.iter().map(String::as_str), text).map(str::to_owned)
}
