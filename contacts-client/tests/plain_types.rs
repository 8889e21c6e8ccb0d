//! Texts are plain strings and moments keep their text: nothing needs a conversion that can fail.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]

mod support;

use contacts_client::types::*;
use serde_json::json;
use support::{Answer, CONTACT_ID, Server, example};

#[test]
fn every_text_is_a_plain_string() {
    let email: String = ContactEmail::new(true, "x".repeat(10_000)).email;
    let telephone: String = ContactTelephone::new(true, "not a number").telephone;
    let address: String = ContactLocation::new(true, "").address;
    let url: String = ContactWebsite::new(true, "no url").url;
    let date: String = ContactEvent::new(true, "no date").date;
    let id: String = ContactMessenger::new(true, "example1").id;
    let tag: String = ContactTagInput::new("company tag").contact_tag_name;
    let name = ContactName { last_name: Some(String::from("ワークス")), ..ContactName::default() };
    let contact = ContactInput::new(Permission::new(AccessibleRange::All), name).set_memo(String::from("memo"));
    let memo: Option<String> = contact.memo;
    assert_eq!(memo.as_deref(), Some("memo"));
    assert_eq!(email.len(), 10_000);
    assert_eq!([telephone, address, url, date, id, tag].concat(), "not a numberno urlno dateexample1company tag");
}

#[tokio::test]
async fn a_text_over_its_documented_length_is_read_and_written() {
    let memo = "あ".repeat(4_001);
    let mut contact = example("getContact.response.composed");
    contact["memo"] = json!(memo);
    contact["contactName"]["lastName"] = json!("x".repeat(1_000));
    contact["emails"][0]["email"] = json!("no address");
    let server = Server::answering(Answer::json(200, &contact)).await;
    let client = server.unchecked_client();
    let read = client.get_contact(&CONTACT_ID.into()).await.unwrap().into_inner();
    assert_eq!(read.memo.as_deref(), Some(memo.as_str()));
    client.update_contact(&CONTACT_ID.into(), &read.into()).await.unwrap();
    let written = server.requests()[1].json();
    for pointer in ["/memo", "/contactName/lastName", "/emails/0/email"] {
        assert_eq!(written.pointer(pointer), contact.pointer(pointer));
    }
}

#[tokio::test]
async fn a_day_that_the_gregorian_calendar_does_not_have_is_read_and_written() {
    for (date, day_type) in
        [("2021-02-30", "LUNAR"), ("2021-02-31", "SOLAR"), ("0000-00-00", "LUNAR"), ("--02-30", "LUNAR"), ("", "SOLAR")]
    {
        let mut page = example("listContacts.response.jp");
        page["contacts"][0]["events"] = json!([{"primary": true, "date": date, "dayType": day_type}]);
        let contact = page["contacts"][0].clone();
        let server = Server::with(move |request| match request.method() {
            "GET" => Answer::json(200, &page),
            _ => Answer::json(200, &contact),
        })
        .await;
        let client = server.unchecked_client();
        let list = client.list_contacts(&ListContactsParams::default()).await.unwrap().into_inner();
        let contact = list.contacts.into_iter().next().unwrap();
        assert_eq!(contact.events[0].date, date);
        assert_eq!(contact.events[0].day_type, Some(DayType::from(day_type)));
        client.update_contact(&CONTACT_ID.into(), &contact.into()).await.unwrap();
        let expected = json!([{"primary": true, "date": date, "dayType": day_type}]);
        assert_eq!(server.requests()[1].json()["events"], expected);
    }
}

#[tokio::test]
async fn the_offset_and_the_fraction_of_a_moment_survive() {
    for moment in [
        "2021-08-10T11:05:41+09:00",
        "2021-08-10T11:05:41Z",
        "2021-08-10T11:05:41.1+09:00",
        "2021-08-10T11:05:41.000+09:00",
        "2021-08-10T11:05:41.123456789-03:30",
        "2021-08-10T11:05:60+00:00",
        "2021-08-10t11:05:41z",
        "2021-08-10T11:05:41+0900",
        "2021-08-10T11:05:41",
        "0000-00-00T00:00:00+09:00",
    ] {
        let mut contact = example("getContact.response.composed");
        contact["createdTime"] = json!(moment);
        let server = Server::answering(Answer::json(200, &contact)).await;
        let read = server.client().get_contact(&CONTACT_ID.into()).await.unwrap().into_inner();
        assert_eq!(read.created_time.as_ref().map(DateTime::as_str), Some(moment));
        assert_eq!(serde_json::to_value(&read).unwrap()["createdTime"], json!(moment));
    }
}

#[test]
fn what_a_list_is_asked_for_can_be_stored_under_the_names_of_the_wire() {
    let params =
        ListContactTagsParams::default().set_type(ContactTagType::User).set_order_by("memo desc").set_count(50);
    let stored = serde_json::to_value(&params).unwrap();
    assert_eq!(stored, json!({"type": "USER", "orderBy": "memo desc", "count": 50}));
    assert_eq!(serde_json::from_value::<ListContactTagsParams>(stored).unwrap(), params);
    assert_eq!(serde_json::from_value::<ListContactTagsParams>(json!({})).unwrap(), ListContactTagsParams::default());
}
