//! Nothing that anybody prints or logs shows a token, an id or a contact's data.
//!
//! Everything that is secret or somebody's data is a marker here. All that the client offers sends them in paths,
//! queries, headers and bodies, and servers say them back in every place and break in every way. What results, errors
//! with all their causes, clients, token sources and the logs of all crates at their finest level show is searched
//! for every marker in every spelling. Free to be shown are operation ids, statuses, host names, paths of files, and
//! the names of the document.
//!
//! A contact itself shows its data: it is the caller's value.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod builders;
mod calls;
#[cfg(feature = "check")]
mod checks;
mod environment;
#[path = "../faults/mod.rs"]
mod faults;
#[cfg(feature = "service-account")]
mod keys;
mod lists;
mod log;
mod operations;
mod photos;
mod raw;
mod spellings;
#[path = "../support/mod.rs"]
mod support;
mod tags;
mod tokens;

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use contacts_client::clock::ManualClock;
use contacts_client::{Client, ClientBuilder, Error, Limiter, Retry};
use faults::rows::{Row, rows, today};
use faults::{Faulty, Script};
use spellings::leaks;
use support::told;

const TOKEN: &str = "kr1AAABtokenQ7f3a+/=x";
const CLIENT_ID: &str = "appId7f3d";
const CLIENT_SECRET: &str = "s3cr7f3e/+ of app";
const REFRESH_TOKEN: &str = "rtkn7f3f==";
const CODE: &str = "c0de7f40";
const ACCOUNT: &str = "7f41q.serviceaccount@quux.example";
/// How every assertion of a service account begins.
const ASSERTION: &str = "eyJhbGciOiJSUzI1NiI";
/// What stands where a key should.
const KEY: &str = "MIIEvQIBADANBgkq7f42";
const NAME: &str = "Quentinson";
const JAPANESE_NAME: &str = "若林太郎左衛門";
const PHONE: &str = "080-7355-6081";
const EMAIL: &str = "quux7f3a@example.org";
const MEMO: &str = "remember \"plumbago\"";
const TAG: &str = "ferreteers";
const PROPERTY: &str = "galoshes";
const PROPERTY_VALUE: &str = "size fortytwohalf";
const ID: &str = "zq-id-55 7f3b";
const CURSOR: &str = "curs7f3c+/==";
/// What the servers say.
const SAID: &str = "whisperword";
const MARKERS: &[&str] = &[
    TOKEN,
    CLIENT_ID,
    CLIENT_SECRET,
    REFRESH_TOKEN,
    CODE,
    ACCOUNT,
    ASSERTION,
    KEY,
    NAME,
    JAPANESE_NAME,
    PHONE,
    EMAIL,
    MEMO,
    TAG,
    PROPERTY,
    PROPERTY_VALUE,
    ID,
    CURSOR,
    SAID,
];

/// What a caller might print of a call.
fn printed<T: Debug>(result: Result<T, Error>) -> String {
    match result {
        Ok(answer) => format!("{answer:?}\n{answer:#?}\n"),
        Err(error) => {
            let mut text = told(&error);
            let _ = writeln!(text, "{:?} {:?} {:?}", error.operation(), error.status(), error.body_excerpt());
            let _ = writeln!(text, "{:?} {:?} {:?}", error.attempts(), error.waited(), error.retry_after());
            text
        }
    }
}

/// A client whose waits take no time, and that sends anything.
fn builder(base_url: &str, stalls: bool) -> ClientBuilder {
    let clock = Arc::new(ManualClock::new(today()));
    let builder = Client::builder().token(TOKEN).base_url(base_url).clock(clock);
    // The markers are not what the document asks for, and what is not sent cannot leak.
    #[cfg(feature = "check")]
    let builder = builder.check_requests(false);
    let timeout = if stalls { Duration::from_millis(20) } else { Duration::from_secs(30) };
    builder.limiter(Limiter::off()).retry(Retry::default().attempts(2)).attempt_timeout(timeout)
}

fn client(base_url: &str, stalls: bool) -> Client {
    builder(base_url, stalls).build().unwrap()
}

/// A server that plays one row after the other.
struct Stage {
    server: Faulty,
    playing: Arc<Mutex<(Vec<Script>, usize)>>,
}

impl Stage {
    async fn open() -> Self {
        let playing = Arc::new(Mutex::new((Vec::<Script>::new(), 0)));
        let current = Arc::clone(&playing);
        let server = Faulty::with(move |_| {
            let (scripts, next) = &mut *current.lock().unwrap();
            *next += 1;
            scripts[(*next - 1).min(scripts.len() - 1)].clone()
        })
        .await;
        Self { server, playing }
    }

    fn base_url(&self) -> String {
        self.server.base_url()
    }

    fn play(&self, scripts: Vec<Script>) {
        *self.playing.lock().unwrap() = (scripts, 0);
    }

    /// Begins with the first script again.
    fn again(&self) {
        self.playing.lock().unwrap().1 = 0;
    }
}

/// Has `act` meet all rows. Those that let nobody wait share a server and what `prepare` makes for it, because to
/// build a client takes a while; the others have their own, because a connection may be left over.
async fn meet_all_rows<C>(good: &str, prepare: impl Fn(&str, bool) -> C, mut act: impl AsyncFnMut(&C, &Stage, &Row)) {
    let all = rows(SAID, good, "http://localhost:1").into_iter();
    let (rough, calm): (Vec<Row>, Vec<Row>) = all.partition(|row| row.stalls || row.is_large);
    let stage = Stage::open().await;
    let prepared = prepare(&stage.base_url(), false);
    for row in calm {
        stage.play(row.scripts.clone());
        act(&prepared, &stage, &row).await;
    }
    for row in rough {
        let stage = Stage::open().await;
        stage.play(row.scripts.clone());
        act(&prepare(&stage.base_url(), true), &stage, &row).await;
    }
}

/// That no marker shows, and that there is something in which none does.
fn assert_silent(text: &str, signs: &[&str]) {
    for sign in signs {
        assert!(text.contains(sign), "{sign}");
    }
    assert_no_leak(text);
}

fn assert_no_leak(text: &str) {
    let leaks = leaks(text);
    assert!(leaks.is_empty(), "{} leaks, such as\n{}", leaks.len(), leaks[..leaks.len().min(20)].join("\n"));
}
