//! One line, from text to what it adds.

use std::fmt;

use contacts_openapi::Severity;
use contacts_openapi::validate::{Options, Target};
use serde::Deserialize;

use super::{LoadError, write};
use crate::oauth::OAuth;
use crate::operations::{contact_line, load_property, load_tag, photo_line, read_contact, read_photo};
use crate::record::{Kind, Record};
use crate::service::Service;
use crate::state::State;
use crate::state::contacts::Contact;
use crate::state::directory::Member;
use crate::state::photos::Photo;

/// Whether lines are held against the document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Trust {
    Nobody,
    /// The sandbox has written them, if perhaps by an earlier document.
    Own,
}

/// Reads lines.
pub(super) struct Reader<'s> {
    service: &'s Service,
    trust: Trust,
    options: Options,
}

/// What a line adds, and where it stands.
pub(super) struct Placed<'j> {
    /// Whoever counts lines says it.
    pub(super) line: Option<usize>,
    column: usize,
    loaded: Loaded<'j>,
}

/// What a line adds.
enum Loaded<'j> {
    Made(u64),
    Member(Member),
    /// Its JSON: whether its names are free shows when it is added.
    CustomProperty(&'j str),
    /// The same.
    ContactTag(&'j str),
    Contact {
        contact: Contact,
        has_place: bool,
        is_trashed: bool,
    },
    Photo(String, Photo),
    /// Its JSON, which is known to be one.
    Grant(&'j str),
}

/// The highest place in the order of creation that may be given: what every reader of JSON counts up to.
const LAST_PLACE: u64 = (1 << 53) - 1;

impl<'s> Reader<'s> {
    pub(super) fn new(service: &'s Service, trust: Trust) -> Self {
        Self { service, trust, options: Options::default() }
    }

    /// What a line adds; the error knows no number of the line.
    pub(super) fn line<'j>(&self, line: &'j str) -> Result<Placed<'j>, LoadError> {
        let record: Record<'_> = serde_json::from_str(line).map_err(|error| LoadError {
            line: None,
            column: Some(error.column().max(1)),
            message: record_error(&error),
        })?;
        let json = record.value.get();
        // The value is a part of the line.
        let before = (json.as_ptr() as usize).saturating_sub(line.as_ptr() as usize);
        let column = line.get(..before).map_or(0, |before| before.chars().count());
        let wrong = |message: String| LoadError { line: None, column: Some(column + 1), message };
        let schema = match record.kind {
            Kind::Contact => Some("Contact"),
            Kind::ContactTag => Some("ContactTag"),
            Kind::CustomProperty => Some("ContactCustomProperty"),
            Kind::Sandbox | Kind::Member | Kind::Photo | Kind::Grant => None,
        };
        if let (Some(schema), Trust::Nobody) = (schema, self.trust) {
            self.fits(schema, json, column)?;
        }
        if record.kind != Kind::Contact && (record.sequence.is_some() || record.trashed) {
            return Err(wrong("only a contact has a `sequence`, or is `trashed`".to_owned()));
        }
        let loaded = self.value(&record).map_err(wrong)?;
        Ok(Placed { line: None, column: column + 1, loaded })
    }

    /// Whether a value breaks a schema of the document, which is made ready when the first such line comes.
    fn fits(&self, schema: &str, json: &str, column: usize) -> Result<(), LoadError> {
        let schema = self.service.validator.schema(&Target::Schema(schema.to_owned()));
        let schema = schema.map_err(|error| LoadError { line: None, column: None, message: error.to_string() })?;
        if schema.is_clean(json.as_bytes(), &self.options) {
            return Ok(());
        }
        let findings = schema.findings(json.as_bytes(), &self.options);
        let Some(finding) = findings.iter().find(|it| it.severity == Severity::Error) else { return Ok(()) };
        let pointer = finding.pointer.as_ref().map_or("", |pointer| pointer.as_str());
        let help = finding.help.as_ref().map_or_else(String::new, |help| format!(" ({help})"));
        let message = format!("/value{pointer}: {}{help}", finding.message);
        Err(LoadError { line: None, column: Some(column + finding.place.column), message })
    }

    fn value<'j>(&self, record: &Record<'j>) -> Result<Loaded<'j>, String> {
        let json = record.value.get();
        Ok(match record.kind {
            Kind::Sandbox => Loaded::Made(of::<Made>(json, "`identifiers`, how many were made")?.identifiers),
            Kind::Member => {
                let members = "`userId`, and perhaps `email`, `externalKey`, `orgUnitIds` and `groupIds`";
                Loaded::Member(of(json, members)?)
            }
            Kind::CustomProperty => Loaded::CustomProperty(json),
            Kind::ContactTag => Loaded::ContactTag(json),
            Kind::Contact => {
                // What was made behind the highest place is in the data file.
                if self.trust == Trust::Nobody && record.sequence.is_some_and(|sequence| sequence > LAST_PLACE) {
                    return Err(format!("the `sequence` is more than {LAST_PLACE}"));
                }
                let contact = read_contact(self.service, json, record.sequence.unwrap_or_default())?;
                Loaded::Contact { contact, has_place: record.sequence.is_some(), is_trashed: record.trashed }
            }
            Kind::Photo => {
                let (contact_id, photo) = read_photo(self.service, json)?;
                Loaded::Photo(contact_id, photo)
            }
            Kind::Grant => {
                if !OAuth::is_grant(json) {
                    return Err("/value: such a record is made by a dump, and by nothing else".to_owned());
                }
                Loaded::Grant(json)
            }
        })
    }
}

