//! The cap on what one query reaches, with a small one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use serde_json::json;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::TcpListener;

use super::*;
use crate::types::{ContactTagList, ListContactTagsParams, ResponseMetaData};

/// A page with so many tags, and the cursor that it leads to; or an error answer.
type Answer = Result<(usize, &'static str), u16>;

/// The pages of a service that gives these answers one after the other.
async fn pages(cursor: Option<&str>, cap: usize, answers: Vec<Answer>) -> Pages<ContactTagList> {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        for answer in answers {
            let (stream, _) = listener.accept().await.unwrap();
            let mut lines = BufReader::new(stream);
            let mut line = String::new();
            while line != "\r\n" {
                line.clear();
                lines.read_line(&mut line).await.unwrap();
            }
            let (status, body) = match answer {
                Ok((tags, next)) => {
                    let tags: Vec<_> = vec![json!({"contactTagId": "an id", "contactTagName": "a name"}); tags];
                    (200, json!({"contactTags": tags, "responseMetaData": {"nextCursor": next}}).to_string())
                }
                Err(status) => (status, String::new()),
            };
            let length = body.len();
            let answer = format!("HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
            lines.write_all(answer.as_bytes()).await.unwrap();
        }
    });
    let client = Client::builder().token("any").base_url(format!("http://{address}")).build().unwrap();
    let cursor = cursor.map(str::to_owned);
    Pages::new(client, &Operation::LIST_CONTACT_TAGS, cursor, Some(cap), |client, cursor| {
        let params = ListContactTagsParams { cursor, ..Default::default() };
        Box::pin(async move { client.list_contact_tags(&params).await })
    })
}

/// What a walk says: the sizes of its pages, and its errors.
async fn told(mut pages: Pages<ContactTagList>) -> Vec<String> {
    let mut told = Vec::new();
    while let Some(page) = pages.next().await {
        told.push(match page {
            Ok(page) => page.contact_tags.len().to_string(),
            Err(error) => format!("{error:?}"),
        });
        if told.len() > 10 {
            break;
        }
    }
    assert!(pages.next().await.is_none(), "the end is the end");
    told
}

const CAPPED: &str =
    "Error(listContactTags: the list ended at 5, the most that one query reaches: narrow what is asked for)";

#[tokio::test]
async fn a_list_that_ends_at_the_cap_says_so() {
    assert_eq!(told(pages(None, 5, vec![Ok((3, "a")), Ok((2, ""))]).await).await, ["3", "2", CAPPED]);
}

#[tokio::test]
async fn a_list_that_ends_before_the_cap_just_ends() {
    assert_eq!(told(pages(None, 5, vec![Ok((3, "a")), Ok((1, ""))]).await).await, ["3", "1"]);
}

#[tokio::test]
async fn a_list_that_goes_on_beyond_the_cap_just_goes_on() {
    let answers = vec![Ok((3, "a")), Ok((2, "b")), Ok((3, "c")), Ok((0, ""))];
    assert_eq!(told(pages(None, 5, answers).await).await, ["3", "2", "3", "0"]);
}

#[tokio::test]
async fn a_walk_that_began_in_the_middle_does_not_know_of_the_cap() {
    assert_eq!(told(pages(Some("start"), 5, vec![Ok((3, "a")), Ok((2, ""))]).await).await, ["3", "2"]);
}

#[tokio::test]
async fn a_page_beyond_the_cap_that_is_refused_is_the_cap_and_keeps_the_answer() {
    for status in [400, 403] {
        let told = told(pages(None, 5, vec![Ok((3, "a")), Ok((2, "b")), Err(status)]).await).await;
        assert_eq!(told.len(), 3);
        assert!(told[2].starts_with(&CAPPED[..CAPPED.len() - 1]), "{}", told[2]);
        assert!(told[2].contains(&format!("answered {status}")), "{}", told[2]);
    }
}

#[tokio::test]
async fn a_page_that_would_reach_over_the_cap_may_be_refused_too() {
    let told = told(pages(None, 5, vec![Ok((3, "a")), Err(400)]).await).await;
    assert!(told[1].contains("the most that one query reaches"), "{}", told[1]);
}

#[tokio::test]
async fn a_refusal_before_the_cap_is_what_it_is() {
    let mut pages = pages(None, 9, vec![Ok((3, "a")), Err(400), Ok((1, ""))]).await;
    assert_eq!(pages.next().await.unwrap().unwrap().contact_tags.len(), 3);
    assert_eq!(pages.next().await.unwrap().unwrap_err().status(), Some(StatusCode::BAD_REQUEST));
    assert_eq!(pages.cursor(), Some("a"));
    assert_eq!(pages.next().await.unwrap().unwrap().contact_tags.len(), 1);
    assert!(pages.next().await.is_none());
}

#[tokio::test]
#[should_panic(expected = "of its own")]
async fn a_fetch_that_panics_panics_where_it_is_asked_for() {
    let client = Client::builder().token("any").build().unwrap();
    let fetch = |_, _| -> PageFuture<ContactTagList> { Box::pin(async { panic!("of its own") }) };
    let mut pages = Pages::new(client, &Operation::LIST_CONTACT_TAGS, None, None, fetch);
    let _ = pages.next().await;
}

#[tokio::test]
async fn tens_of_thousands_of_pages_are_walked_and_remembered_in_a_few_bytes_each() {
    const PAGES: usize = 20_000;
    let answer = pages(None, 5, vec![Ok((1, ""))]).await.next().await.unwrap().unwrap();
    let client = Client::builder().token("any").build().unwrap();
    let mut pages = Pages::new(client, &Operation::LIST_CONTACT_TAGS, None, None, move |_, cursor| {
        let mut answer = answer.clone();
        let next = cursor.map_or(1, |cursor| cursor[..8].trim().parse::<usize>().unwrap() + 1);
        let next = (next < PAGES).then(|| format!("{next:8}{:=<1000}", ""));
        answer.response_meta_data = next.map(|next| ResponseMetaData::default().set_next_cursor(next));
        Box::pin(async move { Ok(answer) })
    });
    let mut count = 0;
    while let Some(page) = pages.next().await {
        page.unwrap();
        count += 1;
    }
    assert_eq!(count, PAGES);
    assert!(pages.seen.capacity() * size_of::<u64>() < 20 * PAGES);
}
