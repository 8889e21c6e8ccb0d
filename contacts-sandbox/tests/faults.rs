//! Faults, byte by byte, from outside.
#![allow(clippy::unwrap_used)]

#[path = "support/socket.rs"]
mod socket;

use std::time::{Duration, Instant};

use contacts_client::{Client, Limiter};
use contacts_openapi::validate::{Options, Target, Validator};
use contacts_sandbox::{Fault, FaultRule, Sandbox};
use serde_json::Value;
use socket::{Answer, End, exchange, minimal_contact, send};

const CONTACTS: &str = "/v1.0/contacts";

fn create(sandbox: &Sandbox, fault: &str) -> Answer {
    let headers = [("x-sandbox-fault", fault)];
    send(sandbox, "POST", CONTACTS, if fault.is_empty() { &[] } else { &headers }, &minimal_contact())
}

fn list(sandbox: &Sandbox, query: &str, fault: &str) -> Answer {
    let headers = [("x-sandbox-fault", fault)];
    let path = format!("{CONTACTS}{query}");
    send(sandbox, "GET", &path, if fault.is_empty() { &[] } else { &headers }, "")
}

fn count(sandbox: &Sandbox) -> usize {
    list(sandbox, "", "").json()["contacts"].as_array().unwrap().len()
}

#[tokio::test]
async fn a_status_has_the_documented_code_and_the_operation_is_not_carried_out() {
    let sandbox = Sandbox::start().await.unwrap();
    for (status, code) in [
        (400, "BAD_REQUEST"),
        (401, "UNAUTHORIZED"),
        (403, "FORBIDDEN"),
        (429, "TOO_MANY_REQUESTS"),
        (500, "INTERNAL_SERVER_ERROR"),
        (503, "SERVICE_UNAVAILABLE"),
    ] {
        let answer = create(&sandbox, &format!("status={status}; retry-after=2"));
        assert_eq!(answer.status(), status);
        assert_eq!(answer.json()["code"], code);
        assert_eq!(answer.header("retry-after"), Some("2"));
        assert_eq!(answer.header("content-type"), Some("application/json"));
        let target = Target::Response("createContact".to_owned(), status);
        let schema = Validator::contacts().schema(&target).unwrap();
        assert_eq!(schema.findings(answer.body(), &Options::default()), []);
    }
    assert_eq!(create(&sandbox, "status=503").header("retry-after"), None);
    assert_eq!(count(&sandbox), 0);
}

#[tokio::test]
async fn a_status_that_the_document_does_not_list_has_no_body() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = create(&sandbox, "status=502");
    assert_eq!((answer.status(), answer.body()), (502, &b""[..]));
    // The document names the status of this code in a sentence only.
    assert_eq!(create(&sandbox, "status=410").json()["code"], "DELETED");
}

#[tokio::test]
async fn an_answer_with_latency_is_late_and_carried_out() {
    let sandbox = Sandbox::start().await.unwrap();
    let began = Instant::now();
    assert_eq!(create(&sandbox, "latency=30ms, latency=20ms").status(), 201);
    assert!(began.elapsed() >= Duration::from_millis(50));
    assert_eq!(count(&sandbox), 1);
    assert_eq!(create(&sandbox, "latency=1ms, status=503").status(), 503);
}

#[tokio::test]
async fn a_reset_comes_before_any_byte_and_the_operation_is_not_carried_out() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = create(&sandbox, "reset");
    assert_eq!((answer.bytes.as_slice(), answer.end), (&b""[..], End::Reset));
    assert_eq!(count(&sandbox), 0);
}

#[tokio::test]
async fn a_hang_up_is_an_orderly_end_without_a_byte_and_the_operation_is_carried_out() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = create(&sandbox, "hang-up");
    assert_eq!((answer.bytes.as_slice(), answer.end), (&b""[..], End::Closed));
    assert_eq!(count(&sandbox), 1);
    // What takes the place of the answer does not keep the connection.
    assert_eq!(create(&sandbox, "status=503, hang-up").bytes, b"");
}

#[tokio::test]
async fn a_truncated_answer_ends_within_the_body_that_its_length_tells_of() {
    let sandbox = Sandbox::start().await.unwrap();
    create(&sandbox, "");
    let whole = list(&sandbox, "", "");
    let length = whole.body().len();
    for (fault, bytes) in
        [("truncate=20", 20), ("truncate=0", 0), ("truncate", length / 2), ("truncate=1000000", length - 1)]
    {
        let answer = list(&sandbox, "", fault);
        assert_eq!((answer.status(), answer.end), (200, End::Closed), "{fault}");
        assert_eq!(answer.header("content-length"), Some(&*length.to_string()), "{fault}");
        assert_eq!(answer.body(), &whole.body()[..bytes], "{fault}");
    }
    let id = whole.json()["contacts"][0]["contactId"].as_str().unwrap().to_owned();
    let path = format!("{CONTACTS}/{id}");
    let answer = send(&sandbox, "DELETE", &path, &[("x-sandbox-fault", "truncate")], "");
    assert_eq!(answer.status(), 204);
    assert!(!answer.bytes.ends_with(b"\r\n\r\n"), "the head has no end");
    assert_eq!(count(&sandbox), 0);
}

