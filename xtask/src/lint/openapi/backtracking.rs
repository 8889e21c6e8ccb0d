//! Whether a regular expression can take an engine that backtracks more than linear time.
//!
//! Ours takes linear time whatever the expression; those of JavaScript, Java, Python, Ruby and .NET go back and try
//! again, and the people who read the document use those. How often they try is the number of ways in which a text
//! fits a part of the expression. It is counted on the automaton of positions, in which each letter and each class
//! of the expression is a state: a state that leads back to itself in two ways over the same text makes it
//! exponential, two loops of which the first leads to the second over a text that both take make it polynomial.
//! Neither does harm where nothing that can fail comes after.

use std::cell::Cell;
use std::collections::BTreeSet;

use regex_syntax::ast::{self, AssertionKind, Ast, RepetitionKind, RepetitionRange};
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, HirKind};

/// Expressions with more positions than this are not judged, nor those with more kinds of letters.
const MAX_POSITIONS: usize = 150;
const MAX_CLASSES: usize = 64;

/// How much is looked at before an expression is let go: parts while the automaton is made, then its steps, then pairs
/// and triples of its states.
const MAX_PARTS: usize = 5_000;
const MAX_STEPS: usize = 20_000;
const MAX_STATES: usize = 300_000;

/// How often something may be repeated and still not count as often as one likes.
const FEW: u32 = 32;

/// How the time of a search grows with the length of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Growth {
    Linear,
    Polynomial,
    Exponential,
}

/// How the time of a search that backtracks grows at worst, for an expression in the syntax of `regex-syntax`.
pub(super) fn growth(pattern: &str) -> Growth {
    let Ok(ast) = ast::parse::Parser::new().parse(pattern) else { return Growth::Linear };
    let branches = match &ast {
        Ast::Alternation(alternation) => &alternation.asts[..],
        one => std::slice::from_ref(one),
    };
    let growth = branches.iter().map(|branch| Automaton::of(pattern, branch).map_or(Growth::Linear, Automaton::growth));
    growth.max().unwrap_or(Growth::Linear)
}

/// The positions of an expression, and which may follow which.
struct Automaton<'p> {
    pattern: &'p str,
    classes: Vec<ClassUnicode>,
    /// The class of each position.
    positions: Vec<usize>,
    /// Each step from one position to the next; one that can be made in two ways is there twice.
    steps: Vec<Vec<usize>>,
    /// Where a match may end.
    last: BTreeSet<usize>,
    /// Whether an assertion can still refuse a match that is at its end.
    is_asserted: bool,
    /// How many parts it was made of.
    parts: usize,
    /// How many states may still be looked at.
    states: Cell<usize>,
}

/// A part of an expression: where it may begin and end, and whether it takes an empty text.
struct Part {
    first: Vec<usize>,
    last: Vec<usize>,
    is_nullable: bool,
}

impl Part {
    fn empty() -> Self {
        Self { first: Vec::new(), last: Vec::new(), is_nullable: true }
    }
}

impl<'p> Automaton<'p> {
    fn of(pattern: &'p str, ast: &Ast) -> Option<Self> {
        let mut this = Self {
            pattern,
            classes: Vec::new(),
            positions: Vec::new(),
            steps: Vec::new(),
            last: BTreeSet::new(),
            is_asserted: false,
            parts: 0,
            states: Cell::new(MAX_STATES),
        };
        // A search that is not held to the start tries again from each letter, as if anything might come before.
        let before = if is_anchored(ast) {
            Part::empty()
        } else {
            let any = this.class(ClassUnicode::new([ClassUnicodeRange::new('\0', char::MAX)]))?;
            this.star(any)
        };
        let part = this.part(ast)?;
        let whole = this.concatenation(before, part);
        this.last = whole.last.into_iter().collect();
        Some(this)
    }

