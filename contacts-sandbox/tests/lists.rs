//! Lists of contacts: filters, orders, periods, pages and what ends them.
#![allow(clippy::unwrap_used, missing_docs)]

mod wire;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use contacts_openapi::Document;
use contacts_sandbox::Assumptions;
use serde_json::{Value, json};
use wire::{Api, contact, external, first_email, page, record, still};

/// The text of a query's value.
fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

fn sorted(mut emails: Vec<String>) -> Vec<String> {
    emails.sort();
    emails
}

#[tokio::test]
async fn filters_hold_alone_and_together() {
    let at = "2021-06-03T10:00:00+09:00";
    let members = json!({"accessibleRange": "MEMBER", "accessibleMembers": [{"id": "u1", "type": "USER"}]});
    let emails = |list: &[&str]| -> Value {
        list.iter().map(|email| json!({"primary": false, "email": email})).collect::<Vec<_>>().into()
    };
    let phones = |list: &[&str]| -> Value {
        list.iter().map(|phone| json!({"primary": false, "telephone": phone})).collect::<Vec<_>>().into()
    };
    let records = [
        record(
            "c1",
            "One@Example.com",
            at,
            &json!({"contactTagIds": ["t1", "t2"], "telephones": phones(&["03-1234-5678"])}),
        ),
        record("c2", "two@example.com", at, &json!({"contactTagIds": ["t2"], "permission": members})),
        record(
            "c3",
            "three@other.com",
            at,
            &json!({"emails": emails(&["three@other.com", "3@example.com"]), "permission": members}),
        ),
        record("c4", "four@other.com", at, &json!({"telephones": phones(&["0000", "+81 (3) 12345678"])})),
        external("c5", &json!({"contactTagIds": ["t1"], "permission": members})),
    ];
    let sandbox = still().load(records.join("\n")).start().await.unwrap();
    let api = Api::new(&sandbox);
    let range = encoded("example.COM");
    let address = format!("email={range}");
    for (query, expected) in [
        ("", "c1 c2 c3 c4 c5"),
        ("accessibleRange=ALL", "c1 c4"),
        ("accessibleRange=MEMBER", "c2 c3 c5"),
        ("contactTagId=t1", "c1 c5"),
        ("contactTagId=t2", "c1 c2"),
        ("contactTagId=t", ""),
        (&*address, "c1 c2 c3"),
        ("email=%40other", "c3 c4"),
        ("email=nobody", ""),
        ("telephone=12345678", "c1 c4"),
        ("telephone=0312345678", "c1"),
        ("telephone=31234", "c1 c4"),
        ("telephone=0000", "c4"),
        ("telephone=9999", ""),
        ("searchFilterType=LINKED_EXTERNAL_USER", "c5"),
        ("searchFilterType=LINKED_EXTERNAL_USER&accessibleRange=ALL", ""),
        ("searchFilterType=LINKED_EXTERNAL_USER&contactTagId=t1&accessibleRange=MEMBER", "c5"),
        ("contactTagId=t2&accessibleRange=MEMBER", "c2"),
        ("contactTagId=t1&telephone=1234&email=one", "c1"),
        ("email=other&accessibleRange=MEMBER", "c3"),
    ] {
        for (list, hidden) in [("/contacts", ""), ("/users/u1/contacts", ""), ("/users/u2/contacts", "c2 c3 c5")] {
            let expected: Vec<&str> = expected.split(' ').filter(|id| !id.is_empty() && !hidden.contains(id)).collect();
            let answer = api.get(&format!("{list}?{query}")).await.ok(200);
            let found: Vec<&str> =
                answer["contacts"].as_array().unwrap().iter().map(|it| it["contactId"].as_str().unwrap()).collect();
            assert_eq!(found, expected, "{list} {query}");
            assert!(answer["responseMetaData"].get("nextCursor").is_none_or(Value::is_null));
        }
    }
    for (query, pointer) in [
        ("accessibleRange=NONE", "/query/accessibleRange"),
        ("searchFilterType=ALL", "/query/searchFilterType"),
        ("count=0", "/query/count"),
        ("count=501", "/query/count"),
        ("count=a", "/query/count"),
    ] {
        let description = api.get(&format!("/contacts?{query}")).await.ok(400)["description"].to_string();
        assert!(description.contains(pointer), "{query} {description}");
    }
}

