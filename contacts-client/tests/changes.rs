//! What was changed since a moment is handed out once, and a later run goes on where one ended.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod lists;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::{Duration, SystemTime};

use contacts_client::changes::{Changes, Checkpoint};
use contacts_client::types::*;
use contacts_client::{Client, Error};
use lists::{Answer, Query, Service, TODAY, page};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{RngAlgorithm, TestRng, TestRunner};

const DAY: i64 = 24 * 3600;
/// The second in which most walks begin, thirty days before [`NOW`].
const SINCE: i64 = NOW - 30 * DAY;
/// The present of the service.
const NOW: i64 = 1_631_239_541;

/// Contacts by the time of their last change; the id tells which is which.
#[derive(Clone, Debug)]
struct Address {
    contacts: Vec<(String, i64)>,
    now: i64,
    /// Whether the first and the last moment of a period belong to it.
    belongs: (bool, bool),
    order: Order,
    is_dated: bool,
    /// A page that is not to be had.
    fails: Option<usize>,
}

#[derive(Clone, Copy, Debug)]
enum Order {
    Ascending,
    Descending,
    ByName,
}

impl Address {
    fn book(contacts: impl IntoIterator<Item = (impl Into<String>, i64)>) -> Self {
        Self {
            contacts: contacts.into_iter().map(|(id, time)| (id.into(), time)).collect(),
            now: NOW,
            belongs: (true, true),
            order: Order::Ascending,
            is_dated: true,
            fails: None,
        }
    }

