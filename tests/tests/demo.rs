//! What the demo says.

#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes them")]

use std::process::Command;

use expect_test::expect;

/// How wide a terminal may be for every line to fit.
const WIDTH: usize = 100;

#[test]
fn the_demo_goes_from_a_token_to_a_refused_payload_and_says_what_comes_next() -> Result<(), String> {
    let output = Command::new(env!("CARGO_BIN_EXE_demo")).output().map_err(|error| error.to_string())?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8_lossy(&output.stdout);
    let wide = told.lines().find(|line| line.chars().count() > WIDTH);
    assert_eq!(wide, None, "it does not fit a line");
    // The port is any that is free.
    let begin = "http://127.0.0.1:";
    let (before, after) = told.split_once(begin).ok_or("the demo does not say where the sandbox is")?;
    let port = after.find(|it: char| !it.is_ascii_digit()).ok_or("the address has no end")?;
    expect![[r#"
        A sandbox of the Contacts API runs at http://127.0.0.1:#, in memory, until this demo ends.
        It allows 60 calls of an operation a minute, as the documentation says of the plan Free.

        1. A token, for which the service account of an app signs that it is itself
           (token endpoint)   POST   /oauth2/v2.0/token                good for 3600 s: contact
           The client does this by itself, when it needs a token and before one expires.

        2. A contact is created, as the documentation's example has it
           createContact      POST   /contacts                    201  顧客 連絡先, contactf…
           getContact         GET    /contacts/{contactId}        200  the same

        3. It gets a tag
           createContactTag   POST   /contact-tags                201  "company tag", COMPANY
           patchContact       PATCH  /contacts/{contactId}        200  1 tag, and all else as it was

        4. Many contacts are read, page by page
           createContact      POST   /contacts                    201  35 times
           listContacts       GET    /contacts                    200  3 times: 36 contacts, 12 a page

        5. What changes is sent, and nothing else
           patchContact       PATCH  /contacts/{contactId}        200  a memo, an e-mail, no telephone
           Created 2034-01-04T09:00:00+09:00, modified 2034-01-04T09:01:00+09:00.

        6. It gets a photo, which travels to addresses of its own
           createContactPhoto POST   /contacts/{contactId}/photo  200  where to send the file
           (the file)         POST   /_files/upload/…             200  pixel.png, 67 bytes
           getContactPhoto    GET    /contacts/{contactId}/photo  302  where to get it
           (the file)         GET    /_files/photo/…              200  image/png, the same bytes

        7. The rate limit is met, and survived
           getContactTag      GET    /contact-tags/{contactTagId} 200  60 times
           getContactTag      GET    /contact-tags/{contactTagId} 429  TOO_MANY_REQUESTS
           A client that neither waits nor repeats ends here; the window ends in 60 s.
           getContactTag      GET    /contact-tags/{contactTagId} 429  and a wait for the next window
           getContactTag      GET    /contact-tags/{contactTagId} 200  150 times
           A client that knows the limit gets all its 150 answers: it waited 3 times, 180 s together, on a
           clock that takes no time.

        8. A bad payload, a telephone whose type is a slip, is refused twice
           The client holds it against the document and sends nothing:
           /telephones/0/type: is none of the documented values `CELLPHONE`, `WORK`, `HOME`, `WORK_FAX`,
           `HOME_FAX`, `OTHER`, `CUSTOM` (did you mean `CELLPHONE`?)
           createContact      POST   /contacts                    400  INVALID_PARAMETER
           Sent all the same, the service refuses it: /telephones/0/type: is none of the documented values
           `CELLPHONE`, `WORK`, `HOME`, `WORK_FAX`, `HOME_FAX`, `OTHER`, `CUSTOM` (did you mean
           `CELLPHONE`?)

        Where to look next
           cargo run -p contacts-cli -- sandbox    the same sandbox, for as long as you want it
           http://127.0.0.1:4010/                  its root: a reference in which to try calls, once it runs
           README.md                               what there is, and for whom
           cargo doc --open -p contacts-client     the client; contacts-sandbox is for your own tests
           cargo test -p contacts-conformance      every documented example, against a mock and the sandbox
    "#]]
    .assert_eq(&format!("{before}{begin}#{}", &after[port..]));
    Ok(())
}