#[tokio::test]
async fn every_order_holds_both_ways_over_pages_of_any_size() {
    // Names, times of creation and of change, with ties in each.
    let rows = [
        ("a", "B", "2021-06-03T10:00:02+09:00", "2021-06-03T10:00:09+09:00"),
        ("b", "A", "2021-06-03T10:00:01+09:00", "2021-06-03T10:00:09+09:00"),
        ("c", "A", "2021-06-03T10:00:02+09:00", "2021-06-03T10:00:08+09:00"),
        ("d", "\u{30ef}", "2021-06-03T10:00:02+09:00", "2021-06-03T10:00:09+09:00"),
        ("e", "AB", "2021-06-03T01:00:00Z", "2021-06-03T01:00:08Z"),
    ];
    let records = rows.iter().map(|(id, name, created, modified)| {
        let more = json!({"contactName": {"lastName": name}, "modifiedTime": modified});
        record(id, id, created, &more)
    });
    let sandbox = still().load(records.collect::<Vec<_>>().join("\n")).start().await.unwrap();
    let api = Api::new(&sandbox);
    let documented = Document::contacts();
    let documented = documented.pointer("/components/schemas/ContactOrderBy/enum").unwrap().as_array().unwrap().clone();
    let orders = [("name", "bcead"), ("createdTime", "ebacd"), ("modifiedTime", "ceabd")];
    for order in documented.iter().map(|order| order.as_str().unwrap()) {
        let (key, direction) = order.split_once(' ').unwrap_or((order, "asc"));
        let mut expected = orders.iter().find(|(known, _)| *known == key).unwrap().1.to_owned();
        if direction == "desc" {
            expected = expected.chars().rev().collect();
        }
        for count in [1, 2, 3, 4, 5, 500] {
            let list = format!("/contacts?count={count}&orderBy={}", encoded(order));
            assert_eq!(api.listed(&list).await.concat(), expected, "{list}");
        }
    }
    assert_eq!(api.listed("/contacts").await.concat(), "ebacd", "by default in the order of creation");
}

#[tokio::test]
async fn a_walk_loses_and_repeats_nothing_that_stays_as_it_is() {
    for count in [1, 3, 500] {
        for order in ["name", "name desc", "createdTime", "createdTime desc", "modifiedTime", "modifiedTime desc"] {
            let sandbox = still().start().await.unwrap();
            let api = Api::new(&sandbox);
            let mut paths = Vec::new();
            for number in 0..24 {
                let mut body = contact(&format!("{number}@example.com"));
                body["contactName"]["lastName"] = json!(format!("{:02}", number * 7 % 24 / 2));
                paths.push(api.create(&body).await);
                if number % 2 == 0 {
                    sandbox.clock().advance(Duration::from_secs(1));
                }
            }
            // Of every four, one is deleted and one is changed while pages are read; others come.
            let stays: BTreeSet<String> =
                (0..24).filter(|number| number % 4 > 1).map(|number| format!("{number}@example.com")).collect();
            let list = format!("/contacts?count={count}&orderBy={}", encoded(order));
            let (mut found, mut cursor, mut step) = (Vec::new(), None::<String>, 0);
            loop {
                let read = api.get(&page(&list, cursor.as_deref())).await.ok(200);
                found.extend(read["contacts"].as_array().unwrap().iter().map(|it| first_email(it).to_owned()));
                cursor = read["responseMetaData"]["nextCursor"].as_str().map(str::to_owned);
                if cursor.is_none() {
                    break;
                }
                if step < 6 {
                    sandbox.clock().advance(Duration::from_secs(1));
                    let number = (step * 5 % 6) * 4;
                    api.delete(&paths[number]).await.ok(204);
                    let patch = json!({"contactName": {"lastName": format!("{:02}", 11 - step)}});
                    api.patch(&paths[number + 1], &patch).await.ok(200);
                    let mut fresh = contact(&format!("new{step}@example.com"));
                    fresh["contactName"]["lastName"] = json!(format!("{:02}", step * 2));
                    api.create(&fresh).await;
                }
                step += 1;
            }
            let untouched: Vec<&String> = found.iter().filter(|email| stays.contains(*email)).collect();
            assert_eq!(untouched.len(), stays.len(), "{list}: {found:?}");
            assert_eq!(untouched.into_iter().cloned().collect::<BTreeSet<_>>(), stays, "{list}");
        }
    }
}

