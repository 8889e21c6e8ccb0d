//! The steps of the tour, as a user of the client would write them.

use std::fmt::Display;
use std::sync::Arc;
use std::time::Duration;

use contacts_client::auth::{Http, TokenSource as _};
use contacts_client::photo::Photo;
use contacts_client::types::{
    Contact, ContactEmail, ContactId, ContactInput, ContactName, ContactPatch, ContactTagId, ContactTagInput,
    ListContactsParams,
};
use contacts_client::{Error, Limiter, Retry, StatusCode};

use super::{Ended, Tour, documented, why};
use crate::clock::CommonClock;
use crate::photo;

/// How many more contacts there are to be, and how many a page is to have.
const MORE: u32 = 35;
const PAGE: u32 = 12;

/// How many calls survive the rate limit.
const CALLS: u32 = 150;

/// How long a call may take with its repeats: more than a whole window, at whose beginning the limit may be met.
const DEADLINE: Duration = Duration::from_secs(120);

/// Says of an error of a step which step it was.
trait Of<T> {
    fn of(self, step: &'static str) -> Result<T, Ended>;
}

impl<T> Of<T> for Result<T, Error> {
    fn of(self, step: &'static str) -> Result<T, Ended> {
        self.map_err(|error| Ended::Step(step, why(&error)))
    }
}

impl<T> Of<T> for Result<T, String> {
    fn of(self, step: &'static str) -> Result<T, Ended> {
        self.map_err(|error| Ended::Step(step, error))
    }
}

/// What a step must have brought about.
fn hold(is_so: bool, what: impl Display) -> Result<(), String> {
    if is_so { Ok(()) } else { Err(what.to_string()) }
}

impl Tour<'_> {
    pub(super) async fn token(&mut self) -> Result<(), Ended> {
        const STEP: &str = "A token, for which the service account of an app signs that it is itself";
        self.told.step(STEP)?;
        let http = Http::new().of(STEP)?.with_clock(Arc::<CommonClock>::clone(&self.stage.clock));
        let token = self.stage.account(None).of(STEP)?.fetch(&http).await.of(STEP)?;
        let lifetime = token.lifetime().unwrap_or_default().as_secs();
        let scope = token.scope().unwrap_or_default().replace(' ', ", ");
        let (url, sandbox) = (self.stage.sandbox.token_url(), self.stage.sandbox.url());
        let path = url.strip_prefix(&sandbox).unwrap_or_default();
        self.told.line("(token endpoint)", "POST", path, None, &format!("good for {lifetime} s: {scope}"))?;
        self.told.note("The client does this by itself, when it needs a token and before one expires.")?;
        Ok(())
    }

    pub(super) async fn create(&mut self) -> Result<ContactId, Ended> {
        const STEP: &str = "A contact is created, as the documentation's example has it";
        self.told.step(STEP)?;
        let contact: ContactInput = documented("createContact.minimal.request.jp.json").of(STEP)?;
        let created = self.client.create_contact(&contact).await.of(STEP)?;
        self.told.calls(&self.stage.sandbox, &[&summary(&created)])?;
        let read = self.client.get_contact(&created.contact_id).await.of(STEP)?;
        hold(*read == *created, "what is read is not what was created").of(STEP)?;
        self.told.calls(&self.stage.sandbox, &["the same"])?;
        Ok(created.contact_id.clone())
    }

    pub(super) async fn tag(&mut self, contact: &ContactId) -> Result<ContactTagId, Ended> {
        const STEP: &str = "It gets a tag";
        self.told.step(STEP)?;
        let tag: ContactTagInput = documented("createContactTag.request.en.json").of(STEP)?;
        let tag = self.client.create_contact_tag(&tag).await.of(STEP)?;
        let kind = tag.type_.as_ref().map(ToString::to_string).unwrap_or_default();
        self.told.calls(&self.stage.sandbox, &[&format!("\"{}\", {kind}", tag.contact_tag_name)])?;
        let patch = ContactPatch::default().set_contact_tag_ids([tag.contact_tag_id.clone()]);
        let patched = self.client.patch_contact(contact, &patch).await.of(STEP)?;
        hold(patched.contact_tag_ids == [tag.contact_tag_id.clone()], "the contact does not have the tag").of(STEP)?;
        self.told.calls(&self.stage.sandbox, &["1 tag, and all else as it was"])?;
        Ok(tag.contact_tag_id.clone())
    }

    pub(super) async fn pages(&mut self) -> Result<(), Ended> {
        const STEP: &str = "Many contacts are read, page by page";
        self.told.step(STEP)?;
        let like: ContactInput = documented("createContact.minimal.request.en.json").of(STEP)?;
        for number in 1..=MORE {
            let name = ContactName::default().set_last_name(format!("Customer {number:02}")).set_first_name("Contact");
            let contact = ContactInput { contact_name: name, ..like.clone() };
            self.client.create_contact(&contact).await.of(STEP)?;
        }
        self.told.calls(&self.stage.sandbox, &[""])?;
        let params = ListContactsParams::default().set_count(i32::try_from(PAGE).unwrap_or_default());
        let mut pages = self.client.list_contacts_paged(params);
        let mut read = 0;
        while let Some(page) = pages.next().await {
            read += page.of(STEP)?.contacts.len();
        }
        hold(read == 1 + MORE as usize, format!("{read} contacts were read")).of(STEP)?;
        self.told.calls(&self.stage.sandbox, &[&format!("{read} contacts, {PAGE} a page")])?;
        Ok(())
    }