#[tokio::test]
async fn a_slow_body_comes_whole_a_piece_a_tick() {
    let sandbox = Sandbox::start().await.unwrap();
    create(&sandbox, "");
    let whole = list(&sandbox, "", "");
    let began = Instant::now();
    let answer = list(&sandbox, "", "slow=64; tick=2ms");
    let ticks = u32::try_from(whole.body().len().div_ceil(64)).unwrap();
    assert!(began.elapsed() >= Duration::from_millis(2) * (ticks - 1));
    assert_eq!(answer.body(), whole.body());
    assert_eq!(answer.header("content-length"), whole.header("content-length"));
}

#[tokio::test]
async fn a_repeated_cursor_is_the_one_that_was_sent() {
    let sandbox = Sandbox::start().await.unwrap();
    for _ in 0..2 {
        create(&sandbox, "");
    }
    let next = |answer: &Answer| answer.json()["responseMetaData"]["nextCursor"].clone();
    let first = list(&sandbox, "?count=1", "repeat-cursor");
    let cursor = next(&first);
    let encoded = cursor.as_str().unwrap().replace('=', "%3D");
    let query = format!("?count=1&cursor={encoded}");
    assert_eq!(next(&list(&sandbox, &query, "")), Value::Null, "it is the last page");
    assert_eq!(next(&list(&sandbox, &query, "repeat-cursor")), cursor);
    // A rule waits for a request that it can be about.
    sandbox.fault("listContacts: repeat-cursor times 1".parse::<FaultRule>().unwrap()).unwrap();
    assert_eq!(next(&list(&sandbox, "?count=1", "")), cursor);
    assert_eq!(next(&list(&sandbox, &query, "")), cursor);
    assert_eq!(next(&list(&sandbox, &query, "")), Value::Null);
}

#[tokio::test]
async fn a_token_that_is_said_to_have_expired_is_good_the_next_time() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = create(&sandbox, "expire-token");
    assert_eq!((answer.status(), &answer.json()["code"]), (401, &"UNAUTHORIZED".into()));
    assert!(answer.header("www-authenticate").unwrap().contains("error=\"invalid_token\""));
    assert_eq!(count(&sandbox), 0);
    assert_eq!(create(&sandbox, "").status(), 201);
}

#[tokio::test]
async fn an_unknown_value_stands_where_the_document_lists_values() {
    let sandbox = Sandbox::builder().check_answers(true).start().await.unwrap();
    let answer = create(&sandbox, "unknown-enum");
    assert_eq!(answer.status(), 201);
    let target = Target::Response("createContact".to_owned(), 201);
    let schema = Validator::contacts().schema(&target).unwrap();
    let findings = schema.findings(answer.body(), &Options::default());
    let pointers: Vec<_> = findings.iter().map(|finding| finding.pointer.as_ref().unwrap().to_string()).collect();
    assert!(pointers.contains(&"/permission/accessibleRange".to_owned()), "{pointers:?}");
    let whole = list(&sandbox, "", "").json();
    let changed = list(&sandbox, "", "unknown-enum").json();
    let range = |it: &Value| it["contacts"][0]["permission"]["accessibleRange"].as_str().unwrap().to_owned();
    assert_eq!((&*range(&whole), &*range(&changed)), ("ALL", "SANDBOX_UNLISTED"));
    assert_eq!(whole["contacts"][0]["contactId"], changed["contacts"][0]["contactId"]);
}

#[tokio::test]
async fn an_extra_property_stands_in_the_answer_and_in_each_item_and_the_client_reads_it_all_the_same() {
    let sandbox = Sandbox::builder().check_answers(true).start().await.unwrap();
    create(&sandbox, "");
    create(&sandbox, "");
    let answer = list(&sandbox, "", "extra-property").json();
    assert!(answer["sandboxExtra"].is_object());
    assert!(answer["contacts"].as_array().unwrap().iter().all(|it| it["sandboxExtra"].is_object()));
    sandbox.fault(Fault::ExtraProperty).unwrap();
    let client = Client::builder().base_url(sandbox.base_url()).token(sandbox.token()).limiter(Limiter::off()).build();
    let contact = answer["contacts"][0]["contactId"].as_str().unwrap().parse().unwrap();
    assert!(client.unwrap().get_contact(&contact).await.is_ok());
}

#[tokio::test]
async fn a_malformed_answer_is_almost_json() {
    let sandbox = Sandbox::start().await.unwrap();
    let (whole, answer) = (list(&sandbox, "", ""), list(&sandbox, "", "malformed"));
    assert_eq!(answer.body(), &whole.body()[..whole.body().len() - 1]);
    assert_eq!(answer.header("content-length"), Some(&*answer.body().len().to_string()));
    let both = list(&sandbox, "", "malformed, extra-property");
    assert!(serde_json::from_slice::<Value>(both.body()).is_err());
}

