use contacts_client::auth::{App, UserAccount};

use crate::MARKER;
use crate::support::told;

const BAD: [(&str, &str); 8] = [
    ("7f3a", "is no URL"),
    ("https://", "is no URL"),
    ("mailto:7f3a@example.com", "names no host"),
    ("ftp://7f3a.example.com/", "is neither https nor http"),
    ("http://7f3a.example.com/token", "in the clear"),
    ("http://127.0.0.1.7f3a.example.com/token", "in the clear"),
    ("http://7f3a:7f3a@127.0.0.1/token", "user name"),
    ("https://7f3a@example.com/token", "user name"),
];
const GOOD: [&str; 5] = [
    "https://auth.example.com/oauth2/v2.0/token",
    "http://localhost:8080/token",
    "http://127.0.0.1/token",
    "http://[::1]:8080/token",
    "https://auth.example.com/token?edition=gov",
];

#[test]
fn an_address_that_credentials_may_not_go_to_is_refused_and_not_shown() {
    let account = || UserAccount::new("id", "secret", "refresh");
    let app = || App::new("id", "secret", "https://example.com/callback");
    for (url, why) in BAD {
        let errors = [
            account().token_url(url).expect_err(url),
            app().endpoints(url, GOOD[0], GOOD[0]).expect_err(url),
            app().endpoints(GOOD[0], url, GOOD[0]).expect_err(url),
            app().endpoints(GOOD[0], GOOD[0], url).expect_err(url),
        ];
        for error in errors {
            assert!(error.is_configuration());
            assert!(error.to_string().contains(why), "{url}: {error}");
            assert!(!told(&error).contains(MARKER), "{error:?}");
        }
    }
}

#[test]
fn https_and_this_very_machine_are_good() {
    for url in GOOD {
        assert!(UserAccount::new("id", "secret", "refresh").token_url(url).is_ok(), "{url}");
    }
}