    fn part(&mut self, ast: &Ast) -> Option<Part> {
        self.parts += 1;
        if self.parts > MAX_PARTS || self.steps.iter().map(Vec::len).sum::<usize>() > MAX_STEPS {
            return None;
        }
        Some(match ast {
            Ast::Empty(_) | Ast::Flags(_) => Part::empty(),
            Ast::Assertion(assertion) => {
                self.is_asserted |= !matches!(assertion.kind, AssertionKind::StartLine | AssertionKind::StartText);
                Part::empty()
            }
            Ast::Group(group) => self.part(&group.ast)?,
            Ast::Concat(concat) => {
                let mut whole = Part::empty();
                for ast in &concat.asts {
                    let part = self.part(ast)?;
                    whole = self.concatenation(whole, part);
                }
                whole
            }
            Ast::Alternation(alternation) => {
                let mut whole = Part { is_nullable: false, ..Part::empty() };
                for ast in &alternation.asts {
                    let part = self.part(ast)?;
                    whole.first.extend(part.first);
                    whole.last.extend(part.last);
                    whole.is_nullable |= part.is_nullable;
                }
                whole
            }
            Ast::Repetition(repetition) => {
                let (least, most) = match &repetition.op.kind {
                    RepetitionKind::ZeroOrOne => (0, Some(1)),
                    RepetitionKind::ZeroOrMore => (0, None),
                    RepetitionKind::OneOrMore => (1, None),
                    RepetitionKind::Range(RepetitionRange::Exactly(count)) => (*count, Some(*count)),
                    RepetitionKind::Range(RepetitionRange::AtLeast(least)) => (*least, None),
                    RepetitionKind::Range(RepetitionRange::Bounded(least, most)) => (*least, Some(*most)),
                };
                self.repetition(&repetition.ast, least, most)?
            }
            Ast::Literal(_) | Ast::Dot(_) | Ast::ClassUnicode(_) | Ast::ClassPerl(_) | Ast::ClassBracketed(_) => {
                let hir = Translator::new().translate(self.pattern, ast).ok()?;
                let class = match hir.into_kind() {
                    HirKind::Class(Class::Unicode(class)) => class,
                    HirKind::Literal(literal) => {
                        let letter = std::str::from_utf8(&literal.0).ok()?.chars().next()?;
                        ClassUnicode::new([ClassUnicodeRange::new(letter, letter)])
                    }
                    _ => return None,
                };
                self.class(class)?
            }
        })
    }

    /// Two copies show what few repetitions do within others; more would change nothing but the size.
    fn repetition(&mut self, ast: &Ast, least: u32, most: Option<u32>) -> Option<Part> {
        let endless = most.is_none_or(|most| most > FEW);
        let copies = if endless { least.clamp(1, 2) } else { most.unwrap_or(0).min(2) };
        let mut whole = Part::empty();
        for copy in 0..copies {
            let mut part = self.part(ast)?;
            if endless && copy + 1 == copies {
                part = self.star(part);
            }
            part.is_nullable |= copy >= least;
            whole = self.concatenation(whole, part);
        }
        Some(whole)
    }

    fn class(&mut self, class: ClassUnicode) -> Option<Part> {
        let known = self.classes.iter().position(|known| *known == class);
        let index = known.unwrap_or_else(|| {
            self.classes.push(class);
            self.classes.len() - 1
        });
        let position = self.positions.len();
        self.positions.push(index);
        self.steps.push(Vec::new());
        let is_small = position < MAX_POSITIONS && self.classes.len() <= MAX_CLASSES;
        is_small.then(|| Part { first: vec![position], last: vec![position], is_nullable: false })
    }

    fn star(&mut self, part: Part) -> Part {
        self.join(&part.last, &part.first);
        part
    }

    fn concatenation(&mut self, one: Part, other: Part) -> Part {
        self.join(&one.last, &other.first);
        let mut first = one.first;
        let mut last = other.last;
        if one.is_nullable {
            first.extend(other.first);
        }
        if other.is_nullable {
            last.extend(one.last);
        }
        Part { first, last, is_nullable: one.is_nullable && other.is_nullable }
    }

    fn join(&mut self, from: &[usize], to: &[usize]) {
        for position in from {
            self.steps[*position].extend(to);
        }
    }