#[tokio::test]
async fn a_period_has_both_its_bounds_and_at_most_seven_days() {
    let records = [
        record("a", "a", "2021-06-03T10:00:00+09:00", &json!({"modifiedTime": "2021-06-20T10:00:00+09:00"})),
        record("b", "b", "2021-06-03T10:00:01+09:00", &json!({"modifiedTime": "2021-06-20T10:00:00+09:00"})),
        record("c", "c", "2021-06-10T10:00:00+09:00", &json!({"modifiedTime": "2021-06-11T10:00:00+09:00"})),
        record("d", "d", "2021-06-10T10:00:01+09:00", &json!({"modifiedTime": "2021-06-10T10:00:01+09:00"})),
    ];
    let sandbox = still().load(records.join("\n")).start().await.unwrap();
    let api = Api::new(&sandbox);
    for (kind, start, end, expected) in [
        ("CREATED_TIME", "2021-06-03T10:00:00+09:00", "2021-06-10T10:00:00+09:00", "abc"),
        ("CREATED_TIME", "2021-06-03T10:00:00.000+09:00", "2021-06-03T10:00:00.000+09:00", "a"),
        ("CREATED_TIME", "2021-06-03T10:00:00.001+09:00", "2021-06-03T10:00:01.000+09:00", "b"),
        ("CREATED_TIME", "2021-06-03T09:59:59.999+09:00", "2021-06-03T10:00:00.999+09:00", "a"),
        ("CREATED_TIME", "2021-06-03T10:00:00.001+09:00", "2021-06-03T10:00:00.999+09:00", ""),
        ("CREATED_TIME", "2021-06-03T01:00:00Z", "2021-06-03T05:00:01+04:00", "ab"),
        ("CREATED_TIME", "2021-06-03T10:00:00+09:00", "", "abc"),
        ("CREATED_TIME", "2021-06-03T10:00:01+09:00", "", "bcd"),
        ("CREATED_TIME", "", "2021-06-10T10:00:00+09:00", "abc"),
        ("CREATED_TIME", "", "2021-06-10T10:00:01+09:00", "bcd"),
        ("CREATED_TIME", "", "2021-06-03T10:00:00+09:00", "a"),
        ("MODIFIED_TIME", "2021-06-10T10:00:00+09:00", "", "dc"),
        ("MODIFIED_TIME", "2021-06-19T00:00:00+09:00", "2021-06-21T00:00:00+09:00", "ab"),
        ("MODIFIED_TIME", "", "", "abcd"),
    ] {
        let bound =
            |name: &str, text: &str| if text.is_empty() { String::new() } else { format!("&{name}={}", encoded(text)) };
        let list =
            format!("/contacts?searchDateType={kind}{}{}", bound("startDateTime", start), bound("endDateTime", end));
        assert_eq!(api.listed(&list).await.concat(), expected, "{list}");
        assert_eq!(api.listed(&format!("{list}&count=1")).await.concat(), expected, "{list}, page by page");
        let other = api.listed(&format!("{list}&orderBy=name%20desc&count=1")).await;
        assert_eq!(sorted(other), sorted(expected.chars().map(String::from).collect()), "{list}, by name");
    }
}

