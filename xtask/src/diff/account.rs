//! Everything that is to be said of two documents: what changed, as the wire, the Rust API and the examples see it, what
//! of it was accepted, and which version comes next. The forms of output show it, and add nothing.

mod mark;

use contacts_openapi::{Direction, Document, Place};
use semver::Version;
use serde_json::Value;

pub(crate) use mark::Marked;

use super::accepted::Accepted;
use super::examples::{self, Compared, ExampleChange};
use super::rust_api::{self, RustChange, Ungenerated};
use super::{Change, Impact, Side, compare, version};
use crate::exit::Failure;
use crate::revision::Revision;

/// One of the two documents.
pub(crate) struct Named {
    pub(crate) name: String,
    /// Its `info.version`, as it is written.
    pub(crate) version: String,
}

/// Everything that is to be said.
pub(crate) struct Account {
    pub(crate) base: Named,
    pub(crate) head: Named,
    /// The worst first, and then in the document's order.
    pub(crate) wire: Vec<Marked<Change>>,
    /// Where each change of the wire stands.
    pub(crate) places: Vec<Place>,
    pub(crate) rust: Result<Vec<Marked<RustChange>>, Vec<Ungenerated>>,
    pub(crate) examples: Vec<Marked<ExampleChange>>,
    /// How many examples have no file beside either document.
    pub(crate) unread_examples: usize,
    /// The version that comes next, where the old document has one.
    pub(crate) next: Option<Version>,
    /// Why `info.version` of the new document does not do.
    pub(crate) misfit: Option<String>,
}

