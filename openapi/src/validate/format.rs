//! Formats of texts.

use time::format_description::well_known::Rfc3339;
use time::{Date, Month, OffsetDateTime};

/// Whether a text is a moment as RFC 3339 writes it, its offset included.
pub(super) fn is_date_time(text: &str) -> bool {
    text.as_bytes().get(10).is_some_and(|byte| byte.eq_ignore_ascii_case(&b'T'))
        && OffsetDateTime::parse(text, &Rfc3339).is_ok()
}

/// Whether a text is a day of the Gregorian calendar as RFC 3339 writes it.
pub(super) fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let &[year, month, day] = &parts[..] else { return false };
    let is_digits = |text: &str, count| text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit());
    if !(is_digits(year, 4) && is_digits(month, 2) && is_digits(day, 2)) {
        return false;
    }
    let month = month.parse().ok().and_then(|month: u8| Month::try_from(month).ok());
    let date = month.and_then(|month| Date::from_calendar_date(year.parse().ok()?, month, day.parse().ok()?).ok());
    date.is_some()
}