#[tokio::test]
async fn a_period_that_cannot_be_is_refused() {
    let sandbox = still().start().await.unwrap();
    let api = Api::new(&sandbox);
    let (early, late) = ("startDateTime=2021-06-03T10:00:00%2B09:00", "endDateTime=2021-06-10T10:00:00%2B09:00");
    for (query, code, pointer) in [
        (early.to_owned(), "MISSING_PARAMETER", "/query/searchDateType: "),
        (late.to_owned(), "MISSING_PARAMETER", "/query/searchDateType: "),
        (format!("{early}&{late}"), "MISSING_PARAMETER", "/query/searchDateType: "),
        (
            format!("searchDateType=CREATED_TIME&{early}&endDateTime=2021-06-10T10:00:00.001%2B09:00"),
            "INVALID_PARAMETER",
            "/query/endDateTime: ",
        ),
        (
            format!("searchDateType=CREATED_TIME&{early}&endDateTime=2021-06-03T09:59:59%2B09:00"),
            "INVALID_PARAMETER",
            "/query/endDateTime: ",
        ),
        (
            "searchDateType=CREATED_TIME&startDateTime=yesterday".to_owned(),
            "INVALID_PARAMETER",
            "/query/startDateTime: ",
        ),
        (
            "searchDateType=CREATED_TIME&startDateTime=2021-06-03".to_owned(),
            "INVALID_PARAMETER",
            "/query/startDateTime: ",
        ),
        (
            "searchDateType=CREATED_TIME&startDateTime=2021-06-03T10:00:00".to_owned(),
            "INVALID_PARAMETER",
            "/query/startDateTime: ",
        ),
        (
            "searchDateType=CREATED_TIME&endDateTime=2021-02-30T10:00:00Z".to_owned(),
            "INVALID_PARAMETER",
            "/query/endDateTime: ",
        ),
        (format!("searchDateType=DELETED_TIME&{early}"), "INVALID_PARAMETER", "/query/searchDateType: "),
    ] {
        for list in ["/contacts", "/users/u1/contacts"] {
            let description = api.get(&format!("{list}?{query}")).await.refused(400, code);
            assert!(description.starts_with(pointer), "{query}: {description}");
        }
    }
    for leap in ["2016-12-31T23:59:60Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"] {
        let status = api.get(&format!("/contacts?searchDateType=CREATED_TIME&startDateTime={leap}")).await.status;
        assert!([200, 400].contains(&status), "{leap} {status}");
    }
}

#[tokio::test]
async fn what_is_assumed_of_telephone_filters_and_orders_is_enforced_where_assumptions_are() {
    for (assumptions, status) in [(Assumptions::Accept, 200), (Assumptions::Enforce, 400)] {
        let sandbox = still().assumptions(assumptions).start().await.unwrap();
        for query in ["telephone=123", "telephone=03-1234", "orderBy=email", "orderBy=name%20up"] {
            let answer = Api::new(&sandbox).get(&format!("/contacts?{query}")).await;
            assert_eq!(answer.status, status, "{query}");
        }
    }
}

/// The first page of one contact, and its cursor.
async fn cursor(api: &Api<'_>, list: &str) -> String {
    let read = api.get(list).await.ok(200);
    read["responseMetaData"]["nextCursor"].as_str().unwrap().to_owned()
}

/// What is said of a cursor that is not good for a list.
async fn refused(api: &Api<'_>, list: &str, cursor: &str) -> String {
    let description = api.get(&page(list, Some(cursor))).await.refused(400, "INVALID_PARAMETER");
    assert!(description.starts_with("/query/cursor: "), "{cursor}: {description}");
    description
}

