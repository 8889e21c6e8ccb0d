//! What is said of a change.

use super::super::compare;
use super::{SMALL, parse};

/// A text of the small document, what stands there before and after, and what is said of it.
const SAID: &[(&str, &str, &str, &str)] = &[
    (
        "          maxLength: 30\n",
        "          minLength: 0\n",
        "          minLength: 1\n",
        "`TagProperties.name`: `minLength` was 0 and is 1",
    ),
    (
        "      operationId: getTag\n",
        "      security: [oauth2: [contact]]\n",
        "      security: [oauth2: [contact], {}]\n",
        "a call needs no token any more",
    ),
    (
        "      operationId: getTag\n",
        "      security: [oauth2: [contact], {}]\n",
        "      security: [oauth2: [contact]]\n",
        "a call needs a token now",
    ),
    (
        "      operationId: getTag\n",
        "      security: []\n",
        "      security: [{}]\n",
        "`GET /tags/{tagId}`: `0` is new, which by itself changes nothing",
    ),
];

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
