//! The files that pages are made of, within the program. Those of Swagger UI stay packed: nothing is unpacked here,
//! neither at the start nor when they are asked for.

use axum::body::Body;
use axum::response::Response;
use bytes::Bytes;
use http::header::{CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, StatusCode};

/// A file that a page loads.
#[derive(Debug)]
pub(super) struct Asset {
    name: &'static str,
    bytes: &'static [u8],
    /// Whether it is packed by gzip, which every browser unpacks. It goes out as it is, whatever was asked for.
    is_packed: bool,
    /// What changes when it does; empty if it is too small to be worth it.
    tag: &'static str,
}

/// What `build.rs` took out of the archive of Swagger UI.
static VIEWER: &[Asset] = include!(concat!(env!("OUT_DIR"), "/assets.rs"));

static OWN: &[Asset] = &[
    Asset { name: "page.css", bytes: include_bytes!("page.css"), is_packed: false, tag: "" },
    Asset { name: "reference.css", bytes: include_bytes!("reference.css"), is_packed: false, tag: "" },
    Asset { name: "reference.js", bytes: include_bytes!("reference.js"), is_packed: false, tag: "" },
    Asset { name: "status.js", bytes: include_bytes!("status.js"), is_packed: false, tag: "" },
];

/// The file of a name.
pub(super) fn get(name: &str) -> Option<&'static Asset> {
    OWN.iter().chain(VIEWER).find(|asset| asset.name == name)
}

impl Asset {
    /// The file, or that the browser has it.
    pub(super) fn response(&self, headers: &HeaderMap) -> Response {
        let known = headers.get(IF_NONE_MATCH).and_then(|known| known.to_str().ok()).unwrap_or_default();
        let is_known = !self.tag.is_empty() && known.contains(self.tag);
        let body = if is_known { Body::empty() } else { Body::from(Bytes::from_static(self.bytes)) };
        let mut response = Response::new(body);
        if is_known {
            *response.status_mut() = StatusCode::NOT_MODIFIED;
        }
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type()));
        if !self.tag.is_empty() {
            headers.insert(ETAG, HeaderValue::from_static(self.tag));
        }
        if self.is_packed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        response
    }

    fn media_type(&self) -> &'static str {
        match self.name.rsplit('.').next() {
            Some("css") => "text/css; charset=utf-8",
            Some("html") => "text/html; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("png") => "image/png",
            _ => "text/plain; charset=utf-8",
        }
    }
}
