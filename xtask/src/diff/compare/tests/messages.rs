//! What is said of a change.

use super::{SMALL, compare, parse};

/// A text of the small document, what stands there before and after, and what is said of it.
const SAID: &[(&str, &str, &str, &str)] = &[(
    "          maxLength: 30\n",
    "          minLength: 0\n",
    "          minLength: 1\n",
    "`TagProperties.name`: `minLength` was 0 and is 1",
)];

#[test]
fn what_is_said_is_what_is_written() {
    for (at, before, after, message) in SAID {
        assert!(SMALL.contains(at), "{at}");
        let with = |text: &str| parse(&SMALL.replacen(at, &format!("{at}{text}"), 1));
        let changes = compare(&with(before), &with(after));
        let messages: Vec<&str> = changes.iter().map(|change| change.message.as_str()).collect();
        assert_eq!(messages, [*message]);
    }
}
