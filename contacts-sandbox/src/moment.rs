//! Moments as the API writes them, `YYYY-MM-DDThh:mm:ssTZD`, from and to seconds of UNIX time.

use time::format_description::well_known::Rfc3339;
use time::{OffsetDateTime, UtcOffset};

/// How moments are written: the offset of the document's own example.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Writing {
    offset: UtcOffset,
}

impl Writing {
    /// The writing of an example; none if it is no moment.
    pub(crate) fn like(example: &str) -> Option<Self> {
        Some(Self { offset: OffsetDateTime::parse(example, &Rfc3339).ok()?.offset() })
    }

    /// A moment as text.
    pub(crate) fn text(self, seconds: i64) -> String {
        let moment = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        moment.to_offset(self.offset).format(&Rfc3339).unwrap_or_default()
    }

    /// The day on which a moment lies, as `YYYY-MM-DD`.
    pub(crate) fn day(self, seconds: i64) -> String {
        let mut text = self.text(seconds);
        text.truncate("YYYY-MM-DD".len());
        text
    }
}

/// The milliseconds of UNIX time that a text stands for.
pub(crate) fn millis(text: &str) -> Option<i64> {
    let nanos = OffsetDateTime::parse(text, &Rfc3339).ok()?.unix_timestamp_nanos();
    i64::try_from(nanos.div_euclid(1_000_000)).ok()
}
