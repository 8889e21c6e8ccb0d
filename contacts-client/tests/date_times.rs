//! Moments go from the service's text to a clock's time and back.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

use std::time::{Duration, SystemTime};

use contacts_client::types::{DateTime, InvalidDateTime};

const EPOCH: SystemTime = SystemTime::UNIX_EPOCH;

#[test]
fn a_time_becomes_a_text_in_utc_with_an_offset() {
    let cases = [
        (0, "1970-01-01T00:00:00+00:00"),
        (1_628_561_141_000, "2021-08-10T02:05:41+00:00"),
        (1_628_561_141_007, "2021-08-10T02:05:41.007+00:00"),
        (951_782_400_000, "2000-02-29T00:00:00+00:00"),
    ];
    for (millis, text) in cases {
        assert_eq!(DateTime::from(EPOCH + Duration::from_millis(millis)), text);
    }
    assert_eq!(DateTime::from(EPOCH - Duration::from_millis(1)), "1969-12-31T23:59:59.999+00:00");
}

#[test]
fn what_is_below_a_millisecond_is_dropped_towards_the_past() {
    assert_eq!(DateTime::from(EPOCH + Duration::from_nanos(1_999_999)), "1970-01-01T00:00:00.001+00:00");
    assert_eq!(DateTime::from(EPOCH - Duration::from_nanos(1)), "1969-12-31T23:59:59.999+00:00");
}

#[test]
fn a_time_that_no_text_can_say_becomes_the_nearest_that_can() {
    let Some(far) = EPOCH.checked_add(Duration::from_secs(1 << 60)) else { return };
    assert_eq!(DateTime::from(far), "9999-12-31T23:59:59.999+00:00");
}

#[test]
fn texts_of_the_service_become_times() {
    let cases = [
        ("2021-08-10T11:05:41+09:00", 1_628_561_141_000),
        ("2021-06-03T10:00:00.000+09:00", 1_622_682_000_000),
        ("2021-08-10T02:05:41Z", 1_628_561_141_000),
        ("2021-08-09T21:05:41.5-05:00", 1_628_561_141_500),
    ];
    for (text, millis) in cases {
        assert_eq!(
            SystemTime::try_from(&DateTime::from(text)).unwrap(),
            EPOCH + Duration::from_millis(millis),
            "{text}"
        );
    }
    let before = SystemTime::try_from(&DateTime::from("1969-12-31T23:59:59.25Z")).unwrap();
    assert_eq!(before, EPOCH - Duration::from_millis(750));
}

#[test]
fn what_is_no_moment_is_an_error_that_does_not_repeat_it() {
    for text in ["", "yesterday", "2021-02-30T00:00:00Z", "2021-08-10", "2021-08-10T11:05:41", "2021-08-10T25:00:00Z"] {
        let error: InvalidDateTime = SystemTime::try_from(&DateTime::from(text)).unwrap_err();
        assert_eq!(error.to_string(), "not a moment of RFC 3339");
        assert_eq!(format!("{error:?}"), "InvalidDateTime(())");
    }
}

#[test]
fn a_time_comes_back_as_it_went() {
    for millis in (0..4_000_000_000_000u64).step_by(99_999_999_977) {
        let moment = EPOCH + Duration::from_millis(millis);
        assert_eq!(SystemTime::try_from(&DateTime::from(moment)).unwrap(), moment);
    }
}
