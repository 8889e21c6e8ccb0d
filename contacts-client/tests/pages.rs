//! Lists are walked page by page: to their end, once, and with the next page under way.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod lists;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use contacts_client::pages::{Items, Pages};
use contacts_client::types::*;
use contacts_client::{Client, Error};
use lists::{Answer, Event, Service, page_of};

/// A service with pages of two contacts each.
fn twos(pages: usize) -> impl Fn(&lists::Query) -> Answer {
    move |query| {
        let number: usize = query.cursor().map_or(0, |cursor| cursor.parse().unwrap());
        let next = (number + 1 < pages).then(|| (number + 1).to_string());
        Answer::Page(page_of([2 * number, 2 * number + 1], next.as_deref()))
    }
}

/// A service where each cursor leads to one contact and to another cursor, as the table says.
async fn table(next: &'static [(&'static str, &'static str)]) -> Service {
    let next: HashMap<_, _> = next.iter().copied().collect();
    let count = AtomicUsize::new(0);
    Service::start(move |query| {
        let number = count.fetch_add(1, Ordering::SeqCst);
        Answer::Page(page_of([number], next.get(query.cursor().unwrap_or("")).copied()))
    })
    .await
}

fn list(client: &Client) -> Pages<ContactList> {
    client.list_contacts_paged(ListContactsParams::default())
}

/// The ids up to the end, or to an error.
async fn ids(items: &mut Items<ContactList>) -> (Vec<usize>, Option<Error>) {
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(contact) => ids.push(contact.contact_id.as_str().parse().unwrap()),
            Err(error) => return (ids, Some(error)),
        }
    }
    assert!(items.next().await.is_none(), "the end is the end");
    (ids, None)
}

#[tokio::test]
async fn the_cursor_of_the_documented_page_leads_to_the_next() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/examples/listContacts.response.jp.json");
    let example = std::fs::read_to_string(path).unwrap();
    let contacts = serde_json::from_str::<ContactList>(&example).unwrap().contacts.len();
    let service = Service::start(move |query| match query.cursor() {
        None => Answer::Page(example.clone()),
        Some(_) => Answer::Page(page_of([1], None)),
    })
    .await;
    let mut pages = list(&service.client());
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!((first.status().as_u16(), first.contacts.len()), (200, contacts));
    assert_eq!(pages.next().await.unwrap().unwrap().contacts.len(), 1);
    assert!(pages.next().await.is_none());
    let cursor = "JlIBsfJogXpzDGY8OscZziqZpYqCAu3RbZbaFzBb1od6lWQtSdPUd2FIdCuaGgu8DA==";
    assert_eq!(service.asked()[1].cursor(), Some(cursor));
}

