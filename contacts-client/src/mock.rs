//! What the generated mock helpers are made of.

use httpmock::Then;
use progenitor_client::encode_path;
use regex::Regex;

use crate::BASE_URL;
use crate::types::ApiError;

/// The pattern of a path, with or without the path of the documented base address before it; `{}` in the
/// template stands for the id as it is sent.
///
/// # Panics
///
/// When the template is no pattern, which a test of the generated code would show.
#[expect(clippy::expect_used, reason = "templates are generated, and every one is compiled in a test")]
pub(crate) fn path(template: &str, id: &str) -> Regex {
    let base = reqwest::Url::parse(BASE_URL).map(|url| regex::escape(url.path())).unwrap_or_default();
    let id = regex::escape(&encode_path(id));
    let template = template.trim_start_matches('^').replace("{}", &id);
    Regex::new(&format!("^(?:{base})?{template}")).expect("a template is a pattern")
}

/// Answers with an error body.
pub(crate) fn error(then: Then, status: u16, error: &ApiError) -> Then {
    then.status(status).header("content-type", "application/json").json_body_obj(error)
}
