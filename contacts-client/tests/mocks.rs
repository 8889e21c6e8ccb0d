//! The mocks that the feature `httpmock` gives to the tests of others answer to what the client sends.

#![allow(missing_docs, clippy::unwrap_used, clippy::panic, reason = "tests")]
#![cfg(feature = "httpmock")]

mod support;

use contacts_client::httpmock::MockServerExt as _;
use contacts_client::httpmock::operations::*;
use contacts_client::types::*;
use contacts_client::{Client, Operation};
use httpmock::{MockServer, Then, When};
use serde_json::Value;
use support::{CONTACT_ID, CONTACT_TAG_ID, USER_ID, call, client, documented_answer, example};

/// Ids that mean something in a regular expression or are written differently in a path.
const IDS: &[&str] = &[
    CONTACT_ID,
    "two words",
    "a.b",
    "a+b",
    "a*",
    "[a]",
    "(a",
    "a|b",
    "a^b",
    "$a",
    "a{2}",
    "a?b",
    "a#b",
    "100%",
    "\"<>`",
    "example1@example.com",
    "externalKey:a b",
    "連絡先",
    "{}",
];

fn typed<T: serde::de::DeserializeOwned>(value: Value) -> T {
    serde_json::from_value(value).unwrap()
}

/// Mocks an operation, for one id or, with none, for all.
async fn mock<'a>(server: &'a MockServer, operation: &Operation, id: Option<&str>) -> httpmock::Mock<'a> {
    macro_rules! mock {
        ($when:ident, $then:ident $(, $set_id:ident)?; body) => {
            mock!(@ $when, $then $(, $set_id)?; |then: $then| {
                then.success(200, &typed(documented_answer(operation).unwrap()))
            })
        };
        ($when:ident, $then:ident $(, $set_id:ident)?; no body) => {
            mock!(@ $when, $then $(, $set_id)?; |then: $then| then.success(204))
        };
        (@ $when:ident, $then:ident $(, $set_id:ident)?; $answer:expr) => {
            server
                .mock_async(|when: When, then: Then| {
                    #[allow(unused_mut)]
                    let mut when = $when::new(when);
                    $(if let Some(id) = id {
                        when = when.$set_id(&id.into());
                    })?
                    let _ = when.into_inner();
                    let _ = $answer($then::new(then)).into_inner();
                })
                .await
        };
    }
    match operation.id {
        "createContact" => mock!(CreateContactWhen, CreateContactThen; body),
        "listContacts" => mock!(ListContactsWhen, ListContactsThen; body),
        "listUserContacts" => mock!(ListUserContactsWhen, ListUserContactsThen, user_id; body),
        "getContact" => mock!(GetContactWhen, GetContactThen, contact_id; body),
        "updateContact" => mock!(UpdateContactWhen, UpdateContactThen, contact_id; body),
        "patchContact" => mock!(PatchContactWhen, PatchContactThen, contact_id; body),
        "deleteContact" => mock!(DeleteContactWhen, DeleteContactThen, contact_id; no body),
        "forceDeleteContact" => mock!(ForceDeleteContactWhen, ForceDeleteContactThen, contact_id; no body),
        "createContactPhoto" => mock!(CreateContactPhotoWhen, CreateContactPhotoThen, contact_id; body),
        "getContactPhoto" => {
            mock!(@ GetContactPhotoWhen, GetContactPhotoThen, contact_id; |then: GetContactPhotoThen| {
                then.redirect("https://example.com/1.jpg")
            })
        }
        "deleteContactPhoto" => mock!(DeleteContactPhotoWhen, DeleteContactPhotoThen, contact_id; no body),
        "createContactTag" => mock!(CreateContactTagWhen, CreateContactTagThen; body),
        "listContactTags" => mock!(ListContactTagsWhen, ListContactTagsThen; body),
        "getContactTag" => mock!(GetContactTagWhen, GetContactTagThen, contact_tag_id; body),
        "updateContactTag" => mock!(UpdateContactTagWhen, UpdateContactTagThen, contact_tag_id; body),
        "patchContactTag" => mock!(PatchContactTagWhen, PatchContactTagThen, contact_tag_id; body),
        "deleteContactTag" => mock!(DeleteContactTagWhen, DeleteContactTagThen, contact_tag_id; no body),
        "createUserContactTag" => mock!(CreateUserContactTagWhen, CreateUserContactTagThen, user_id; body),
        "listUserContactTags" => mock!(ListUserContactTagsWhen, ListUserContactTagsThen, user_id; body),
        "listCustomProperties" => mock!(ListCustomPropertiesWhen, ListCustomPropertiesThen; body),
        "createCustomProperty" => mock!(CreateCustomPropertyWhen, CreateCustomPropertyThen; body),
        "getCustomProperty" => mock!(GetCustomPropertyWhen, GetCustomPropertyThen, custom_property_id; body),
        "patchCustomProperty" => mock!(PatchCustomPropertyWhen, PatchCustomPropertyThen, custom_property_id; body),
        "deleteCustomProperty" => {
            mock!(DeleteCustomPropertyWhen, DeleteCustomPropertyThen, custom_property_id; no body)
        }
        other => panic!("{other} is new: mock it here"),
    }
}

fn client_of(server: &MockServer) -> Client {
    client(&server.base_url())
}