    pub(super) async fn patch(&mut self, contact: &ContactId) -> Result<(), Ended> {
        const STEP: &str = "What changes is sent, and nothing else";
        self.told.step(STEP)?;
        let minute = Duration::from_secs(60);
        self.stage.sandbox.clock().advance(minute);
        let patch = ContactPatch::default().set_memo("met at the fair").clear_telephones();
        let patch = patch.set_emails([ContactEmail::new(true, "taro@example.com")]);
        let patched = self.client.patch_contact(contact, &patch).await.of(STEP)?;
        let times = [&patched.created_time, &patched.modified_time].map(|it| it.as_ref().map(ToString::to_string));
        hold(patched.memo.as_deref() == Some("met at the fair"), "the memo is another one").of(STEP)?;
        hold(patched.telephones.is_empty() && times[0] != times[1], "it did not change").of(STEP)?;
        let [created, modified] = times.map(Option::unwrap_or_default);
        self.told.calls(&self.stage.sandbox, &["a memo, an e-mail, no telephone"])?;
        self.told.note(&format!("Created {created}, modified {modified}."))?;
        Ok(())
    }

    pub(super) async fn photo(&mut self, contact: &ContactId) -> Result<(), Ended> {
        const STEP: &str = "It gets a photo, which travels to addresses of its own";
        self.told.step(STEP)?;
        let upload = self.client.upload_photo(contact, Photo::from_bytes(photo::NAME, photo::BYTES)).await.of(STEP)?;
        hold(upload.status().is_success(), "the file was not taken").of(STEP)?;
        let sent = format!("{}, {} bytes", photo::NAME, photo::BYTES.len());
        self.told.calls(&self.stage.sandbox, &["where to send the file", &sent])?;
        let download = self.client.download_photo(contact).await.of(STEP)?;
        let content_type = download.content_type().unwrap_or_default().to_owned();
        let bytes = download.bytes(1024).await.of(STEP)?;
        hold(bytes == photo::BYTES, "the photo that came back is another one").of(STEP)?;
        let received = format!("{content_type}, the same bytes");
        self.told.calls(&self.stage.sandbox, &["where to get it", &received])?;
        Ok(())
    }

    pub(super) async fn rate_limit(&mut self, tag: &ContactTagId) -> Result<(), Ended> {
        const STEP: &str = "The rate limit is met, and survived";
        self.told.step(STEP)?;
        let hasty = self.stage.builder().token_source(self.stage.account(None).of(STEP)?).build().of(STEP)?;
        let error = loop {
            match hasty.get_contact_tag(tag).await {
                Ok(answer) => hold(answer.rate_limit().remaining.is_some(), "no answer tells the limit").of(STEP)?,
                Err(error) if error.is_rate_limited() => break error,
                Err(error) => return Err(error).of(STEP),
            }
        };
        let code = error.code().map(ToString::to_string).unwrap_or_default();
        let wait = error.retry_after().unwrap_or_default().as_secs();
        self.told.calls(&self.stage.sandbox, &["", &code])?;
        self.told.note(&format!("A client that neither waits nor repeats ends here; the window ends in {wait} s."))?;
        let client = self.stage.builder().token_source(self.stage.account(None).of(STEP)?);
        let client = client
            .limiter(Limiter::per_window(self.limit))
            .retry(Retry::default())
            .deadline(DEADLINE)
            .build()
            .of(STEP)?;
        self.stage.clock.take_waits();
        for _ in 0..CALLS {
            client.get_contact_tag(tag).await.of(STEP)?;
        }
        let waits = self.stage.clock.take_waits();
        self.told.calls(&self.stage.sandbox, &["and a wait for the next window"])?;
        let waited: Duration = waits.iter().sum();
        self.told.note(&format!(
            "A client that knows the limit gets all its {CALLS} answers: it waited {} times, {} s together, on a clock that \
             takes no time.",
            waits.len(),
            waited.as_secs()
        ))?;
        Ok(())
    }

    pub(super) async fn bad_payload(&mut self) -> Result<(), Ended> {
        const STEP: &str = "A bad payload, a telephone whose type is a slip, is refused twice";
        self.told.step(STEP)?;
        let mut contact: ContactInput = documented("createContact.minimal.request.en.json").of(STEP)?;
        for telephone in &mut contact.telephones {
            telephone.type_ = Some("CELPHONE".into());
        }
        let Err(refused) = self.client.create_contact(&contact).await else {
            return Err("the client sends it".to_owned()).of(STEP);
        };
        hold(refused.is_refused() && !refused.findings().is_empty(), why(&refused)).of(STEP)?;
        self.told.note("The client holds it against the document and sends nothing:")?;
        for finding in refused.findings() {
            let pointer = finding.pointer.as_ref().map(ToString::to_string).unwrap_or_default();
            let help = finding.help.as_ref().map(|help| format!(" ({help})")).unwrap_or_default();
            self.told.note(&format!("{pointer}: {}{help}", finding.message))?;
        }
        let unchecked = self.client.with_check_requests(false);
        let Err(refused) = unchecked.create_contact(&contact).await else {
            return Err("the sandbox takes it".to_owned()).of(STEP);
        };
        let code = refused.code().map(ToString::to_string).unwrap_or_default();
        self.told.calls(&self.stage.sandbox, &[&code])?;
        self.told
            .note(&format!("Sent all the same, the service refuses it: {}", refused.description().unwrap_or("")))?;
        hold(refused.status() == Some(StatusCode::BAD_REQUEST), why(&refused)).of(STEP)?;
        Ok(())
    }
}

/// Who a contact is, by a few of its values.
fn summary(contact: &Contact) -> String {
    let name = &contact.contact_name;
    let names = [&name.last_name, &name.first_name].map(|it| it.as_deref().unwrap_or_default());
    let id = contact.contact_id.to_string();
    format!("{}, {}…", names.join(" "), id.split('-').next().unwrap_or_default())
}