    fn growth(self) -> Growth {
        let letters = self.letters();
        let reach: Vec<BTreeSet<usize>> = (0..self.positions.len()).map(|from| self.reach(from)).collect();
        // The loop that a position is part of.
        let around = |position: usize| -> Vec<usize> {
            reach[position].iter().copied().filter(|other| reach[*other].contains(&position)).collect()
        };
        let loops: Vec<Vec<usize>> = (0..self.positions.len()).map(around).collect();
        let fails = |position: usize| self.is_asserted || !loops[position].iter().any(|it| self.last.contains(it));
        let looping: Vec<usize> = (0..self.positions.len()).filter(|it| !loops[*it].is_empty() && fails(*it)).collect();
        if looping.iter().any(|position| self.is_exponential(*position, &loops[*position], &letters)) {
            return Growth::Exponential;
        }
        let is_polynomial = looping.iter().any(|first| {
            looping.iter().any(|second| {
                first != second
                    && reach[*first].contains(second)
                    && self.is_polynomial(*first, *second, &reach, &letters)
            })
        });
        if is_polynomial { Growth::Polynomial } else { Growth::Linear }
    }

    /// For each kind of letter, which classes have it.
    fn letters(&self) -> BTreeSet<u64> {
        let ranges = || self.classes.iter().flat_map(ClassUnicode::iter);
        let starts = ranges().map(|range| u32::from(range.start()));
        let ends = ranges().map(|range| u32::from(range.end()) + 1);
        let has = |class: &ClassUnicode, letter: u32| {
            let ranges = class.ranges();
            let at = ranges.partition_point(|range| u32::from(range.end()) < letter);
            ranges.get(at).is_some_and(|range| u32::from(range.start()) <= letter)
        };
        let edges: BTreeSet<u32> = starts.chain(ends).collect();
        let kinds = edges.into_iter().map(|letter| {
            let classes = self.classes.iter().enumerate().filter(|(_, class)| has(class, letter));
            classes.fold(0, |kind, (index, _)| kind | 1 << index)
        });
        kinds.collect()
    }

    /// Whether one letter can lead to all these positions.
    fn meet(&self, positions: &[usize], letters: &BTreeSet<u64>) -> bool {
        let Some(left) = self.states.get().checked_sub(1) else { return false };
        self.states.set(left);
        let all = positions.iter().fold(0, |all, position| all | 1 << self.positions[*position]);
        letters.iter().any(|kind| kind & all == all)
    }

    /// Which positions can come after one.
    fn reach(&self, from: usize) -> BTreeSet<usize> {
        let (mut reached, mut open) = (BTreeSet::new(), vec![from]);
        while let Some(position) = open.pop() {
            open.extend(self.steps[position].iter().copied().filter(|next| reached.insert(*next)));
        }
        reached
    }

    /// Whether a position of a loop leads back to itself in two ways over the same text.
    fn is_exponential(&self, position: usize, around: &[usize], letters: &BTreeSet<u64>) -> bool {
        let within = |at: usize| self.steps[at].iter().copied().filter(|next| around.contains(next));
        let is_double = |at: &usize| {
            let mut next: Vec<usize> = within(*at).collect();
            let all = next.len();
            next.sort_unstable();
            next.dedup();
            next.len() < all
        };
        if around.iter().any(is_double) {
            return true;
        }
        // A pair that parted must meet again where it set out.
        let (mut seen, mut open) = (BTreeSet::new(), vec![(position, position, false)]);
        while let Some((one, other, parted)) = open.pop() {
            for next in within(one) {
                for beside in within(other) {
                    let parted = parted || next != beside;
                    if !self.meet(&[next, beside], letters) {
                        continue;
                    }
                    if parted && (next, beside) == (position, position) {
                        return true;
                    }
                    if seen.insert((next, beside, parted)) {
                        open.push((next, beside, parted));
                    }
                }
            }
        }
        false
    }

