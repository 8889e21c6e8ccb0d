//! What a list is asked for arrives as it was asked for.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::types::*;
use percent_encoding::percent_decode_str;
use support::{Answer, CONTACT_TAG_ID, Server, USER_ID, client, example};

const CURSOR: &str = "JlIBsfJogXpzDGY8OscZziqZpYqCAu3RbZbaFzBb1od6lWQtSdPUd2FIdCuaGgu8DA==";

/// The eleven parameters of a list of contacts, as they stand in the query.
const ELEVEN: &[&str] = &[
    "accessibleRange=MEMBER",
    "contactTagId=ctag2a81-94b6-4642-6903-03aa7977da91",
    "count=100",
    "cursor=JlIBsfJogXpzDGY8OscZziqZpYqCAu3RbZbaFzBb1od6lWQtSdPUd2FIdCuaGgu8DA%3D%3D",
    "email=example1%40example.com",
    "endDateTime=2021-08-16T11%3A05%3A41%2B09%3A00",
    "orderBy=createdTime%20desc",
    "searchDateType=MODIFIED_TIME",
    "searchFilterType=LINKED_EXTERNAL_USER",
    "startDateTime=2021-08-10T11%3A05%3A41%2B09%3A00",
    "telephone=%2B82%200000-0001",
];

async fn list_server() -> Server {
    Server::answering(Answer::json(200, &example("listContacts.response.jp"))).await
}

fn pairs(query: &str) -> Vec<&str> {
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    pairs
}

#[tokio::test]
async fn a_list_without_parameters_has_no_query() {
    let server = list_server().await;
    server.client().list_contacts(&ListContactsParams::default()).await.unwrap();
    assert_eq!(server.request().target(), "/v1.0/contacts");
}

#[tokio::test]
async fn all_eleven_parameters_of_a_list_of_contacts_are_sent() {
    let params = ListContactsParams::default()
        .set_search_date_type(SearchDateType::ModifiedTime)
        .set_start_date_time("2021-08-10T11:05:41+09:00")
        .set_end_date_time("2021-08-16T11:05:41+09:00")
        .set_accessible_range(AccessibleRange::Member)
        .set_contact_tag_id(CONTACT_TAG_ID)
        .set_email("example1@example.com")
        .set_telephone("+82 0000-0001")
        .set_search_filter_type(SearchFilterType::LinkedExternalUser)
        .set_order_by(ContactOrderBy::CreatedTimeDesc)
        .set_count(100)
        .set_cursor(CURSOR);
    let server = list_server().await;
    server.client().list_contacts(&params).await.unwrap();
    assert_eq!(pairs(server.request().query().unwrap()), ELEVEN);
}

#[tokio::test]
async fn all_eleven_parameters_of_a_members_list_of_contacts_are_sent() {
    let params = ListUserContactsParams::default()
        .set_search_date_type(SearchDateType::ModifiedTime)
        .set_start_date_time("2021-08-10T11:05:41+09:00")
        .set_end_date_time("2021-08-16T11:05:41+09:00")
        .set_accessible_range(AccessibleRange::Member)
        .set_contact_tag_id(CONTACT_TAG_ID)
        .set_email("example1@example.com")
        .set_telephone("+82 0000-0001")
        .set_search_filter_type(SearchFilterType::LinkedExternalUser)
        .set_order_by(ContactOrderBy::CreatedTimeDesc)
        .set_count(100)
        .set_cursor(CURSOR);
    let server = list_server().await;
    server.client().list_user_contacts(&USER_ID.into(), &params).await.unwrap();
    assert_eq!(server.request().path(), format!("/v1.0/users/{USER_ID}/contacts"));
    assert_eq!(pairs(server.request().query().unwrap()), ELEVEN);
}

#[tokio::test]
async fn the_parameters_of_lists_of_tags_are_sent() {
    const FOUR: &[&str] = &["count=50", "cursor=a%2Bb%2Fc%3D%3D", "orderBy=name%20asc", "type=USER"];
    let tags = Server::answering(Answer::json(200, &example("listContactTags.response.en"))).await;
    let params = ListContactTagsParams::default()
        .set_type(ContactTagType::User)
        .set_order_by(ContactTagOrderBy::NameAsc)
        .set_count(50)
        .set_cursor("a+b/c==");
    tags.client().list_contact_tags(&params).await.unwrap();
    assert_eq!(pairs(tags.request().query().unwrap()), FOUR);

    let tags = Server::answering(Answer::json(200, &example("listContactTags.response.en"))).await;
    let params = ListUserContactTagsParams::default()
        .set_type(ContactTagType::User)
        .set_order_by(ContactTagOrderBy::NameAsc)
        .set_count(50)
        .set_cursor("a+b/c==");
    tags.client().list_user_contact_tags(&USER_ID.into(), &params).await.unwrap();
    assert_eq!(pairs(tags.request().query().unwrap()), FOUR);
}

#[tokio::test]
async fn the_domain_of_custom_properties_is_sent() {
    let server = Server::answering(Answer::json(200, &example("getCustomProperty.response.composed"))).await;
    let client = server.client();
    let id = support::CUSTOM_PROPERTY_ID.into();
    client.list_custom_properties(&ListCustomPropertiesParams::default().set_domain_id(10_000_001)).await.unwrap();
    client.get_custom_property(&id, &GetCustomPropertyParams::default().set_domain_id(10_000_001)).await.unwrap();
    client.delete_custom_property(&id, &DeleteCustomPropertyParams::default().set_domain_id(10_000_001)).await.unwrap();
    let queries: Vec<_> = server.requests().iter().map(|request| request.query().unwrap().to_owned()).collect();
    assert_eq!(queries, ["domainId=10000001"; 3]);
}

#[tokio::test]
async fn any_text_arrives_as_it_was_given() {
    for text in [
        "",
        " ",
        "+",
        "a+b c",
        "%20",
        "a%2Bb",
        "100%",
        "&count=500",
        "a=b",
        "==",
        "#x",
        "?x",
        "/../x",
        "顧客",
        "🙂",
        "\r\nhost: example.com",
        "\0\t",
        "'\"<>`{}|\\^~;,",
    ] {
        let server = list_server().await;
        server.client().list_contacts(&ListContactsParams::default().set_cursor(text)).await.unwrap();
        let request = server.request();
        let value = request.query().unwrap().strip_prefix("cursor=").unwrap();
        assert_eq!(percent_decode_str(value).decode_utf8().unwrap(), text, "{value}");
        assert!(!value.contains(['+', '&', '=', '#', ' ']), "{value}");
        assert!(value.bytes().all(|byte| byte.is_ascii_graphic()), "{value}");
    }
}

#[tokio::test]
async fn a_value_that_the_document_does_not_list_is_sent_as_it_is() {
    let server = list_server().await;
    server.client().list_contacts(&ListContactsParams::default().set_order_by("memo desc")).await.unwrap();
    assert_eq!(server.request().query(), Some("orderBy=memo%20desc"));
}

#[tokio::test]
async fn a_cursor_that_no_address_can_hold_is_refused_and_nothing_is_sent() {
    let server = Server::answering(Answer::status(200)).await;
    let params = ListContactsParams::default().set_cursor("a".repeat(100_000));
    let error = client(&server.base_url()).list_contacts(&params).await.unwrap_err();
    assert!(error.is_refused(), "{error:?}");
    assert!(server.nothing_arrived().await);
}
