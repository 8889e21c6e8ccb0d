//! From syntax trees to files that a person can read: a header, formatted code, blank lines between items.

use contacts_openapi::{CONTACTS_PATH, Document};
use syn::File;

use super::Surprise;

/// What every generated file begins with.
pub(crate) struct Header {
    sha256: String,
    /// The generator and its version.
    generator: String,
}

/// The lock file that this program was built with: the generator does not tell its version.
const LOCK: &str = include_str!("../../../Cargo.lock");

/// The generator and its version.
fn generator() -> Result<String, Surprise> {
    let mut lines = LOCK.lines().skip_while(|line| *line != "name = \"progenitor\"");
    let version = lines.nth(1).and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    version
        .map(|version| format!("progenitor {version}"))
        .ok_or_else(|| Surprise::new("the lock file does not tell progenitor's version"))
}

impl Header {
    pub(crate) fn new(document: &Document) -> Result<Self, Surprise> {
        let digest = hmac_sha256::Hash::hash(document.text().as_bytes());
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { sha256, generator: generator()? })
    }

    /// `mod.rs`, which also tells the crate, and its build script, what it was made from.
    pub(crate) fn module(&self, document: &Document, registry: &str) -> String {
        let server = document.pointer("/servers/0/url").and_then(serde_json::Value::as_str).unwrap_or_default();
        let body = format!(
            "\
//! The generated half of the client.

pub(crate) mod enums;
#[allow(dead_code, reason = \"which facts are needed depends on the features\")]
pub(crate) mod facts;
/// Typed mocks of every operation, over [`httpmock`](::httpmock), for the tests of services.
///
/// ```
/// use contacts_client::httpmock::{{MockServer, MockServerExt as _}};
/// use contacts_client::types::{{ApiError, ContactTag, ContactTagId}};
///
/// # tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {{
/// let server = MockServer::start_async().await;
/// let id = ContactTagId::from(\"a-tag\");
/// server.get_contact_tag(|when, then| {{
///     when.contact_tag_id(&id);
///     then.success(200, &ContactTag::new(id.clone(), \"a name\"));
/// }});
/// let client = contacts_client::Client::builder().base_url(server.base_url()).token(\"any\").build()?;
/// assert_eq!(client.get_contact_tag(&id).await?.contact_tag_name, \"a name\");
/// # Ok::<(), contacts_client::Error>(())
/// # }}).unwrap();
/// ```
#[cfg(feature = \"httpmock\")]
pub mod httpmock;
pub(crate) mod ids;
mod operations;
pub(crate) mod params;
pub(crate) mod types;
pub(crate) mod unions;
pub(crate) mod wire;

/// The documented address of the service.
pub const BASE_URL: &str = {server:?};

/// The SHA-256 of the `contacts.yaml` that the client was generated from, in hexadecimal.
pub const SPEC_SHA256: &str = \"{}\";

/// The generator and its version.
pub const GENERATOR: &str = \"{}\";

{registry}",
            self.sha256, self.generator
        );
        self.text(&body)
    }

    /// A file whose body is text. The digest stands in `mod.rs` alone, so that a change of the document
    /// shows in the files it changes.
    pub(crate) fn text(&self, body: &str) -> String {
        format!(
            "// Written by `cargo xtask generate`; edit {CONTACTS_PATH} instead.\n\
            // Generator: {}; the document's SHA-256 stands in mod.rs.\n\n{body}",
            self.generator
        )
    }

    /// A file whose body is a syntax tree.
    pub(crate) fn file(&self, file: &File) -> String {
        let mut body = String::new();
        for item in &file.items {
            let is_use = matches!(item, syn::Item::Use(_));
            let single = self::file(vec![item.clone()]);
            if !(is_use && body.lines().last().is_none_or(|line| line.starts_with("use "))) {
                body.push('\n');
            }
            body.push_str(&space_out(&prettyplease::unparse(&single)));
        }
        self.text(body.trim_start_matches('\n'))
    }
}

/// The items of a piece of code.
pub(crate) fn items(code: &str) -> syn::Result<Vec<syn::Item>> {
    Ok(syn::parse_str::<File>(code)?.items)
}

/// A file of these items.
pub(crate) fn file(items: Vec<syn::Item>) -> File {
    File { frontmatter: None, shebang: None, attrs: Vec::new(), items }
}

/// A blank line between members of a block that span several lines.
fn space_out(code: &str) -> String {
    let mut spaced = String::with_capacity(code.len() + code.len() / 8);
    let mut previous: Option<&str> = None;
    for line in code.lines() {
        let indent = |line: &str| line.len() - line.trim_start().len();
        if let Some(previous) = previous {
            let follows_block = matches!(previous.trim(), "}" | "},") && indent(previous) == indent(line);
            let starts_member =
                ["///", "#[", "pub ", "fn ", "impl ", "async "].iter().any(|it| line.trim_start().starts_with(it));
            if follows_block && starts_member {
                spaced.push('\n');
            }
        }
        spaced.push_str(line);
        spaced.push('\n');
        previous = Some(line);
    }
    spaced
}