    /// Whether some text leads from the first position to itself, from the first to the second, and from the second to
    /// itself.
    fn is_polynomial(&self, first: usize, second: usize, reach: &[BTreeSet<usize>], letters: &BTreeSet<u64>) -> bool {
        let (mut seen, mut open) = (BTreeSet::new(), vec![[first, first, second]]);
        let leads = |from: usize, to: usize| from == to || reach[from].contains(&to);
        while let Some([one, between, other]) = open.pop() {
            for next in self.steps[one].iter().copied().filter(|it| leads(*it, first)) {
                for middle in self.steps[between].iter().copied().filter(|it| leads(*it, second)) {
                    for last in self.steps[other].iter().copied().filter(|it| leads(*it, second)) {
                        let state = [next, middle, last];
                        if !self.meet(&state, letters) {
                            continue;
                        }
                        if state == [first, second, second] {
                            return true;
                        }
                        if seen.insert(state) {
                            open.push(state);
                        }
                    }
                }
            }
        }
        false
    }
}

/// Whether a match can begin nowhere but at the start.
fn is_anchored(ast: &Ast) -> bool {
    match ast {
        Ast::Assertion(assertion) => matches!(assertion.kind, AssertionKind::StartLine | AssertionKind::StartText),
        Ast::Group(group) => is_anchored(&group.ast),
        Ast::Concat(concat) => concat.asts.iter().find(|it| !matches!(it, Ast::Flags(_))).is_some_and(is_anchored),
        Ast::Alternation(alternation) => alternation.asts.iter().all(is_anchored),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_grows_with_the_ways_in_which_a_text_fits() {
        use Growth::{Exponential, Linear, Polynomial};
        let rows = [
            (r"^(a+)+$", Exponential),
            (r"(a+)+$", Exponential),
            (r"^(a*)*$", Exponential),
            (r"^(a|a)*$", Exponential),
            (r"^(a|b|ab)*c", Exponential),
            (r"^(a{1,9})+$", Exponential),
            (r"^([a-z]+_?)+$", Exponential),
            (r"^(\d+|[a-f0-9]+)*$", Exponential),
            (r"^(.*,)*x$", Exponential),
            (r"^[a-z]*[a-z0-9]*$", Polynomial),
            (r"^\s*\s*x", Polynomial),
            (r"^.*.*=.*", Polynomial),
            (r"^(ab)*(abab)*$", Polynomial),
            (r"^a{0,100}[ab]{0,100}$", Polynomial),
            // Not held to the start, the search begins anew at each letter.
            (r"\s+$", Polynomial),
            (r"[^=]*=", Polynomial),
            // Of a letter and the next, only one way fits.
            (r"^(a|ab)*c", Linear),
            (r"^([a-z]+_)+$", Linear),
            (r"^[a-z]+(-[a-z]+)*$", Linear),
            (r"^[0-9]{4,}$", Linear),
            (r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", Linear),
            (r"^[A-Za-z_][A-Za-z0-9_]*$", Linear),
            (r"^a*b*c*$", Linear),
            (r"^\w+@\w+\.com$", Linear),
            (r"^(a?)*$", Linear),
            (r"^a{0,9}[ab]{0,9}$", Linear),
            (r"-(00|1[3-9]|[2-9][0-9])-|-(00|3[2-9]|[4-9][0-9])$", Linear),
            // Nothing comes after that could fail.
            (r"(a|a)*", Linear),
            (r"^.*.*", Linear),
            (r"", Linear),
            (r"(", Linear),
        ];
        for (pattern, expected) in rows {
            assert_eq!(growth(pattern), expected, "{pattern}");
        }
    }

    #[test]
    fn a_large_expression_is_let_go() {
        let wide = format!("^({})*$", ["[a-z]{5,9}"; 100].join("|"));
        let deep = format!("^{}a{}$", "(".repeat(200), ")*".repeat(200));
        let empty = format!("^{}{}$", "(".repeat(200), "){2}".repeat(200));
        let many = format!("^{}$", "a*".repeat(120));
        for pattern in [wide, deep, empty, many] {
            growth(&pattern);
        }
    }
}
