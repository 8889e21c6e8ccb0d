//! What the document says of the API as a whole, such as where tokens are had, becomes constants for the half of the
//! client that is written by hand: what is typed into Rust is no longer read from the document.
//!
//! A fact is a row of [`FACTS`]. One that the document lacks, or has in another form, is a finding.

use std::fmt::Write as _;

use contacts_openapi::Operation;
use jsonptr::PointerBuf;
use serde_json::Value;

use super::check::Fault;
use super::docs;
use super::model::Model;

/// A constant, where its value is said, and what its users are told.
struct Fact {
    name: &'static str,
    kind: Kind,
    at: At,
    docs: &'static str,
}

/// Where a fact is said, as a JSON Pointer.
#[derive(Clone, Copy)]
enum At {
    /// From the document's root.
    Root(&'static str),
    /// From the security scheme.
    OAuth(&'static str),
    /// From every operation that has the pointer's first member; all of them say the same.
    Operations(&'static str),
}
use At::{OAuth, Operations, Root};

/// The form of a fact, and the Rust that it becomes.
#[derive(Clone, Copy)]
enum Kind {
    Text,
    Texts,
    /// The address of something that secrets are sent to.
    Address,
    /// The name of a header, written in lower case.
    Header,
    Headers,
    /// The names of an object's members.
    Names,
    Size,
    /// The greatest of an object's values.
    Greatest,
    Share,
    /// So many times a number of seconds.
    Duration(u64),
    /// `minimum` and `maximum` of a schema.
    Range,
}

const OAUTH: &str = "/components/securitySchemes/oauth2";

const SECOND: u64 = 1;
const MINUTE: u64 = 60 * SECOND;
const DAY: u64 = 24 * 60 * MINUTE;

#[rustfmt::skip]
const FACTS: [Fact; 25] = [
    fact("AUTHORIZATION_URL", Kind::Address, OAuth("/flows/authorizationCode/authorizationUrl"),
        "Where a person agrees that an app may act for them."),
    fact("TOKEN_URL", Kind::Address, OAuth("/flows/authorizationCode/tokenUrl"),
        "Where tokens are had."),
    fact("REVOCATION_URL", Kind::Address, OAuth("/x-token/revocationUrl"),
        "Where tokens are given up."),
    fact("SCOPES", Kind::Names, OAuth("/flows/authorizationCode/scopes"),
        "Every scope that the document defines."),
    fact("AUTHORIZATION_CODE_GRANT", Kind::Text, OAuth("/x-token/authorizationCodeToken/grantType"),
        "`grant_type` with an authorization code."),
    fact("REFRESH_TOKEN_GRANT", Kind::Text, OAuth("/x-token/refreshToken/grantType"),
        "`grant_type` with a refresh token."),
    fact("JWT_BEARER_GRANT", Kind::Text, OAuth("/x-token/jwtBearer/grantType"),
        "`grant_type` with an assertion of a service account."),
    fact("JWT_MAX_LIFETIME", Kind::Duration(SECOND), OAuth("/x-token/jwtBearer/maxLifetimeSeconds"),
        "How long an assertion may live."),
    fact("RESPONSE_TYPE", Kind::Text, OAuth("/x-token/authorizationCode/recommendedResponseType"),
        "`response_type` that asks for an authorization code."),
    fact("RATE_LIMIT_USED", Kind::Header, Root("/x-rate-limits/headers/used"),
        "The header that tells the calls made in the window, in lower case."),
    fact("RATE_LIMIT_LIMIT", Kind::Header, Root("/x-rate-limits/headers/limit"),
        "The header that tells how many calls a window allows, in lower case."),
    fact("RATE_LIMIT_REMAINING", Kind::Header, Root("/x-rate-limits/headers/remaining"),
        "The header that tells the calls left in the window, in lower case."),
    fact("RATE_LIMIT_RESET", Kind::Header, Root("/x-rate-limits/headers/reset"),
        "The header that tells the seconds until the window ends, in lower case."),
    fact("RATE_LIMIT_WINDOW", Kind::Duration(SECOND), Root("/x-rate-limits/windowSeconds"),
        "The window in which calls are counted."),
    fact("RATE_LIMIT", Kind::Greatest, Root("/x-rate-limits/plans"),
        "The most calls of one operation that any plan allows in a window."),
    fact("SUSTAINED_AFTER", Kind::Duration(MINUTE), Root("/x-rate-limits/sustained/afterMinutes"),
        "After so long of continuous calls the limit is lowered."),
    fact("SUSTAINED_SHARE", Kind::Share, Root("/x-rate-limits/sustained/shareAtMost"),
        "To this share of itself."),
    fact("UPLOAD_HOST", Kind::Text, Operations("/x-upload/host"),
        "Where the file of a photo is sent to."),
    fact("UPLOAD_PART", Kind::Text, Operations("/x-upload/part"),
        "The part of the form that is the file."),
    fact("DOWNLOAD_DOMAINS", Kind::Texts, Operations("/x-download/domains"),
        "The domains that files are read from."),
    fact("PHOTO_BYTES", Kind::Range, Root("/components/schemas/ContactPhotoUpload/properties/fileSize"),
        "The sizes that a photo may have, in bytes."),
    fact("PHOTO_FORMATS", Kind::Texts, Root("/x-limits/contactPhotoFormats/value"),
        "The formats that the product takes as a photo; those of the API are not documented."),
    fact("REQUEST_ID_HEADERS", Kind::Headers, Root("/x-transport/requestIdHeaders/values"),
        "Headers in which services tell the id of a request; none is documented. In lower case."),
    fact("LIST_WINDOW", Kind::Duration(DAY), Operations("/x-window/maxDays"),
        "The longest period that a list can be asked for."),
    fact("RESULT_CAP", Kind::Size, Operations("/x-result-cap"),
        "How many results of one query can be reached, over all its pages."),
];

const fn fact(name: &'static str, kind: Kind, at: At, docs: &'static str) -> Fact {
    Fact { name, kind, at, docs }
}

/// `facts.rs`, and what the document lacks for it.
pub(crate) fn facts(model: &Model<'_>) -> (String, Vec<Fault>) {
    let mut text = "\
//! What the document says of the API as a whole, for the half of the client that is written by hand.

use std::ops::RangeInclusive;
use std::time::Duration;
"
    .to_owned();
    let mut faults = Vec::new();
    for fact in &FACTS {
        match fact.value(model) {
            Ok(value) => {
                text.push('\n');
                text.push_str(&docs::comment(fact.docs, ""));
                let _ = writeln!(text, "pub(crate) const {}: {} = {value};", fact.name, fact.kind.ty());
            }
            Err(found) => faults.extend(found),
        }
    }
    (text, faults)
}

impl Fact {
    /// The constant's value as Rust.
    fn value(&self, model: &Model<'_>) -> Result<String, Vec<Fault>> {
        let document = model.document;
        match self.at {
            Root(at) => self.read(document.root(), &PointerBuf::new(), at).map_err(|fault| vec![fault]),
            OAuth(at) => {
                let scheme = document.pointer(OAUTH).unwrap_or(&Value::Null);
                self.read(scheme, &along(&PointerBuf::new(), OAUTH), at).map_err(|fault| vec![fault])
            }
            Operations(at) => self.value_of_operations(model, at),
        }
    }

    /// The same where operations say it: one that says another thing than the first is at fault.
    fn value_of_operations(&self, model: &Model<'_>, at: &str) -> Result<String, Vec<Fault>> {
        let keyword = at.split('/').nth(1).unwrap_or_default();
        let mut first: Option<(String, &Operation<'_>)> = None;
        let mut faults = Vec::new();
        for operation in model.operations.iter().filter(|operation| operation.value.get(keyword).is_some()) {
            match (self.read(operation.value, &operation.pointer, at), &first) {
                (Err(fault), _) => faults.push(fault),
                (Ok(value), Some((said, other))) if value != *said => faults.push(Fault {
                    at: along(&operation.pointer, at),
                    message: format!("`{}` says {value} and `{}` says {said}", operation.id, other.id),
                    help: format!("the client has one {} for all operations: say the same", self.name),
                }),
                (Ok(value), None) => first = Some((value, operation)),
                (Ok(_), Some(_)) => {}
            }
        }
        match first {
            Some((value, _)) if faults.is_empty() => Ok(value),
            None if faults.is_empty() => Err(vec![Fault {
                at: along(&PointerBuf::new(), "/paths"),
                message: format!("no operation has `{keyword}`, which the client needs for its {}", self.name),
                help: format!("write it into an operation; `{at}` in it takes {}", self.kind.form()),
            }]),
            _ => Err(faults),
        }
    }

    fn read(&self, within: &Value, base: &PointerBuf, at: &str) -> Result<String, Fault> {
        let found = within.pointer(at);
        found.and_then(|value| self.kind.value(value)).ok_or_else(|| Fault {
            at: along(base, at),
            message: match found {
                None => format!("`{at}` is missing, which the client needs for its {}", self.name),
                Some(_) => format!("`{at}` has a form that makes no {}", self.name),
            },
            help: format!("write {} there", self.kind.form()),
        })
    }
}

/// A place behind another. No name in a pointer of ours has a character that pointers escape.
fn along(base: &PointerBuf, at: &str) -> PointerBuf {
    at.split('/').skip(1).fold(base.clone(), |at, token| at.with_trailing_token(token))
}

impl Kind {
    fn ty(self) -> &'static str {
        match self {
            Kind::Text | Kind::Address | Kind::Header => "&str",
            Kind::Texts | Kind::Headers | Kind::Names => "&[&str]",
            Kind::Size => "usize",
            Kind::Greatest => "u32",
            Kind::Share => "f64",
            Kind::Duration(_) => "Duration",
            Kind::Range => "RangeInclusive<u64>",
        }
    }

    /// What a value in the document must be, in words.
    fn form(self) -> &'static str {
        match self {
            Kind::Text => "a text",
            Kind::Texts => "a list of texts",
            Kind::Address => "an address that begins with `https://`",
            Kind::Header => "the name of a header",
            Kind::Headers => "a list of names of headers",
            Kind::Names => "an object with at least one member",
            Kind::Size | Kind::Duration(_) => "a whole number from 1",
            Kind::Greatest => "an object of whole numbers from 1",
            Kind::Share => "a number above 0, and 1 at most",
            Kind::Range => "a schema with a `minimum` and a `maximum` that is no less",
        }
    }

    /// The value as Rust, if it has the form.
    fn value(self, value: &Value) -> Option<String> {
        match self {
            Kind::Text => text(value).map(|text| format!("{text:?}")),
            Kind::Address => {
                let is_safe = |text: &&str| text.starts_with("https://") && !text.contains(char::is_whitespace);
                text(value).filter(is_safe).map(|text| format!("{text:?}"))
            }
            Kind::Header => header(value),
            Kind::Texts => all(value.as_array()?, |item| text(item).map(|text| format!("{text:?}"))),
            Kind::Headers => all(value.as_array()?, header),
            Kind::Names => all(value.as_object()?.keys(), |name| Some(format!("{name:?}"))),
            Kind::Size => u32::try_from(positive(value)?).ok().map(|size| grouped(size.into())),
            Kind::Greatest => {
                let values: Option<Vec<u64>> = value.as_object()?.values().map(positive).collect();
                u32::try_from(values?.into_iter().max()?).ok().map(|most| grouped(most.into()))
            }
            Kind::Share => {
                let share = value.as_f64().filter(|share| *share > 0.0 && *share <= 1.0)?;
                Some(format!("{share:?}"))
            }
            Kind::Duration(seconds) => {
                Some(format!("Duration::from_secs({})", grouped(positive(value)?.checked_mul(seconds)?)))
            }
            Kind::Range => {
                let bound = |member: &str| value.get(member).and_then(Value::as_u64);
                let (least, most) = (bound("minimum")?, bound("maximum")?);
                (least <= most).then(|| format!("{}..={}", grouped(least), grouped(most)))
            }
        }
    }
}

fn text(value: &Value) -> Option<&str> {
    value.as_str().filter(|text| !text.is_empty())
}

fn positive(value: &Value) -> Option<u64> {
    value.as_u64().filter(|number| *number > 0)
}

fn header(value: &Value) -> Option<String> {
    let is_name = |text: &&str| text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    text(value).filter(is_name).map(|name| format!("{:?}", name.to_ascii_lowercase()))
}

/// A list as Rust, if it has items and each of them has a form.
fn all<T>(items: impl IntoIterator<Item = T>, form: impl Fn(T) -> Option<String>) -> Option<String> {
    let items: Vec<String> = items.into_iter().map(form).collect::<Option<_>>()?;
    (!items.is_empty()).then(|| format!("&[{}]", items.join(", ")))
}

/// `10485760` as `10_485_760`, and `3600` as it is.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if digits.len() > 4 && index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
#[allow(clippy::unwrap_used, clippy::panic)]
mod tests {
    use contacts_openapi::Document;
    use serde_json::json;

    use super::*;

    /// The faults of the small document with other values at some places; null takes the value away.
    fn faults(changes: &[(&str, Value)]) -> Vec<(String, String)> {
        let small = Document::parse("small.yaml", include_str!("../../tests/golden/small.yaml")).unwrap();
        let mut root = small.root().clone();
        for (at, value) in changes {
            let (parent, name) = at.rsplit_once('/').unwrap();
            let parent = root.pointer_mut(parent).unwrap().as_object_mut().unwrap();
            match value {
                Value::Null => assert!(parent.remove(&name.replace("~1", "/")).is_some(), "{at}"),
                value => *parent.get_mut(name).unwrap() = value.clone(),
            }
        }
        let document = Document::parse("small.yaml", root.to_string()).unwrap();
        let (_, faults) = facts(&Model::new(&document));
        faults.into_iter().map(|fault| (fault.at.to_string(), format!("{}; {}", fault.message, fault.help))).collect()
    }

    #[test]
    fn a_value_of_another_form_makes_no_constant() {
        let rows = [
            (Kind::Text, json!("a \"b\""), Some(r#""a \"b\"""#)),
            (Kind::Text, json!(""), None),
            (Kind::Text, json!(3), None),
            (Kind::Texts, json!(["a", "b"]), Some(r#"&["a", "b"]"#)),
            (Kind::Texts, json!(["a", 3]), None),
            (Kind::Texts, json!([]), None),
            (Kind::Texts, json!("a"), None),
            (Kind::Address, json!("https://a.test/b"), Some(r#""https://a.test/b""#)),
            (Kind::Address, json!("http://a.test/b"), None),
            (Kind::Address, json!("https://a.test/b c"), None),
            (Kind::Header, json!("X-Request-Id"), Some(r#""x-request-id""#)),
            (Kind::Header, json!("X Request"), None),
            (Kind::Headers, json!(["A", "b-C"]), Some(r#"&["a", "b-c"]"#)),
            (Kind::Headers, json!(["A:"]), None),
            (Kind::Names, json!({"a": 1, "b.c": null}), Some(r#"&["a", "b.c"]"#)),
            (Kind::Names, json!({}), None),
            (Kind::Size, json!(50_000), Some("50_000")),
            (Kind::Size, json!(0), None),
            (Kind::Size, json!(5_000_000_000_u64), None),
            (Kind::Greatest, json!({"a": 60, "b": 240, "c": 100}), Some("240")),
            (Kind::Greatest, json!({"a": 60, "b": "240"}), None),
            (Kind::Greatest, json!({}), None),
            (Kind::Share, json!(0.5), Some("0.5")),
            (Kind::Share, json!(1), Some("1.0")),
            (Kind::Share, json!(0), None),
            (Kind::Share, json!(1.5), None),
            (Kind::Duration(DAY), json!(7), Some("Duration::from_secs(604_800)")),
            (Kind::Duration(SECOND), json!(1), Some("Duration::from_secs(1)")),
            (Kind::Duration(SECOND), json!(0), None),
            (Kind::Duration(SECOND), json!(1.5), None),
            (Kind::Duration(DAY), json!(u64::MAX), None),
            (Kind::Range, json!({"minimum": 1, "maximum": 10_485_760}), Some("1..=10_485_760")),
            (Kind::Range, json!({"minimum": 2, "maximum": 1}), None),
            (Kind::Range, json!({"maximum": 1}), None),
        ];
        for (kind, value, expected) in rows {
            assert_eq!(kind.value(&value).as_deref(), expected, "{value} as {}", kind.form());
        }
    }

    #[test]
    fn every_fact_that_a_document_lacks_is_a_fault_of_its_own() {
        let document = Document::parse("api.yaml", "paths: {}\n").unwrap();
        let (_, faults) = facts(&Model::new(&document));
        assert_eq!(faults.len(), FACTS.len());
        for (fact, fault) in FACTS.iter().zip(faults) {
            assert!(fault.message.ends_with(&format!("needs for its {}", fact.name)), "{}", fault.message);
        }
        assert_eq!(self::faults(&[]), []);
    }

    #[test]
    fn a_fault_names_the_place_and_the_form() {
        let rows = [
            (
                "/components/securitySchemes/oauth2/flows/authorizationCode/tokenUrl",
                json!("http://example.com"),
                "`/flows/authorizationCode/tokenUrl` has a form that makes no TOKEN_URL; write an address that begins \
                 with `https://` there",
            ),
            (
                "/x-rate-limits/windowSeconds",
                json!(null),
                "`/x-rate-limits/windowSeconds` is missing, which the client needs for its RATE_LIMIT_WINDOW; write a \
                 whole number from 1 there",
            ),
            (
                "/paths/~1tags/post/x-upload/part",
                json!(["Filedata"]),
                "`/x-upload/part` has a form that makes no UPLOAD_PART; write a text there",
            ),
        ];
        for (at, value, expected) in rows {
            assert_eq!(faults(&[(at, value)]), [(at.to_owned(), expected.to_owned())]);
        }
    }

    #[test]
    fn what_operations_say_they_say_alike() {
        let at = "/paths/~1tags~1{tagId}/get/x-result-cap";
        let expected = "`getTag` says 7 and `listTags` says 1000; the client has one RESULT_CAP for all operations: \
                        say the same";
        let small = include_str!("../../tests/golden/small.yaml");
        let text = small.replace("      operationId: getTag\n", "      operationId: getTag\n      x-result-cap: 7\n");
        let document = Document::parse("small.yaml", text).unwrap();
        let (_, faults) = facts(&Model::new(&document));
        let [fault] = &faults[..] else { panic!("{} faults", faults.len()) };
        assert_eq!((fault.at.as_str(), format!("{}; {}", fault.message, fault.help).as_str()), (at, expected));
        let expected = "no operation has `x-upload`, which the client needs for its UPLOAD_HOST; write it into an \
                        operation; `/x-upload/host` in it takes a text";
        let without = self::faults(&[("/paths/~1tags/post/x-upload", json!(null))]);
        assert_eq!(without[0], ("/paths".to_owned(), expected.to_owned()));
    }
}
