//! A photo small enough to stand in a program: one white pixel.

use base64::prelude::{BASE64_STANDARD, Engine as _};
use serde_json::{Value, json};

use crate::world::Record;

/// The bytes of the file.
pub const BYTES: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\xdac\xf8\x0f\0\x01\x01\x01\0\x1c\xb0\x8c\x99\0\0\0\0IEND\xaeB`\x82";

/// The name of the file.
pub const NAME: &str = "pixel.png";

/// The media type of the file.
pub const CONTENT_TYPE: &str = "image/png";

/// The photo as that of a contact, as a sandbox loads it.
pub fn record(contact_id: &Value) -> Record {
    let value = json!({
        "contactId": contact_id,
        "fileName": NAME,
        "contentType": CONTENT_TYPE,
        "data": BASE64_STANDARD.encode(BYTES),
    });
    Record { kind: "photo".to_owned(), value }
}