#[tokio::test]
async fn a_header_that_spells_no_fault_is_told_what_there_is() {
    let sandbox = Sandbox::start().await.unwrap();
    for fault in ["explode", "status=503, explode", "latency=long", "reset every 2"] {
        let answer = create(&sandbox, fault);
        let description = answer.json()["description"].as_str().unwrap().to_owned();
        assert_eq!(answer.status(), 400);
        assert!(description.starts_with("x-sandbox-fault: ") && description.contains("repeat-cursor"), "{description}");
    }
    assert_eq!(count(&sandbox), 0);
}

#[tokio::test]
async fn a_connection_goes_on_after_a_fault_that_does_not_end_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let request = |headers: &str| {
        let (host, token) = (sandbox.address(), sandbox.token());
        format!("GET {CONTACTS} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n{headers}\r\n")
    };
    let mut requests = String::new();
    for fault in ["status=503", "latency=1ms", "slow=16; tick=1ms", "malformed", "expire-token"] {
        requests += &request(&format!("x-sandbox-fault: {fault}\r\n"));
    }
    requests += &request("Connection: close\r\n");
    let answers = String::from_utf8(exchange(&sandbox, &requests).bytes).unwrap();
    let statuses: Vec<&str> = answers.split("HTTP/1.1 ").skip(1).map(|answer| &answer[..3]).collect();
    assert_eq!(statuses, ["503", "200", "200", "200", "401", "200"]);
    requests.clear();
    for headers in ["", "x-sandbox-fault: reset\r\n", "Connection: close\r\n"] {
        requests += &request(headers);
    }
    exchange(&sandbox, &requests);
    assert_eq!(sandbox.requests().len(), 8, "nothing behind a reset is read");
}

fn statuses(sandbox: &Sandbox, calls: usize) -> Vec<u16> {
    (0..calls).map(|_| list(sandbox, "", "").status()).collect()
}

#[tokio::test]
async fn a_rule_hits_by_operation_by_number_and_at_most_so_often() {
    let sandbox = Sandbox::start().await.unwrap();
    let rows: [(&str, [u16; 6]); 7] = [
        ("status=503", [503; 6]),
        ("createContact: status=503", [200; 6]),
        ("listContacts: status=503 at 2", [200, 503, 200, 200, 200, 200]),
        ("listContacts: status=503 every 3", [200, 200, 503, 200, 200, 503]),
        ("listContacts: status=503 every 2 times 2", [200, 503, 200, 503, 200, 200]),
        ("status=503; retry-after=1 times 2", [503, 503, 200, 200, 200, 200]),
        ("status=503 rate 0", [200; 6]),
    ];
    for (rule, expected) in rows {
        sandbox.fault(rule.parse::<FaultRule>().unwrap()).unwrap();
        assert_eq!(statuses(&sandbox, 6), expected, "{rule}");
        sandbox.clear_faults();
        assert_eq!(statuses(&sandbox, 1), [200]);
    }
}

#[tokio::test]
async fn chance_is_the_same_for_the_same_seed_and_requests() {
    let rule = FaultRule::new(Fault::Status { status: 503, retry_after: None }).rate(0.5);
    let mut runs = Vec::new();
    for seed in [1, 1, 2] {
        let sandbox = Sandbox::builder().seed(seed).fault(rule.clone()).start().await.unwrap();
        runs.push(statuses(&sandbox, 40));
    }
    assert_eq!(runs[0], runs[1]);
    assert_ne!(runs[0], runs[2]);
    assert!(runs[0].contains(&503) && runs[0].contains(&200));
}

#[tokio::test]
async fn a_rule_for_an_operation_that_is_none_is_refused_with_the_nearest() {
    let rule: FaultRule = "listContact: reset".parse().unwrap();
    let error = Sandbox::builder().fault(rule.clone()).start().await.unwrap_err().to_string();
    assert!(error.contains("listContacts"), "{error}");
    let sandbox = Sandbox::start().await.unwrap();
    assert_eq!(sandbox.fault(rule).unwrap_err().to_string(), error);
    assert_eq!(statuses(&sandbox, 1), [200]);
}

#[tokio::test]
async fn a_client_that_repeats_gets_over_faults_that_pass() {
    let sandbox = Sandbox::start().await.unwrap();
    sandbox.fault("listContacts: status=503; retry-after=0 times 1".parse::<FaultRule>().unwrap()).unwrap();
    sandbox.fault("listContacts: reset at 2".parse::<FaultRule>().unwrap()).unwrap();
    let client = Client::builder().base_url(sandbox.base_url()).token(sandbox.token()).limiter(Limiter::off()).build();
    let listed = client.unwrap().list_contacts(&contacts_client::types::ListContactsParams::default()).await;
    assert!(listed.is_ok());
    let statuses: Vec<_> = sandbox.requests().iter().map(contacts_sandbox::Exchange::status).collect();
    assert_eq!(statuses, [Some(503), None, Some(200)]);
}