impl Placed<'_> {
    /// Whether it can fail to be added: because a name is taken, or because there are too many.
    pub(super) fn is_limited(&self) -> bool {
        matches!(self.loaded, Loaded::CustomProperty(_) | Loaded::ContactTag(_))
    }

    /// Adds it, and notes that.
    pub(super) fn apply(self, service: &Service, state: &mut State) -> Result<(), LoadError> {
        let Self { line, column, loaded } = self;
        let added = match loaded {
            Loaded::CustomProperty(json) => load_property(service, state, json),
            Loaded::ContactTag(json) => load_tag(service, state, json),
            Loaded::Grant(json) => service.oauth.load(json),
            other => {
                other.add(state);
                Ok(())
            }
        };
        added.map_err(|message| LoadError { line, column: Some(column), message: format!("/value: {message}") })
    }
}

impl Loaded<'_> {
    fn add(self, state: &mut State) {
        match self {
            Loaded::CustomProperty(_) | Loaded::ContactTag(_) | Loaded::Grant(_) => {}
            Loaded::Made(made) => state.resume(made),
            Loaded::Member(it) => {
                state.note(Kind::Member, &it.user_id, || Some(write::member(&it)));
                state.directory.insert(it);
            }
            Loaded::Contact { mut contact, has_place, is_trashed } => {
                // It may be there, and in the trash or not.
                let old = state.contacts.remove(&contact.id).map(|old| old.sequence);
                let given = has_place.then_some(contact.sequence).or(old);
                let free = given.filter(|place| state.contacts.at(*place).is_none());
                contact.sequence = free.unwrap_or_else(|| state.contacts.next_sequence());
                state.note(Kind::Contact, &contact.id, || Some(contact_line(&contact, is_trashed)));
                if is_trashed {
                    state.contacts.insert_trashed(contact);
                } else {
                    state.contacts.insert(contact);
                }
            }
            Loaded::Photo(contact_id, it) => {
                state.note(Kind::Photo, &contact_id, || Some(photo_line(&contact_id, &it)));
                state.photos.insert(contact_id, it);
            }
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Made {
    identifiers: u64,
}

/// A value of a known form. The error says what the form is, and never what stands there.
fn of<'j, T: Deserialize<'j>>(json: &'j str, members: impl fmt::Display) -> Result<T, String> {
    serde_json::from_str(json).map_err(|_| format!("/value: such a record has {members}, each with a fitting value"))
}

/// Why a line is no record, without what stands there.
fn record_error(error: &serde_json::Error) -> String {
    if error.is_data() {
        return "a record is an object with a `kind` (contact, contactTag, customProperty, photo, member, sandbox or grant) and a `value`, and a contact perhaps with `sequence` and `trashed`".to_owned();
    }
    // Of what is no JSON the error shows no more than which character was expected.
    let message = error.to_string();
    message.rsplit_once(" at line ").map_or(&*message, |(message, _)| message).to_owned()
}
