//! A moment as the service writes it, and the way from and to the clocks of others.
//!
//! ```
//! use std::time::{Duration, SystemTime};
//!
//! use contacts_client::types::DateTime;
//!
//! let moment = SystemTime::UNIX_EPOCH + Duration::from_millis(1_628_561_141_250);
//! let text = DateTime::from(moment);
//! assert_eq!(text, "2021-08-10T02:05:41.250+00:00");
//! assert_eq!(SystemTime::try_from(&text)?, moment);
//! # Ok::<(), contacts_client::types::InvalidDateTime>(())
//! ```

use std::fmt;
use std::time::{Duration, SystemTime};

use time::OffsetDateTime;
use time::format_description::well_known::{Rfc2822, Rfc3339};

use crate::id::string_id;

string_id! {
    /// A moment as text, `2021-08-10T11:05:41+09:00`: RFC 3339, with or without a fraction of a second.
    ///
    /// The text is kept as it came, so that neither the offset nor the fraction is lost on the way back, and
    /// a moment that no calendar knows does not cost a page of contacts. To compute with it, make a
    /// [`SystemTime`] of it, or hand it to the date library of your choice.
    ///
    /// ```
    /// use contacts_client::types::DateTime;
    ///
    /// let created = DateTime::from("2021-08-10T11:05:41+09:00");
    /// assert_eq!(created.as_str(), "2021-08-10T11:05:41+09:00");
    /// ```
    ///
    /// Documentation: <https://developers.worksmobile.com/jp/docs/contact-list>
    #[cfg_attr(feature = "schemars", schemars(extend("format" = "date-time")))]
    pub struct DateTime;
}

/// 0000-01-01T00:00:00Z and 9999-12-31T23:59:59Z: RFC 3339 has four digits for the year.
const YEARS: std::ops::RangeInclusive<i64> = -62_167_219_200..=253_402_300_799;

impl DateTime {
    /// The moment so many seconds after 1970; the first or the last that can be written, for one beyond.
    pub(crate) fn from_unix(seconds: i64) -> Self {
        Self::from_millis(i128::from(seconds) * 1000)
    }

    /// The same for milliseconds. In UTC, with the offset spelled as the documentation spells it.
    fn from_millis(millis: i128) -> Self {
        let millis = millis.clamp(i128::from(*YEARS.start()) * 1000, i128::from(*YEARS.end()) * 1000 + 999);
        let seconds = i64::try_from(millis.div_euclid(1000)).unwrap_or_default();
        let moment = OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let (year, month, day) = (moment.year(), u8::from(moment.month()), moment.day());
        let (hour, minute, second) = moment.to_hms();
        let fraction = match millis.rem_euclid(1000) {
            0 => String::new(),
            millis => format!(".{millis:03}"),
        };
        Self(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}+00:00"))
    }

    /// The second that the moment lies in, counted from 1970, and the nanoseconds beyond.
    pub(crate) fn unix(&self) -> Option<(i64, u32)> {
        let moment = OffsetDateTime::parse(&self.0, &Rfc3339).ok()?;
        Some((moment.unix_timestamp(), moment.nanosecond()))
    }
}

/// The second, counted from 1970, that a header such as `Date` names.
pub(crate) fn http_date(text: &str) -> Option<i64> {
    OffsetDateTime::parse(text, &Rfc2822).ok().map(OffsetDateTime::unix_timestamp)
}

/// The second that a clock shows, counted from 1970.
pub(crate) fn unix(moment: SystemTime) -> i64 {
    i64::try_from(millis(moment).div_euclid(1000)).unwrap_or_default()
}

/// Milliseconds since 1970, taken down.
fn millis(moment: SystemTime) -> i128 {
    match moment.duration_since(SystemTime::UNIX_EPOCH) {
        Ok(after) => i128::try_from(after.as_millis()).unwrap_or(i128::MAX),
        Err(before) => -i128::try_from(before.duration().as_nanos().div_ceil(1_000_000)).unwrap_or(i128::MAX),
    }
}

/// In UTC, `2021-08-10T02:05:41+00:00`. What is below a millisecond is dropped, as the service writes no more
/// than milliseconds; before the year 0 and after 9999 it is the first or the last moment that can be written.
impl From<SystemTime> for DateTime {
    fn from(moment: SystemTime) -> Self {
        Self::from_millis(millis(moment))
    }
}

impl TryFrom<&DateTime> for SystemTime {
    type Error = InvalidDateTime;

    /// Fails when the text is no moment of RFC 3339, or one that this machine cannot express.
    fn try_from(text: &DateTime) -> Result<Self, InvalidDateTime> {
        let (seconds, nanoseconds) = text.unix().ok_or(InvalidDateTime(()))?;
        let distance = Duration::from_secs(seconds.unsigned_abs());
        let second = match seconds {
            0.. => Self::UNIX_EPOCH.checked_add(distance),
            _ => Self::UNIX_EPOCH.checked_sub(distance),
        };
        second
            .and_then(|second| second.checked_add(Duration::from_nanos(nanoseconds.into())))
            .ok_or(InvalidDateTime(()))
    }
}

/// A text that is no moment: it does not have the form of RFC 3339, or no calendar knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvalidDateTime(());

impl fmt::Display for InvalidDateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a moment of RFC 3339")
    }
}

impl std::error::Error for InvalidDateTime {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_of_an_answer_is_read() {
        assert_eq!(http_date("Sun, 06 Nov 1994 08:49:37 GMT"), Some(784_111_777));
        assert_eq!(http_date("yesterday"), None);
    }

    #[test]
    fn seconds_beyond_the_calendar_are_its_first_and_its_last() {
        assert_eq!(DateTime::from_unix(i64::MIN), "0000-01-01T00:00:00+00:00");
        assert_eq!(DateTime::from_unix(*YEARS.end()), "9999-12-31T23:59:59+00:00");
        assert_eq!(DateTime::from_unix(i64::MAX), "9999-12-31T23:59:59.999+00:00");
    }
}