impl Account {
    /// Compares two documents.
    pub(crate) fn new(base: &Revision, head: &Revision, accepted: &Accepted) -> Result<Self, Failure> {
        let (rust, examples, wire) = std::thread::scope(|scope| {
            let rust = scope.spawn(|| rust_api::compare(&base.document, &head.document));
            let examples = scope.spawn(|| examples::compare(base, head));
            let wire = compare(&base.document, &head.document);
            let examples = examples.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            (rust.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), examples, wire)
        });
        let documents = [&base.document, &head.document];
        let (wire, rust) = mark::mark(wire, rust, accepted, documents);
        let place = |change: &Marked<Change>| {
            let document = if change.it.side == Side::Base { &base.document } else { &head.document };
            document.place(&change.it.pointer)
        };
        let places = wire.iter().map(place).collect();
        let Compared { changed, unread: unread_examples } = examples?;
        let examples = changed.into_iter().map(|change| mark::example(change, &wire, accepted)).collect();
        let named =
            |revision: &Revision| Named { name: revision.name.clone(), version: info_version(&revision.document) };
        let (base, head) = (named(base), named(head));
        let mut account = Self { base, head, wire, places, rust, examples, unread_examples, next: None, misfit: None };
        account.advise();
        Ok(account)
    }

    /// Says which version comes next, and whether the new document has one that does.
    fn advise(&mut self) {
        let impact = self.impact();
        let parsed = |named: &Named| {
            Version::parse(&named.version).map_err(|error| {
                format!("info.version of {} is {:?}, no version by SemVer: {error}", named.name, named.version)
            })
        };
        match (parsed(&self.base), parsed(&self.head)) {
            (Ok(base), head) => {
                self.next = Some(version::next(&base, impact));
                self.misfit = head.and_then(|head| version::fits(&base, &head, impact)).err();
            }
            (Err(message), _) => self.misfit = Some(message),
        }
    }

    /// The worst that changed for anybody, accepted or not; none is nothing at all.
    pub(crate) fn impact(&self) -> Option<Impact> {
        let rust = self.rust.iter().flatten().map(|change| change.impact);
        let examples = self.examples.iter().map(|change| change.impact);
        self.wire.iter().map(|change| change.impact).chain(rust).chain(examples).max()
    }

    /// Whether something breaks that nobody has accepted.
    pub(crate) fn is_breaking(&self) -> bool {
        !self.unaccepted().is_empty()
    }

    /// The fingerprints of what breaks and was not accepted: of the wire, and of the rest what does not follow from that.
    pub(crate) fn unaccepted(&self) -> Vec<&str> {
        fn is_open<T>(change: &Marked<T>) -> bool {
            change.impact == Impact::Breaking && change.accepted.is_none()
        }
        fn own<'a, T>(change: &'a Marked<T>, wire: &[Marked<Change>]) -> Option<&'a str> {
            let follows = change.causes.iter().any(|&cause| is_open(&wire[cause]));
            (is_open(change) && !follows).then_some(change.fingerprint.as_str())
        }
        let wire = self.wire.iter().filter(|it| is_open(it)).map(|it| it.fingerprint.as_str());
        let rust = self.rust.iter().flatten().filter_map(|it| own(it, &self.wire));
        wire.chain(rust).chain(self.examples.iter().filter_map(|it| own(it, &self.wire))).collect()
    }

    /// How many changes were accepted: those of the wire, and of the others those that have an entry of their own.
    pub(crate) fn accepted(&self) -> usize {
        let own = |accepted: &Option<String>, causes: &[usize]| accepted.is_some() && causes.is_empty();
        self.wire.iter().filter(|it| it.accepted.is_some()).count()
            + self.rust.iter().flatten().filter(|it| own(&it.accepted, &it.causes)).count()
            + self.examples.iter().filter(|it| own(&it.accepted, &it.causes)).count()
    }

    /// Whether a fingerprint is that of a change here.
    pub(crate) fn knows(&self, fingerprint: &str) -> bool {
        self.message(fingerprint).is_some()
    }

    /// What the change of a fingerprint is.
    pub(crate) fn message(&self, fingerprint: &str) -> Option<String> {
        let wire = self.wire.iter().find(|it| it.fingerprint == fingerprint).map(|it| it.it.message.clone());
        let rust = || {
            let found = self.rust.iter().flatten().find(|it| it.fingerprint == fingerprint);
            found.map(|it| format!("{} {}", it.it.path, it.it.what.as_str()))
        };
        let example = || {
            let found = self.examples.iter().find(|it| it.fingerprint == fingerprint);
            found.map(|it| format!("{}: {} -> {}", it.it.file, it.it.before.as_str(), it.it.after.as_str()))
        };
        wire.or_else(rust).or_else(example)
    }

    /// Who is broken on the wire, and by how much: `2 changes break writers`, `1 breaks readers`; what was accepted
    /// counts if `all` does.
    pub(crate) fn broken_on_the_wire(&self, all: bool) -> Vec<String> {
        let of = |direction: Direction| {
            let breaks = |change: &Change| {
                change.effects.iter().any(|effect| effect.direction == direction && effect.impact == Impact::Breaking)
            };
            self.wire.iter().filter(|it| (all || it.accepted.is_none()) && breaks(&it.it)).count()
        };
        let mut clauses = Vec::new();
        for (direction, who) in [(Direction::Request, "writers"), (Direction::Response, "readers")] {
            let count = of(direction);
            let noun = match (clauses.is_empty(), count) {
                (_, 0) => continue,
                (true, 1) => " change breaks",
                (true, _) => " changes break",
                (false, 1) => " breaks",
                (false, _) => " break",
            };
            clauses.push(format!("{count}{noun} {who}"));
        }
        clauses
    }

    /// The same of the Rust API and the examples.
    pub(crate) fn broken_elsewhere(&self, all: bool) -> Vec<String> {
        let is_open =
            |impact: Impact, accepted: &Option<String>| impact == Impact::Breaking && (all || accepted.is_none());
        let rust = self.rust.iter().flatten().filter(|it| is_open(it.impact, &it.accepted)).count();
        let examples = self.examples.iter().filter(|it| is_open(it.impact, &it.accepted)).count();
        let clauses =
            [(rust, "Rust item breaks", "Rust items break"), (examples, "example is refused", "examples are refused")];
        let clauses = clauses.into_iter().filter(|(count, ..)| *count > 0);
        clauses.map(|(count, one, more)| format!("{count} {}", if count == 1 { one } else { more })).collect()
    }
}

fn info_version(document: &Document) -> String {
    match document.pointer("/info/version") {
        Some(Value::String(version)) => version.clone(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}