    fn answer(&self, query: &Query) -> Answer {
        let (start, end) = period(query);
        let mut found: Vec<_> = self
            .contacts
            .iter()
            .filter(|(_, time)| *time <= self.now)
            .filter(|(_, time)| start < *time || self.belongs.0 && start == *time)
            .filter(|(_, time)| *time < end || self.belongs.1 && *time == end)
            .collect();
        match self.order {
            Order::Ascending => found.sort_by_key(|(_, time)| *time),
            Order::Descending => found.sort_by_key(|(_, time)| -time),
            Order::ByName => found.sort(),
        }
        let count: usize = query.get("count").map_or(100, |count| count.parse().unwrap());
        let from: usize = query.cursor().map_or(0, |cursor| cursor.parse().unwrap());
        if self.fails.is_some_and(|fails| fails == from) {
            return Answer::Status(404);
        }
        let to = (from + count).min(found.len());
        let contacts = found[from..to].iter().map(|(id, time)| {
            // As the service shows it, nine hours ahead.
            let shown = DateTime::from(moment(time + 9 * 3600)).as_str().replace("+00:00", "+09:00");
            (id.clone(), format!(r#","createdTime":"{shown}","modifiedTime":"{shown}""#))
        });
        let page = page(contacts, (to < found.len()).then(|| to.to_string()).as_deref());
        if self.is_dated { Answer::Dated(http_date(self.now), page) } else { Answer::Page(page) }
    }
}

fn moment(second: i64) -> SystemTime {
    SystemTime::UNIX_EPOCH + Duration::from_secs(second.try_into().unwrap())
}

fn second(text: &str) -> i64 {
    let moment = SystemTime::try_from(&DateTime::from(text)).unwrap();
    moment.duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs().try_into().unwrap()
}

fn period(query: &Query) -> (i64, i64) {
    (second(query.get("startDateTime").unwrap()), second(query.get("endDateTime").unwrap()))
}

/// Of a day in September 2021 or within a year after it, whose name nobody reads.
fn http_date(now: i64) -> String {
    let text = DateTime::from(moment(now)).into_string();
    let (date, time) = text.split_once('T').unwrap();
    let parts: Vec<_> = date.split('-').collect();
    let names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let month = names[parts[1].parse::<usize>().unwrap() - 1];
    let day = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"][usize::try_from(now / DAY % 7).unwrap()];
    format!("{day}, {} {month} {} {} GMT", parts[2], parts[0], &time[..8])
}

/// A service with an address book that a test can change.
struct Shop {
    service: Service,
    client: Client,
    book: Arc<Mutex<Address>>,
}

impl Shop {
    async fn with(book: Address) -> Self {
        let book = Arc::new(Mutex::new(book));
        let answered = Arc::clone(&book);
        let service = Service::start(move |query| answered.lock().unwrap().answer(query)).await;
        Self { client: service.client(), service, book }
    }

    fn book(&self) -> MutexGuard<'_, Address> {
        self.book.lock().unwrap()
    }

    fn since(&self, second: i64) -> Changes {
        self.client.changed_since(moment(second))
    }
}

async fn ids(changes: &mut Changes) -> Result<Vec<String>, Error> {
    let mut ids = Vec::new();
    while let Some(contact) = changes.next().await {
        ids.push(contact?.contact_id.into_string());
    }
    assert!(changes.next().await.is_none(), "the end is the end");
    Ok(ids)
}

/// As another process reads it.
fn kept(checkpoint: &Checkpoint) -> Checkpoint {
    serde_json::from_str(&serde_json::to_string(checkpoint).unwrap()).unwrap()
}

#[tokio::test]
async fn thirty_days_are_asked_for_seven_at_a_time_with_an_overlap() {
    let shop = Shop::with(Address::book([("a", SINCE), ("b", SINCE + 20 * DAY), ("c", NOW - 1)])).await;
    assert_eq!(ids(&mut shop.since(SINCE)).await.unwrap(), ["a", "b", "c"]);
    let asked = shop.service.asked();
    assert_eq!(asked.len(), 5);
    for query in &asked {
        let (start, end) = period(query);
        assert!(end - start < 7 * DAY);
        assert_eq!(query.path, "/v1.0/contacts");
        assert_eq!(query.get("searchDateType"), Some("MODIFIED_TIME"));
        assert_eq!(query.get("orderBy"), Some("modifiedTime asc"));
    }
    for pair in asked.windows(2) {
        assert!(period(&pair[1]).0 < period(&pair[0]).1);
    }
    assert!(period(&asked[0]).0 < SINCE);
    assert_eq!(period(&asked[4]).1, NOW);
}

#[tokio::test]
async fn bounds_may_belong_to_a_period_or_not() {
    // A contact in each second around the bounds of the first window.
    let bound = SINCE + 7 * DAY;
    let times = (-5..4).map(|beyond| bound + beyond).chain([SINCE, NOW - 1]);
    let contacts: Vec<_> = times.map(|time| (time.to_string(), time)).collect();
    for belongs in [(true, true), (true, false), (false, true), (false, false)] {
        let book = Address { belongs, ..Address::book(contacts.clone()) };
        let mut found = ids(&mut Shop::with(book).await.since(SINCE)).await.unwrap();
        found.sort();
        let mut all: Vec<_> = contacts.iter().map(|(id, _)| id.clone()).collect();
        all.sort();
        assert_eq!(found, all, "{belongs:?}");
    }
}

#[tokio::test]
async fn the_present_is_that_of_the_service_and_what_changes_later_is_for_the_next_run() {
    let (soon, now) = (NOW - 3600, NOW);
    let shop = Shop::with(Address::book([("before", soon - 1), ("at", soon), ("after", soon + 1)])).await;
    shop.book().now = soon;
    let mut changes = shop.since(SINCE);
    assert_eq!(ids(&mut changes).await.unwrap(), ["before"]);
    shop.book().now = now;
    let mut changes = shop.client.changes_from(kept(&changes.checkpoint()));
    assert_eq!(ids(&mut changes).await.unwrap(), ["at", "after"]);
    let mut changes = shop.client.changes_from(kept(&changes.checkpoint()));
    assert!(ids(&mut changes).await.unwrap().is_empty());
}

#[tokio::test]
async fn without_a_date_the_present_is_that_of_the_clients_clock() {
    let today = i64::try_from(TODAY.as_secs()).unwrap();
    let book = Address::book([("before", today - 1), ("at", today), ("after", today + 1)]);
    let shop = Shop::with(Address { is_dated: false, now: today + 100, ..book }).await;
    assert_eq!(ids(&mut shop.since(SINCE)).await.unwrap(), ["before"]);
}

#[tokio::test]
async fn a_run_begins_where_the_last_one_ended_with_what_was_listed_late() {
    let shop = Shop::with(Address::book([("early", NOW - 5)])).await;
    let mut changes = shop.since(NOW - 100);
    assert_eq!(ids(&mut changes).await.unwrap(), ["early"]);
    shop.book().contacts.push(("late".to_owned(), NOW - 6));
    shop.book().now = NOW + 1;
    let mut changes = shop.client.changes_from(kept(&changes.checkpoint()));
    assert_eq!(ids(&mut changes).await.unwrap(), ["late"]);
}

#[tokio::test]
async fn a_contact_that_changes_again_comes_again() {
    let shop = Shop::with(Address::book([("a", SINCE), ("b", SINCE + 1)])).await;
    let mut changes = shop.since(SINCE);
    assert_eq!(ids(&mut changes).await.unwrap(), ["a", "b"]);
    shop.book().contacts[0].1 = NOW + 5;
    shop.book().now = NOW + 10;
    let mut changes = shop.client.changes_from(kept(&changes.checkpoint()));
    assert_eq!(ids(&mut changes).await.unwrap(), ["a"]);
}

#[tokio::test]
async fn a_walk_until_a_moment_ends_before_it_and_never_after_the_present() {
    let shop = Shop::with(Address::book([("a", SINCE), ("b", SINCE + 10), ("c", NOW - 1)])).await;
    assert_eq!(ids(&mut shop.since(SINCE).until(moment(SINCE + 10))).await.unwrap(), ["a"]);
    let half = moment(SINCE + 10) + Duration::from_millis(500);
    assert_eq!(ids(&mut shop.since(SINCE).until(half)).await.unwrap(), ["a", "b"]);
    assert_eq!(shop.service.asked().len(), 2);
    let mut changes = shop.since(SINCE).until(moment(NOW + DAY));
    assert_eq!(ids(&mut changes).await.unwrap(), ["a", "b", "c"]);
    assert!(ids(&mut shop.since(SINCE).until(moment(SINCE))).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_start_in_the_future_yields_nothing() {
    let shop = Shop::with(Address::book([("a", NOW - 1)])).await;
    let mut changes = shop.since(NOW + DAY);
    assert!(ids(&mut changes).await.unwrap().is_empty());
    shop.book().contacts.push(("b".to_owned(), NOW + DAY));
    shop.book().now = NOW + 2 * DAY;
    let mut changes = shop.client.changes_from(kept(&changes.checkpoint()));
    assert_eq!(ids(&mut changes).await.unwrap(), ["b"]);
}

#[tokio::test]
async fn a_service_whose_clock_is_ahead_for_once_loses_nothing() {
    let shop = Shop::with(Address::book([("a", NOW - 1)])).await;
    shop.book().now = NOW + 300 * DAY;
    let mut changes = shop.since(NOW - 100);
    assert_eq!(ids(&mut changes).await.unwrap(), ["a"]);
    let today = i64::try_from(TODAY.as_secs()).unwrap();
    shop.book().contacts.push(("b".to_owned(), today + 1));
    shop.book().now = today + 100;
    shop.service.clock.advance(Duration::from_secs(100));
    let mut changes = shop.client.changes_from(kept(&changes.checkpoint()));
    assert_eq!(ids(&mut changes).await.unwrap(), ["b"]);
}

#[tokio::test]
async fn a_moment_that_is_none_is_an_error_before_anything_is_sent() {
    let shop = Shop::with(Address::book([("a", SINCE)])).await;
    let wrong = shop.client.changed_since("yesterday");
    let until = shop.since(SINCE).until("2021-02-30T00:00:00Z");
    let again = shop.client.changes_from(kept(&wrong.checkpoint()));
    for mut changes in [wrong, until, again] {
        let error = changes.next().await.unwrap().unwrap_err();
        assert!(error.is_refused());
        assert_eq!(error.to_string(), "listContacts: not sent: a moment of the walk is none of RFC 3339");
        assert!(changes.next().await.is_none());
    }
    assert!(shop.service.asked().is_empty());
}

#[tokio::test]
async fn new_contacts_go_by_the_time_of_their_creation() {
    let shop = Shop::with(Address::book([("a", NOW - 10)])).await;
    let mut changes = shop.since(NOW - DAY).created();
    assert_eq!(ids(&mut changes).await.unwrap(), ["a"]);
    assert!(ids(&mut shop.client.changes_from(kept(&changes.checkpoint()))).await.unwrap().is_empty());
    for query in shop.service.asked() {
        assert_eq!(query.get("searchDateType"), Some("CREATED_TIME"));
        assert_eq!(query.get("orderBy"), Some("createdTime asc"));
    }
}

#[tokio::test]
async fn a_filter_keeps_what_it_says_but_for_the_period() {
    let shop = Shop::with(Address::book([("a", NOW - 10), ("b", NOW - 9), ("c", NOW - 8)])).await;
    let filter = ListContactsParams::default()
        .set_accessible_range(AccessibleRange::Member)
        .set_contact_tag_id("a-tag")
        .set_email("example@example.com")
        .set_telephone("012345678")
        .set_search_filter_type(SearchFilterType::LinkedExternalUser)
        .set_search_date_type(SearchDateType::CreatedTime)
        .set_start_date_time("2001-01-01T00:00:00Z")
        .set_end_date_time("2001-01-02T00:00:00Z")
        .set_order_by(ContactOrderBy::NameDesc)
        .set_cursor("nowhere");
    let whole = shop.since(NOW - DAY).page_size(2).filter(filter.clone());
    let of_user = shop.since(NOW - DAY).of_user("a-user").filter(filter.set_count(2));
    for (mut changes, path) in [(whole, "/v1.0/contacts"), (of_user, "/v1.0/users/a-user/contacts")] {
        changes.next().await.unwrap().unwrap();
        let mut rest = shop.client.changes_from(kept(&changes.checkpoint()));
        assert_eq!(ids(&mut rest).await.unwrap(), ["b", "c"]);
        let query = shop.service.asked().pop().unwrap();
        assert_eq!(query.path, path);
        let mut sent = query.parameters;
        assert_eq!(second(&sent.remove("startDateTime").unwrap()), NOW - DAY - 1);
        assert!(second(&sent.remove("endDateTime").unwrap()) > NOW);
        let expected = [
            ("accessibleRange", "MEMBER"),
            ("contactTagId", "a-tag"),
            ("count", "2"),
            ("cursor", "2"),
            ("email", "example@example.com"),
            ("orderBy", "modifiedTime asc"),
            ("searchDateType", "MODIFIED_TIME"),
            ("searchFilterType", "LINKED_EXTERNAL_USER"),
            ("telephone", "012345678"),
        ];
        let expected: BTreeMap<_, _> = expected.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        assert_eq!(sent, expected);
    }
}

#[tokio::test]
async fn after_an_error_the_walk_goes_on_where_it_was() {
    let shop = Shop::with(Address::book((0..10).map(|id| (id.to_string(), NOW - 100 + id)))).await;
    shop.book().fails = Some(4);
    let mut changes = shop.since(NOW - DAY).page_size(2);
    for id in 0..4 {
        assert_eq!(changes.next().await.unwrap().unwrap().contact_id, &*id.to_string());
    }
    assert!(changes.next().await.unwrap().unwrap_err().is_not_found());
    assert!(changes.next().await.unwrap().unwrap_err().is_not_found());
    let checkpoint = kept(&changes.checkpoint());
    shop.book().fails = None;
    assert_eq!(ids(&mut changes).await.unwrap(), ["4", "5", "6", "7", "8", "9"]);
    let mut changes = shop.client.changes_from(checkpoint);
    assert_eq!(ids(&mut changes).await.unwrap(), ["4", "5", "6", "7", "8", "9"]);
}

#[tokio::test]
async fn a_page_that_leads_back_is_final_and_loses_nothing() {
    let service = Service::start(|query| {
        let time = DateTime::from(moment(NOW - 10));
        let contacts = [(query.cursor().unwrap_or("first").to_owned(), format!(r#","modifiedTime":"{time}""#))];
        Answer::Dated(http_date(NOW), page(contacts, Some("again")))
    })
    .await;
    let mut changes = service.client().changed_since(moment(NOW - DAY));
    assert_eq!(changes.next().await.unwrap().unwrap().contact_id, "first");
    assert_eq!(changes.next().await.unwrap().unwrap().contact_id, "again");
    assert!(changes.next().await.unwrap().unwrap_err().is_repeated_cursor());
    assert!(changes.next().await.is_none());
    let reached = format!("{:?}", changes.checkpoint());
    assert_eq!(reached, r#"Checkpoint { reached: Some(DateTime("2021-09-09T02:05:41+00:00")), .. }"#);
}

#[tokio::test]
async fn a_second_with_more_changes_than_a_query_reaches_is_an_error_and_the_end() {
    let shop = Shop::with(Address::book((0..50_000).map(|id| (id.to_string(), SINCE)))).await;
    let mut changes = shop.since(SINCE).until(moment(SINCE + 1)).page_size(500);
    let mut handed_out = 0;
    let error = loop {
        match changes.next().await.unwrap() {
            Ok(_) => handed_out += 1,
            Err(error) => break error,
        }
    };
    assert!(error.is_result_cap(), "{error}");
    assert_eq!(handed_out, 50_000);
    assert!(changes.next().await.is_none());
}

#[tokio::test]
async fn a_window_that_is_crowded_is_cut_in_half_and_nothing_comes_twice() {
    // In two seconds an hour apart: each half is read by itself.
    let times = (0..10_500).map(|id| (format!("{id:05}"), SINCE + 10 + id % 2 * 3600));
    let shop = Shop::with(Address { order: Order::ByName, ..Address::book(times) }).await;
    let mut changes = shop.since(SINCE).until(moment(SINCE + 7200)).page_size(500);
    let mut found = ids(&mut changes).await.unwrap();
    found.sort();
    assert_eq!(found, (0..10_500).map(|id| format!("{id:05}")).collect::<Vec<_>>());
    let queries = shop.service.asked();
    let mut lengths: Vec<_> = queries.iter().map(|query| period(query).1 - period(query).0).collect();
    lengths.dedup();
    assert_eq!(lengths, [7201, 3601]);
}

#[tokio::test]
async fn a_checkpoint_shows_no_contact_and_stays_small() {
    let contacts = (0..100).map(|id| (format!("contact-{id}"), NOW - 3600 + id));
    let shop = Shop::with(Address::book(contacts)).await;
    let filter = ListContactsParams::default().set_email("example@example.com");
    let mut changes = shop.since(SINCE).of_user("a-user").filter(filter);
    assert_eq!(ids(&mut changes).await.unwrap().len(), 100);
    let checkpoint = changes.checkpoint();
    let shown = format!("{checkpoint:?}{changes:?}");
    let written = serde_json::to_string(&checkpoint).unwrap();
    for secret in ["contact-", "a-user", "example"] {
        assert!(!shown.contains(secret), "{shown}");
    }
    assert!(!written.contains("contact-"), "{written}");
    assert!(written.len() < 300, "{written}");
}

#[test]
fn streams_and_checkpoints_can_go_to_another_thread() {
    fn is_shared<T: Send + Sync + Unpin + 'static>() {}
    fn is_stream<T: futures_core::Stream>() {}
    is_shared::<Changes>();
    is_shared::<Checkpoint>();
    is_stream::<Changes>();
}

#[test]
fn each_contact_comes_once_over_any_number_of_runs() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let config = ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha));
    let shop = runtime.block_on(Shop::with(Address::book([("a", NOW)])));
    // Most around the bounds of the windows.
    let bound = 7 * DAY - 2;
    let time = prop_oneof![0..30 * DAY, bound - 3..bound + 3, 2 * bound - 3..2 * bound + 3, 30 * DAY - 15..30 * DAY];
    let order = prop_oneof![Just(Order::Ascending), Just(Order::Descending), Just(Order::ByName)];
    let cases = (vec(time, 0..30), any::<(bool, bool)>(), order, vec(0..10usize, 0..8), 1..7i32);
    let outcome = runner.run(&cases, |(times, belongs, order, runs, count)| {
        let contacts: Vec<_> =
            times.iter().enumerate().map(|(id, time)| (format!("{}-{id}", time % 7), SINCE + time)).collect();
        *shop.book() = Address { belongs, order, ..Address::book(contacts.clone()) };
        let mut found = Vec::new();
        runtime.block_on(async {
            let mut changes = shop.since(SINCE).page_size(count);
            for contacts in runs {
                for _ in 0..contacts {
                    let Some(contact) = changes.next().await else { break };
                    found.push(contact.unwrap().contact_id.into_string());
                }
                shop.book().now += 1;
                changes = shop.client.changes_from(kept(&changes.checkpoint()));
            }
            found.extend(ids(&mut changes).await.unwrap());
        });
        found.sort();
        let mut all: Vec<_> = contacts.into_iter().map(|(id, _)| id).collect();
        all.sort();
        prop_assert_eq!(found, all);
        Ok(())
    });
    outcome.unwrap();
}
