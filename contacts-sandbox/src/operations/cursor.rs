//! Cursors: opaque, good for one list and for a while.
//!
//! A cursor holds where the next page begins, in an [envelope](crate::envelope). It belongs to one operation with one
//! set of filters, which have to be repeated with it; `count` may change. All of that is assumed: the pages say neither
//! how long a cursor lives nor whether the filters go with it.

use crate::envelope::Envelope;
use crate::refusal::Refusal;

/// Seals cursors, and opens them.
#[derive(Clone)]
pub(crate) struct Seal {
    envelope: Envelope,
    pub(crate) lifetime_seconds: i64,
}

/// What a cursor holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cursor {
    /// When it was made, in seconds of UNIX time.
    pub(super) made: i64,
    /// How many results the pages before had.
    pub(super) reached: u64,
    /// Where they ended, by the order of the list.
    pub(super) moment: i64,
    pub(super) sequence: u64,
    pub(super) name: String,
}

impl Seal {
    pub(crate) fn new(seed: u64, lifetime_seconds: i64) -> Self {
        Self { envelope: Envelope::new("cursor", seed), lifetime_seconds }
    }

    /// A cursor as text, for a list that `filters` tell from others.
    pub(super) fn close(&self, cursor: &Cursor, filters: &str) -> String {
        let mut plain = Vec::with_capacity(32 + cursor.name.len());
        plain.extend_from_slice(&cursor.made.to_be_bytes());
        plain.extend_from_slice(&cursor.reached.to_be_bytes());
        plain.extend_from_slice(&cursor.moment.to_be_bytes());
        plain.extend_from_slice(&cursor.sequence.to_be_bytes());
        plain.extend_from_slice(cursor.name.as_bytes());
        self.envelope.close(plain, filters)
    }

    /// What a cursor holds that this sandbox made for the same list, and not too long ago.
    pub(super) fn open(&self, text: &str, filters: &str, now: i64) -> Result<Cursor, Refusal> {
        let unknown = || Refusal::invalid("/query/cursor", "is no cursor of this list; filters go with it unchanged");
        let plain = self.envelope.open(text, filters).ok_or_else(unknown)?;
        let (head, name) = plain.split_at_checked(32).ok_or_else(unknown)?;
        let number = |at: usize| head[at..at + 8].try_into().map(u64::from_be_bytes).unwrap_or_default();
        let cursor = Cursor {
            made: number(0).cast_signed(),
            reached: number(8),
            moment: number(16).cast_signed(),
            sequence: number(24),
            name: String::from_utf8(name.to_vec()).map_err(|_| unknown())?,
        };
        if now.saturating_sub(cursor.made) >= self.lifetime_seconds {
            return Err(Refusal::invalid("/query/cursor", "has expired; begin with the first page"));
        }
        Ok(cursor)
    }
}