#[tokio::test]
async fn a_mock_of_every_operation_answers_its_call_and_no_other() {
    let server = MockServer::start_async().await;
    let client = client_of(&server);
    for operation in Operation::ALL {
        let mock = mock(&server, operation, None).await;
        for other in Operation::ALL {
            let answered = call(&client, other, CONTACT_ID).await;
            assert_eq!(answered.is_ok(), other == operation, "mock of {}, call of {}", operation.id, other.id);
        }
        assert_eq!(mock.calls_async().await, 1, "{}", operation.id);
        mock.delete_async().await;
    }
}

#[tokio::test]
async fn a_mock_for_an_id_answers_for_this_id_and_no_other() {
    let server = MockServer::start_async().await;
    let client = client_of(&server);
    for operation in support::operations_with_an_id() {
        for id in IDS {
            let mock = mock(&server, operation, Some(id)).await;
            for other in [id, "aXb", "a", "aa", "ab", "b"] {
                let answered = call(&client, operation, other).await;
                assert_eq!(answered.is_ok(), other == *id, "{}: mock of {id:?}, call of {other:?}", operation.id);
            }
            mock.delete_async().await;
        }
    }
}

#[tokio::test]
async fn a_mock_answers_with_and_without_the_path_of_the_documented_address() {
    let server = MockServer::start_async().await;
    mock(&server, &Operation::GET_CONTACT, Some("two words")).await;
    for (path, is_known) in
        [("", true), ("/", true), ("/v1.0", true), ("/v1.0/", true), ("/v1x0", false), ("/v2.0", false)]
    {
        let client = client(&format!("{}{path}", server.base_url()));
        assert_eq!(client.get_contact(&"two words".into()).await.is_ok(), is_known, "{path}");
    }
}

#[tokio::test]
async fn a_mock_answers_with_an_error() {
    let server = MockServer::start_async().await;
    let error = ApiError::default().set_code(ErrorCode::TooManyRequests).set_description("API rate limit exceeded");
    server
        .mock_async(|when, then| {
            let _ = GetContactWhen::new(when).contact_id(&CONTACT_ID.into()).into_inner();
            let _ = GetContactThen::new(then).error(429, &error).into_inner();
        })
        .await;
    let told = client_of(&server).get_contact(&CONTACT_ID.into()).await.expect_err("it is no success");
    assert!(told.is_rate_limited());
    assert_eq!(told.code(), Some(&ErrorCode::TooManyRequests));
    assert_eq!(told.description(), Some("API rate limit exceeded"));
}

#[tokio::test]
async fn a_mock_for_a_query_answers_to_it_and_to_no_other() {
    let server = MockServer::start_async().await;
    server
        .mock_async(|when, then| {
            let when = ListUserContactsWhen::new(when)
                .user_id(&USER_ID.into())
                .email("a+b c@example.com")
                .order_by(&ContactOrderBy::CreatedTimeDesc)
                .contact_tag_id(&ContactTagId::from(CONTACT_TAG_ID))
                .count(100)
                .cursor(None);
            let _ = when.into_inner();
            let _ = ListUserContactsThen::new(then).success(200, &ContactList::default()).into_inner();
        })
        .await;
    let client = client_of(&server);
    let params = ListUserContactsParams::default()
        .set_email("a+b c@example.com")
        .set_order_by(ContactOrderBy::CreatedTimeDesc)
        .set_contact_tag_id(CONTACT_TAG_ID)
        .set_count(100);
    assert!(client.list_user_contacts(&USER_ID.into(), &params).await.is_ok());
    for other in [params.clone().set_cursor("=="), params.clone().set_email("a b c@example.com"), params.set_count(10)]
    {
        assert!(client.list_user_contacts(&USER_ID.into(), &other).await.is_err());
    }
}

#[tokio::test]
async fn a_mock_for_a_body_answers_to_it_and_to_no_other() {
    let server = MockServer::start_async().await;
    let expected = ContactPatch::default().clear_memo();
    server
        .mock_async(|when, then| {
            let _ = PatchContactWhen::new(when).contact_id(&CONTACT_ID.into()).body(&expected).into_inner();
            let contact = typed(example("patchContact.response.composed"));
            let _ = PatchContactThen::new(then).success(200, &contact).into_inner();
        })
        .await;
    let client = client_of(&server);
    assert!(client.patch_contact(&CONTACT_ID.into(), &expected).await.is_ok());
    for other in [ContactPatch::default(), ContactPatch::default().set_memo("memo")] {
        assert!(client.patch_contact(&CONTACT_ID.into(), &other).await.is_err());
    }
}

#[tokio::test]
async fn the_answer_of_a_mock_is_what_the_client_reads() {
    let server = MockServer::start_async().await;
    mock(&server, &Operation::LIST_CONTACTS, None).await;
    let list = client_of(&server).list_contacts(&ListContactsParams::default()).await.unwrap().into_inner();
    assert_eq!(list, typed(example("listContacts.response.jp")));
}

#[tokio::test]
async fn a_mock_server_has_a_method_for_every_operation() {
    let server = MockServer::start_async().await;
    let client = client_of(&server);
    macro_rules! mock_each {
        ($($operation:ident = $id:literal,)*) => {
            $({
                let mock = server.$operation(|_, then| {
                    let _ = then.error(404, &ApiError::default());
                });
                let error = call(&client, Operation::by_id($id).unwrap(), CONTACT_ID).await.expect_err($id);
                assert!(error.is_not_found());
                assert_eq!(mock.calls_async().await, 1, $id);
                mock.delete_async().await;
            })*
        };
    }
    contacts_client::for_each_operation!(mock_each);
}
