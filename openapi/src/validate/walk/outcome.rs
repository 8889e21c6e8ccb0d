//! How a walk along one value ends, and where it is on its way.

use jsonptr::PointerBuf;

use crate::validate::json::Fault;
use crate::validate::raw::What;

/// Whether a value fits: the document as it is, and the document without what it only assumes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Outcome(u8);

impl Outcome {
    const FITS: u8 = 1;
    const FITS_DOCUMENTED: u8 = 1 << 1;
    /// There is nothing at all to be said about it.
    const IS_CLEAN: u8 = 1 << 2;
    pub(super) const CLEAN: Outcome = Outcome(Self::FITS | Self::FITS_DOCUMENTED | Self::IS_CLEAN);
    pub(super) const NOTED: Outcome = Outcome(Self::FITS | Self::FITS_DOCUMENTED);

    pub(super) fn broken(is_assumed: bool) -> Outcome {
        Outcome(if is_assumed { Self::FITS_DOCUMENTED } else { 0 })
    }

    pub(super) fn and(self, other: Outcome) -> Outcome {
        Outcome(self.0 & other.0)
    }

    pub(super) fn fits(self) -> bool {
        self.0 & Self::FITS != 0
    }

    pub(super) fn fits_documented(self) -> bool {
        self.0 & Self::FITS_DOCUMENTED != 0
    }

    pub(super) fn is_clean(self) -> bool {
        self.0 & Self::IS_CLEAN != 0
    }

    /// Whether nothing that is still to come can change it.
    pub(super) fn is_lost(self) -> bool {
        self.0 == 0
    }
}

/// Why a payload cannot be read to its end.
pub(super) struct Stop {
    pub(super) what: What,
    pub(super) at: usize,
    pub(super) pointer: Option<PointerBuf>,
}

impl From<Box<Fault>> for Box<Stop> {
    #[cold]
    fn from(fault: Box<Fault>) -> Self {
        Box::new(Stop { what: What::Syntax(fault.what), at: fault.at, pointer: None })
    }
}

pub(super) type Walked<T = Outcome> = Result<T, Box<Stop>>;

/// Where a walk is in the payload; on the stack, so that it costs nothing until it is asked for.
pub(super) struct Path<'p> {
    pub(super) parent: Option<&'p Path<'p>>,
    pub(super) step: Step<'p>,
    pub(super) depth: usize,
}

pub(super) enum Step<'p> {
    Root,
    Name(&'p str),
    Index(usize),
}

impl<'p> Path<'p> {
    pub(super) fn then(&'p self, step: Step<'p>) -> Path<'p> {
        Path { parent: Some(self), step, depth: self.depth + 1 }
    }

    pub(super) fn pointer(&self) -> PointerBuf {
        let mut pointer = self.parent.map(Path::pointer).unwrap_or_default();
        match self.step {
            Step::Root => {}
            Step::Name(name) => pointer.push_back(name),
            Step::Index(index) => pointer.push_back(index),
        }
        pointer
    }
}