#[tokio::test]
async fn a_cursor_is_good_for_its_own_list_and_for_a_while() {
    let start = || async {
        let sandbox = still().cursor_lifetime(Duration::from_secs(60)).seed(1).start().await.unwrap();
        let api = Api::new(&sandbox);
        for email in ["a", "b", "c"] {
            api.create(&contact(email)).await;
        }
        drop(api);
        sandbox
    };
    let sandbox = start().await;
    let api = Api::new(&sandbox);
    let list = "/contacts?count=1&accessibleRange=ALL";
    let first = cursor(&api, list).await;
    let again = api.get(&page(list, Some(&first))).await.ok(200);
    assert_eq!(first_email(&again["contacts"][0]), "b");
    let all = api.get(&page("/contacts?count=500&accessibleRange=ALL", Some(&first))).await.ok(200);
    assert_eq!(all["contacts"].as_array().unwrap().len(), 2, "count may change");
    for other in [
        "/contacts?count=1",
        "/contacts?count=1&accessibleRange=MEMBER",
        "/contacts?count=1&accessibleRange=ALL&orderBy=name",
        "/contacts?count=1&accessibleRange=ALL&email=a",
        "/users/u1/contacts?count=1&accessibleRange=ALL",
    ] {
        refused(&api, other, &first).await;
    }
    refused(&Api::of(&sandbox, "u1"), list, &first).await;
    for at in 0..first.len() {
        let mut tampered = first.clone().into_bytes();
        tampered[at] = if tampered[at] == b'A' { b'B' } else { b'A' };
        refused(&api, list, &String::from_utf8(tampered).unwrap()).await;
    }
    for made_up in ["", "A", "1", "JlIBsfJogXpzDGY8OscZziqZpYqCAu3RbZbaFzBb1od6lWQtSdPUd2FIdCuaGgu8DA=="] {
        refused(&api, list, made_up).await;
    }
    let other = still().seed(2).start().await.unwrap();
    let other_api = Api::new(&other);
    other_api.create(&contact("a")).await;
    other_api.create(&contact("b")).await;
    refused(&api, list, &cursor(&other_api, list).await).await;
    // A sandbox of the same seed that holds the same is the same one that started again.
    let same = start().await;
    assert_eq!(cursor(&Api::new(&same), list).await, first);

    sandbox.clock().advance(Duration::from_secs(59));
    api.get(&page(list, Some(&first))).await.ok(200);
    sandbox.clock().advance(Duration::from_secs(1));
    assert!(refused(&api, list, &first).await.contains("expired"));
}

#[tokio::test]
async fn one_query_reaches_as_many_contacts_as_the_document_says() {
    let document = Document::contacts();
    let cap = document.pointer("/paths/~1contacts/get/x-result-cap").unwrap().as_u64().unwrap();
    let cap = usize::try_from(cap).unwrap();
    let mut records = String::new();
    for number in 0..cap + 501 {
        let at = if number % 2 == 0 { "2021-06-03T10:00:00+09:00" } else { "2021-06-03T10:00:01+09:00" };
        let value = format!(
            r#"{{"contactId":"c{number}","createdTime":"{at}","modifiedTime":"{at}","permission":{{"accessibleRange":"ALL"}},"#
        );
        let rest = r#""contactName":{"lastName":"W"},"emails":[{"primary":true,"email":"a"}]}"#;
        writeln!(records, r#"{{"kind":"contact","value":{value}{rest}}}"#).unwrap();
    }
    let sandbox = still().check_answers(false).load(records).start().await.unwrap();
    let api = Api::new(&sandbox);
    let (mut ids, mut cursor, mut before_last) = (BTreeSet::new(), None::<String>, None);
    loop {
        let read = api.get(&page("/contacts?count=500", cursor.as_deref())).await;
        assert_eq!(read.status, 200);
        let text = String::from_utf8(read.body).unwrap();
        ids.extend(text.split("\"contactId\":\"").skip(1).map(|rest| rest[..rest.find('"').unwrap()].to_owned()));
        let next = text.split("\"nextCursor\":\"").nth(1).map(|rest| rest[..rest.find('"').unwrap()].to_owned());
        if next.is_none() {
            break;
        }
        before_last = std::mem::replace(&mut cursor, next);
    }
    assert_eq!(ids.len(), cap);
    // Where the pages do not divide the reach, the last one is shorter.
    let rest = api.get(&page("/contacts?count=499", before_last.as_deref())).await.ok(200);
    let next = rest["responseMetaData"]["nextCursor"].as_str().unwrap();
    let rest = api.get(&page("/contacts?count=499", Some(next))).await.ok(200);
    let next = rest["responseMetaData"]["nextCursor"].as_str().unwrap();
    let rest = api.get(&page("/contacts?count=499", Some(next))).await.ok(200);
    assert_eq!((rest["contacts"].as_array().unwrap().len(), rest["responseMetaData"].get("nextCursor")), (2, None));
}