#[tokio::test]
async fn a_cursor_that_is_absent_null_or_empty_is_the_end() {
    for end in ["", r#","responseMetaData":null"#, r#","responseMetaData":{}"#] {
        ends_with(end).await;
    }
    ends_with(r#","responseMetaData":{"nextCursor":null}"#).await;
    ends_with(r#","responseMetaData":{"nextCursor":""}"#).await;
}

async fn ends_with(end: &str) {
    let body = format!(r#"{{"contacts":[],"contactTags":[]{end}}}"#);
    let service = Service::start(move |_| Answer::Page(body.clone())).await;
    let client = service.client();
    let mut contacts = list(&client);
    assert!(contacts.next().await.unwrap().is_ok(), "{end}");
    assert!(contacts.next().await.is_none(), "{end}");
    assert!(contacts.next().await.is_none(), "{end}");
    let mut tags = client.list_contact_tags_paged(ListContactTagsParams::default()).items();
    assert!(tags.next().await.is_none(), "{end}");
    assert_eq!(service.asked().len(), 2);
}

#[tokio::test]
async fn what_is_asked_for_is_asked_for_on_each_page_of_all_four_lists() {
    let tag = |id: usize| format!(r#"{{"contactTagId":"{id}","contactTagName":"a name"}}"#);
    let service = Service::start(move |query| {
        let next = if query.cursor().is_none() { "next" } else { "" };
        let meta = format!(r#""responseMetaData":{{"nextCursor":"{next}"}}"#);
        Answer::Page(if query.path.ends_with("tags") {
            format!(r#"{{"contactTags":[{}],{meta}}}"#, tag(1))
        } else {
            page_of([1], Some(next))
        })
    })
    .await;
    let client = service.client();
    let user = UserId::from("a-user");
    let count = 7;
    let contacts = client.list_contacts_paged(ListContactsParams::default().set_count(count));
    let users = client.list_user_contacts_paged(&user, ListUserContactsParams::default().set_count(count));
    for mut items in [contacts.items(), users.items()] {
        assert_eq!(ids(&mut items).await.0, [1, 1]);
    }
    let tags = client.list_contact_tags_paged(ListContactTagsParams::default().set_count(count));
    let users = client.list_user_contact_tags_paged(&user, ListUserContactTagsParams::default().set_count(count));
    for mut items in [tags.items(), users.items()] {
        assert_eq!(items.next().await.unwrap().unwrap().contact_tag_id, "1");
        assert_eq!(items.next().await.unwrap().unwrap().contact_tag_id, "1");
        assert!(items.next().await.is_none());
    }
    let asked = service.asked();
    let asked: Vec<_> = asked.iter().map(|query| (&*query.path, query.cursor(), query.get("count"))).collect();
    let paths = ["/contacts", "/users/a-user/contacts", "/contact-tags", "/users/a-user/contact-tags"];
    let paths = paths.map(|path| format!("/v1.0{path}"));
    let each = paths.iter().flat_map(|path| [None, Some("next")].map(|cursor| (&**path, cursor, Some("7"))));
    assert_eq!(asked, each.collect::<Vec<_>>());
}

#[tokio::test]
async fn nothing_is_sent_before_the_first_page_is_asked_for() {
    let service = Service::start(twos(3)).await;
    let client = service.client();
    drop(list(&client));
    drop(list(&client).items());
    let mut pages = list(&client);
    assert_eq!(service.asked().len(), 0);
    pages.next().await.unwrap().unwrap();
    assert_eq!(service.asked()[0].cursor(), None);
}

#[tokio::test]
async fn the_next_page_is_under_way_while_one_is_worked_on_and_no_further_one() {
    let mut service = Service::start(twos(5)).await;
    let mut pages = list(&service.client());
    pages.next().await.unwrap().unwrap();
    assert_eq!(service.query().await.cursor(), None);
    for number in 1..5 {
        // Nobody has asked for that page yet.
        assert_eq!(service.query().await.cursor(), Some(&*number.to_string()));
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
        assert_eq!(service.asked().len(), number + 1);
        pages.next().await.unwrap().unwrap();
    }
    assert!(pages.next().await.is_none());
    assert_eq!(service.asked().len(), 5);
}

#[tokio::test]
async fn a_stream_that_is_dropped_gives_up_what_it_has_sent() {
    let mut service = Service::start(|query| match query.cursor() {
        None => Answer::Page(page_of([1], Some("next"))),
        Some(_) => Answer::Silence,
    })
    .await;
    let client = service.client();
    let mut pages = list(&client);
    pages.next().await.unwrap().unwrap();
    service.query().await;
    service.query().await;
    drop(pages);
    assert!(matches!(service.event().await, Event::GoneAway));
}

#[tokio::test]
async fn a_call_for_the_next_page_that_is_given_up_loses_nothing() {
    let service = Service::start(twos(20)).await;
    let mut items = list(&service.client()).items();
    let mut ids = Vec::new();
    loop {
        tokio::select! {
            biased;
            item = items.next() => match item {
                Some(item) => ids.push(item.unwrap().contact_id.into_string()),
                None => break,
            },
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!(ids, (0..40).map(|id| id.to_string()).collect::<Vec<_>>());
    assert_eq!(service.asked().len(), 20);
}

#[tokio::test]
async fn after_an_error_the_page_that_failed_is_asked_for_again() {
    let is_down = Arc::new(AtomicBool::new(true));
    let (down, answer) = (Arc::clone(&is_down), twos(3));
    let service = Service::start(move |query| match query.cursor() {
        Some("1") if down.load(Ordering::SeqCst) => Answer::Status(404),
        _ => answer(query),
    })
    .await;
    let mut items = list(&service.client()).items();
    let (first, error) = ids(&mut items).await;
    assert_eq!(first, [0, 1]);
    assert!(error.unwrap().is_not_found());
    assert_eq!(items.cursor(), Some("1"));
    assert!(items.next().await.unwrap().unwrap_err().is_not_found(), "it is still down");
    is_down.store(false, Ordering::SeqCst);
    let (rest, error) = ids(&mut items).await;
    assert_eq!(rest, [2, 3, 4, 5]);
    assert!(error.is_none());
    let asked: Vec<_> = service.asked().iter().map(|query| query.cursor().map(str::to_owned)).collect();
    assert_eq!(asked, [None, Some("1"), Some("1"), Some("1"), Some("2")].map(|cursor| cursor.map(str::to_owned)));
}

#[tokio::test]
async fn another_process_goes_on_where_the_pages_ended() {
    let service = Service::start(twos(4)).await;
    let client = service.client();
    let mut pages = list(&client);
    assert_eq!(pages.cursor(), None);
    pages.next().await.unwrap().unwrap();
    pages.next().await.unwrap().unwrap();
    let cursor = pages.cursor().unwrap().to_owned();
    drop(pages);
    let mut rest = list(&client).from_cursor(cursor).items();
    assert_eq!(ids(&mut rest).await.0, [4, 5, 6, 7]);
    assert_eq!(rest.cursor(), None);
}

#[tokio::test]
async fn another_process_reads_one_page_again_at_most() {
    let service = Service::start(twos(4)).await;
    let client = service.client();
    for handed_out in 1..8usize {
        let mut items = list(&client).items();
        for _ in 0..handed_out {
            items.next().await.unwrap().unwrap();
        }
        let rest = match items.cursor() {
            Some(cursor) => list(&client).from_cursor(cursor),
            None => list(&client),
        };
        let (rest, _) = ids(&mut rest.items()).await;
        let begin = handed_out / 2 * 2;
        assert_eq!(rest, (begin..8).collect::<Vec<_>>(), "after {handed_out}");
    }
}

#[tokio::test]
async fn a_page_that_leads_back_is_an_error_and_the_end() {
    let cases: [(&[(&str, &str)], usize); 4] = [
        (&[("", "a"), ("a", "a")], 2),
        (&[("", "a"), ("a", "b"), ("b", "b")], 3),
        (&[("", "a"), ("a", "b"), ("b", "a")], 3),
        (&[("", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "b")], 5),
    ];
    for (next, contacts) in cases {
        let service = table(next).await;
        let mut items = list(&service.client()).items();
        let (before, error) = ids(&mut items).await;
        let error = error.unwrap();
        assert!(error.is_repeated_cursor(), "{error}");
        assert_eq!(error.operation().unwrap().id, "listContacts");
        assert_eq!(before, (0..contacts).collect::<Vec<_>>(), "nothing comes twice");
        assert!(items.next().await.is_none());
        assert_eq!(service.asked().len(), contacts, "and nothing more is asked for");
    }
}

#[tokio::test]
async fn a_page_that_leads_back_to_where_a_walk_began_is_an_error_too() {
    let service = table(&[("a", "b"), ("b", "a")]).await;
    let mut items = list(&service.client()).from_cursor("a").items();
    let (before, error) = ids(&mut items).await;
    assert_eq!(before, [0, 1]);
    assert!(error.unwrap().is_repeated_cursor());
}

#[tokio::test]
async fn empty_pages_that_lead_on_are_gone_on_from() {
    let service = Service::start(|query| {
        let number: usize = query.cursor().map_or(0, |cursor| cursor.parse().unwrap());
        let contact = (number == 20).then_some(number);
        Answer::Page(page_of(contact, (number < 20).then(|| (number + 1).to_string()).as_deref()))
    })
    .await;
    assert_eq!(ids(&mut list(&service.client()).items()).await.0, [20]);
}

#[tokio::test]
async fn a_thousand_pages_are_walked() {
    let service = Service::start(twos(1000)).await;
    let (ids, error) = ids(&mut list(&service.client()).items()).await;
    assert!(error.is_none());
    assert_eq!(ids, (0..2000).collect::<Vec<_>>());
}

#[tokio::test]
async fn a_list_that_ends_at_the_documented_cap_is_suspect() {
    for (contacts, is_suspect) in [(50_000, true), (49_999, false)] {
        let service = Service::start(move |query| {
            let from: usize = query.cursor().map_or(0, |cursor| cursor.parse().unwrap());
            let to = (from + 500).min(contacts);
            Answer::Page(page_of(from..to, (to < contacts).then(|| to.to_string()).as_deref()))
        })
        .await;
        let mut items = list(&service.client()).items();
        let (ids, error) = ids(&mut items).await;
        assert_eq!(ids.len(), contacts);
        assert_eq!(error.is_some_and(|error| error.is_result_cap()), is_suspect, "{contacts}");
        assert!(items.next().await.is_none());
    }
}

#[tokio::test]
async fn streams_can_go_to_another_thread_and_show_nothing() {
    fn is_shared<T: futures_core::Stream + Send + Sync + Unpin + 'static>(_: &T) {}
    let service = Service::start(twos(2)).await;
    let pages = list(&service.client()).from_cursor("secret");
    is_shared(&pages);
    let shown = format!("{pages:?}");
    let items = pages.items();
    is_shared(&items);
    assert!(!format!("{shown}{items:?}").contains("secret"));
}
