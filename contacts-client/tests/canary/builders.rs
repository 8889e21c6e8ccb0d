//! Clients and their builders, also those of which no client can be built.

use std::fmt::Write as _;
use std::sync::Arc;

use contacts_client::clock::ManualClock;
use contacts_client::{Client, Limiter, Operation, Retry};

use crate::faults::rows::today;
use crate::support::told;
use crate::{NAME, SAID, TOKEN, assert_silent};

#[test]
fn nothing_that_holds_a_secret_shows_it() {
    let builder = || Client::builder().token(TOKEN).clock(Arc::new(ManualClock::new(today())));
    let client = builder().build().unwrap();
    let mut text = format!("{:?} {:#?} {client:?} {client:#?}", builder(), builder());
    let _ = writeln!(text, "{:?} {:?}", client.with_retry(Retry::never()), Retry::default());
    let _ = writeln!(text, "{:?} {:?} {:?}", Limiter::default(), Limiter::off(), Operation::ALL);
    for builder in [
        builder().token(format!("{TOKEN} ")),
        builder().token(format!("{TOKEN}\n")),
        builder().token(format!("{TOKEN}\0")),
        builder().base_url(format!("https://{NAME}:{SAID}@example.com")),
        builder().base_url(format!("https://example.com?{SAID}")),
        builder().base_url(format!("https://{SAID}@example.com")),
        builder().base_url(format!("http://{SAID}.example.com")),
        builder().base_url(SAID),
        #[cfg(any(feature = "rustls", feature = "native-tls"))]
        builder().root_certificate(SAID),
    ] {
        let _ = writeln!(text, "{builder:?}");
        text.push_str(&told(&builder.build().unwrap_err()));
    }
    assert_silent(&text, &["ClientBuilder", "Retry", "the token", "the base address"]);
}
