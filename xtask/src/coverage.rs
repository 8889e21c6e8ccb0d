//! What of the document the conformance tests have met, kept and broken.
//!
//! Everything that the document says and a recording can show is an [`Item`]: an operation, a parameter, a status, a
//! media type, a header, an example, an alternative of `security`, an `x-constraints` entry, a keyword of a schema in one
//! direction, a value of an enum, a null. An item is *satisfied* by an exchange that shows it kept, *violated* by one that
//! breaks it, and a gap where it lacks one of the two that it could have:
//!
//! - a parameter is satisfied when it was sent with a value that fits and, if it is optional, was left out as well;
//! - a keyword is satisfied by a value that it applies to and that keeps it, as [`reach`] finds, and violated by one of
//!   which the engine says so. [`contacts_openapi::validate::statements`] lists the keywords that are judged. One that no
//!   value can break, such as `minItems: 0`, is no gap for that, and nor is `nullable`, of which only a null is asked;
//! - answers come from a service that keeps to the document. What breaks a keyword there is counted; that nothing does
//!   is no gap;
//! - a constraint that no schema can say is violated by a refusal that says its sentence. Whether one is kept no answer
//!   tells, so that nobody is asked;
//! - an example is satisfied by a body that is equal as JSON;
//! - what the tests give a reason for cannot be measured, and is no gap.

mod measure;
mod reach;
mod reasons;
mod recording;
mod show;
mod wire;

use contacts_openapi::Place;

pub(crate) use measure::measure;
pub(crate) use reasons::{FILE as REASONS, Reasons};
pub(crate) use recording::read;
pub(crate) use show::{Format, show};

/// What an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum Kind {
    Operation,
    Parameter,
    Status,
    MediaType,
    Header,
    Scope,
    Example,
    Constraint,
    RequestKeyword,
    AnswerKeyword,
    RequestValue,
    AnswerValue,
    RequestNull,
    AnswerNull,
}

impl Kind {
    /// Every kind, in the order of the rows.
    pub(crate) const ALL: [Kind; 14] = [
        Kind::Operation,
        Kind::Parameter,
        Kind::Status,
        Kind::MediaType,
        Kind::Header,
        Kind::Scope,
        Kind::Example,
        Kind::Constraint,
        Kind::RequestKeyword,
        Kind::AnswerKeyword,
        Kind::RequestValue,
        Kind::AnswerValue,
        Kind::RequestNull,
        Kind::AnswerNull,
    ];

    /// What a table calls them.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Operation => "operations",
            Kind::Parameter => "parameters",
            Kind::Status => "statuses",
            Kind::MediaType => "media types",
            Kind::Header => "headers of answers",
            Kind::Scope => "scopes",
            Kind::Example => "examples",
            Kind::Constraint => "constraints in prose",
            Kind::RequestKeyword => "keywords in requests",
            Kind::AnswerKeyword => "keywords in answers",
            Kind::RequestValue => "enum values in requests",
            Kind::AnswerValue => "enum values in answers",
            Kind::RequestNull => "nulls in requests",
            Kind::AnswerNull => "nulls in answers",
        }
    }
}

/// Something that the document says and a recording can show.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Item {
    pub(crate) kind: Kind,
    /// What a person calls it; unique among those of its kind.
    pub(crate) name: String,
    /// Whose it is, if it is one operation's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) operation: Option<String>,
    /// Where the document says it.
    pub(crate) pointer: String,
    #[serde(serialize_with = "spelled")]
    pub(crate) place: Place,
    /// Whether it was seen to be kept; none where that cannot be told.
    pub(crate) satisfied: Option<bool>,
    /// Whether it was seen to be broken; none where that cannot be.
    pub(crate) violated: Option<bool>,
    /// Whether that it was never broken is a gap.
    #[serde(skip)]
    pub(crate) is_to_be_broken: bool,
    /// What it lacks, in words.
    pub(crate) gaps: Vec<&'static str>,
    /// Why what it lacks cannot be had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) not_measurable: Option<String>,
}

fn spelled<S: serde::Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(place)
}

/// How many items of a kind there are, and what became of them.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Row {
    #[serde(rename = "of")]
    pub(crate) name: &'static str,
    pub(crate) documented: usize,
    /// None where it cannot be told of any.
    pub(crate) satisfied: Option<usize>,
    pub(crate) violated: Option<usize>,
    pub(crate) not_measurable: usize,
    pub(crate) gaps: usize,
}

/// The items, and one row for each kind that there is one of.
pub(crate) fn rows(items: &[Item]) -> Vec<Row> {
    let row = |kind: Kind| {
        let of_kind: Vec<&Item> = items.iter().filter(|item| item.kind == kind).collect();
        let count = |is: fn(&Item) -> Option<bool>| {
            let told: Vec<bool> = of_kind.iter().filter_map(|item| is(item)).collect();
            (!told.is_empty()).then(|| told.into_iter().filter(|it| *it).count())
        };
        Row {
            name: kind.name(),
            documented: of_kind.len(),
            satisfied: count(|item| item.satisfied),
            violated: count(|item| item.violated),
            not_measurable: of_kind.iter().filter(|item| item.not_measurable.is_some()).count(),
            gaps: of_kind.iter().filter(|item| !item.gaps.is_empty()).count(),
        }
    };
    Kind::ALL.into_iter().map(row).filter(|row| row.documented > 0).collect()
}
