//! Requests that the checks refuse.

use std::fmt::Write as _;

use contacts_client::types::*;
use contacts_client::{Client, Operation};
use serde_json::json;

use crate::calls::{call, contact};
use crate::log::Log;
use crate::support::{self, told};
use crate::{
    CURSOR, EMAIL, ID, JAPANESE_NAME, MEMO, NAME, PHONE, PROPERTY, PROPERTY_VALUE, SAID, TAG, TOKEN, assert_silent,
    client,
};

/// What the checks refuse is told by the names of members and by rules.
#[tokio::test]
async fn what_is_not_sent_shows_no_marker() {
    let log = Log::everything();
    let (_socket, nobody) = support::nobody_listens();
    let client = client(&format!("http://{nobody}"), false).with_check_requests(true);
    let mut text = String::new();
    for operation in Operation::ALL.iter().filter(|operation| operation.path.contains('{')) {
        for id in ["", ".", &format!("{ID}/forcedelete"), &format!("{ID}?{ID}")] {
            text.push_str(&call(&client, operation, id).await);
        }
    }
    let overlong = |marker: &str| marker.repeat(5000);
    let name = ContactName::default().set_last_name(overlong(NAME)).set_first_name(overlong(JAPANESE_NAME));
    let range = AccessibleRange::Unknown(SAID.to_owned());
    let wrong = ContactInput::new(Permission::new(range).set_master_user_id(overlong(ID)), name)
        .set_emails([ContactEmail::new(true, overlong(EMAIL)), ContactEmail::new(true, SAID)])
        .set_telephones([ContactTelephone::new(true, overlong(PHONE))])
        .set_memo(overlong(MEMO));
    let params =
        ListContactsParams::default().set_email(overlong(EMAIL)).set_cursor(overlong(CURSOR)).set_count(10_000_000);
    let property =
        ContactCustomPropertyCreate::new(1, overlong(PROPERTY_VALUE), overlong(PROPERTY), CustomPropertyType::String);
    for error in [
        client.create_contact(&wrong).await.unwrap_err(),
        client.update_contact(&ID.into(), &wrong).await.unwrap_err(),
        client.list_contacts(&params).await.unwrap_err(),
        client.create_contact_tag(&ContactTagInput::new(overlong(TAG))).await.unwrap_err(),
        client.create_custom_property(&property).await.unwrap_err(),
    ] {
        assert!(error.is_invalid(), "{error}");
        for finding in error.findings() {
            let _ = writeln!(text, "{finding:?} {finding:#?}");
        }
        text.push_str(&told(&error));
    }
    assert_silent(&text, &["not sent"]);
    log.assert_silent(&["contacts.call"]);
}

/// Their names are keys of the caller's own, in a place where the document lists none.
#[tokio::test]
async fn what_is_not_sent_does_not_show_the_names_of_custom_properties() {
    let client = Client::builder().token(TOKEN).base_url("http://localhost:1").build().unwrap();
    let wrong = contact().set_custom_properties(CustomProperties::from([
        (PROPERTY.to_owned(), json!({PROPERTY_VALUE: SAID}).into()),
        (PROPERTY.repeat(5000), json!(PROPERTY_VALUE).into()),
    ]));
    let error = client.create_contact(&wrong).await.unwrap_err();
    assert!(error.is_invalid(), "{error}");
    assert!(error.to_string().len() < 1000, "{} characters", error.to_string().len());
    assert_silent(&told(&error), &["not sent", "/customProperties/***"]);
}
