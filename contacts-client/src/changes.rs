//! What has changed since a moment: all contacts, and no request more than it takes.
//!
//! The service lists contacts by the time of their last update, seven days at a time and 50,000 at most.
//! [`Changes`] walks from a moment in the past to the present within these bounds, and hands out each contact
//! once. A [`Checkpoint`] says how far it came, so that the next run, in another process and on
//! another day, begins there:
//!
//! ```no_run
//! use contacts_client::Client;
//! use contacts_client::changes::Checkpoint;
//!
//! async fn synchronise(client: &Client, kept: Option<Checkpoint>) -> Result<Checkpoint, contacts_client::Error> {
//!     let mut changes = match kept {
//!         Some(checkpoint) => client.changes_from(checkpoint),
//!         None => client.changed_since("2021-08-10T11:05:41+09:00"),
//!     };
//!     while let Some(contact) = changes.next().await {
//!         println!("{}", contact?.contact_id);
//!     }
//!     Ok(changes.checkpoint())
//! }
//! ```
//!
//! # What it sees, and what not
//!
//! - The present is the earlier of two: the second in which the service says that it gave its first answer, by the
//!   `Date` header, and the one that the client's [clock](crate::clock) shows then. The walk ends before it. What
//!   changes later is for the next run, and is not lost to it, whichever clock is wrong.
//! - Neither the order in which the service lists, nor whether the bounds of a period belong to it, is relied on.
//!   Contacts come roughly from the oldest change to the newest.
//! - A contact that changes during the walk may come again, with its new state.
//! - A contact that changes twice within a second is seen in its last state only if that state is listed when
//!   the second is: times have a resolution of one second, and a run begins ten seconds before the end of the
//!   one before.
//! - A contact that was deleted is not listed any more, so it is not seen either. To find these, read the
//!   whole list now and then.
//! - Each seven days take one request or more, empty ones too: begin with a moment that makes sense.
//! - A start in the future yields nothing.
//!
//! # What can go wrong
//!
//! After an error of a request the stream can be asked again, and goes on with the page that failed, as
//! [`Pages`](crate::pages) do. Three errors are final, and the stream ends with them: a moment that is none (nothing
//! is sent), [a page that leads back](Error::is_repeated_cursor), and more changes within one second than a query
//! [can reach](Error::is_result_cap). The checkpoint is where it was; a filter helps against the last.
//!
//! Documentation: <https://developers.worksmobile.com/jp/docs/contact-list>

mod seen;
mod walk;

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, vec};

use futures_core::Stream;
use reqwest::header::DATE;
use serde::{Deserialize, Serialize};

use self::walk::{Limits, Progress, Walk};
use crate::client::Client;
use crate::date_time;
use crate::error::Error;
use crate::operation::Operation;
use crate::pages::Pages;
use crate::response::Response;
use crate::types::{
    Contact, ContactList, ContactOrderBy, DateTime, ListContactsParams, ListUserContactsParams, SearchDateType, UserId,
};

impl Client {
    /// The contacts that were changed, new ones among them, since a moment: see [`changes`](crate::changes).
    ///
    /// ```no_run
    /// use std::time::{Duration, SystemTime};
    ///
    /// # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
    /// let yesterday = SystemTime::now() - Duration::from_secs(24 * 3600);
    /// let mut changes = client.changed_since(yesterday).page_size(500);
    /// while let Some(contact) = changes.next().await {
    ///     println!("{}", contact?.contact_id);
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn changed_since(&self, moment: impl Into<DateTime>) -> Changes {
        let plan = Plan {
            since: moment.into(),
            until: None,
            user_id: None,
            created: false,
            filter: ListContactsParams::default(),
        };
        self.changes_from(Checkpoint { plan, progress: None })
    }

    /// Goes on from a checkpoint, to what is the present by then. What the walk is to yield, the checkpoint has kept.
    pub fn changes_from(&self, checkpoint: Checkpoint) -> Changes {
        let Checkpoint { plan, progress } = checkpoint;
        let (client, held) = (self.clone(), Vec::new().into_iter());
        Changes { client, plan, progress, walk: None, pages: None, held, is_over: false }
    }
}

/// What a walk is about.
#[derive(Clone, Serialize, Deserialize)]
struct Plan {
    since: DateTime,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    until: Option<DateTime>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    user_id: Option<UserId>,
    #[serde(default)]
    created: bool,
    #[serde(default)]
    filter: ListContactsParams,
}

impl Plan {
    fn operation(&self) -> &'static Operation {
        if self.user_id.is_some() { &Operation::LIST_USER_CONTACTS } else { &Operation::LIST_CONTACTS }
    }

    /// The walk along the plan.
    fn walk(&self, progress: Option<Progress>, limits: Limits) -> Result<Walk, Error> {
        let moment = |text: &DateTime| {
            let refused = || Error::refused("a moment of the walk is none of RFC 3339");
            text.unix().ok_or_else(|| refused().with_operation(self.operation()))
        };
        let (since, _) = moment(&self.since)?;
        let until = match &self.until {
            Some(until) => Some(moment(until)?).map(|(second, beyond)| second.saturating_add(i64::from(beyond > 0))),
            None => None,
        };
        Ok(Walk::new(since, until, progress, limits))
    }

    /// The list of a period, oldest first.
    fn list(&self, client: &Client, (start, end): (DateTime, DateTime)) -> Pages<ContactList> {
        let (by, order) = if self.created {
            (SearchDateType::CreatedTime, ContactOrderBy::CreatedTimeAsc)
        } else {
            (SearchDateType::ModifiedTime, ContactOrderBy::ModifiedTimeAsc)
        };
        let params = ListContactsParams {
            search_date_type: Some(by),
            start_date_time: Some(start),
            end_date_time: Some(end),
            order_by: Some(order),
            cursor: None,
            ..self.filter.clone()
        };
        match &self.user_id {
            Some(user_id) => client.list_user_contacts_paged(user_id, of_user(params)),
            None => client.list_contacts_paged(params),
        }
    }

    /// The time that the walk goes by.
    fn time<'a>(&self, contact: &'a Contact) -> Option<&'a DateTime> {
        if self.created { contact.created_time.as_ref() } else { contact.modified_time.as_ref() }
    }
}

/// The same parameters for the other operation.
fn of_user(params: ListContactsParams) -> ListUserContactsParams {
    ListUserContactsParams {
        search_date_type: params.search_date_type,
        start_date_time: params.start_date_time,
        end_date_time: params.end_date_time,
        accessible_range: params.accessible_range,
        contact_tag_id: params.contact_tag_id,
        email: params.email,
        telephone: params.telephone,
        search_filter_type: params.search_filter_type,
        order_by: params.order_by,
        count: params.count,
        cursor: params.cursor,
    }
}

/// How far a walk through the changes is: what was asked for, the second that was reached, and a hash of each contact
/// that was handed out and may come again.
///
/// It is serialised to be kept: some hundred bytes, and about 30 more for each contact of the last ten seconds, or of a
/// window that was not finished, which are rarely more than ten thousand. A filter is part of it, with what it
/// says about a person.
#[derive(Clone, Serialize, Deserialize)]
pub struct Checkpoint {
    plan: Plan,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    progress: Option<Progress>,
}

impl fmt::Debug for Checkpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reached = self.progress.as_ref().map(|progress| DateTime::from_unix(progress.reached));
        f.debug_struct("Checkpoint").field("reached", &reached).finish_non_exhaustive()
    }
}

/// The contacts that were changed, one by one. Made by [`Client::changed_since`]; see [the module](self).
///
/// What it is to yield is said before the first contact is asked for.
#[must_use = "nothing is sent before the first contact is asked for"]
pub struct Changes {
    client: Client,
    plan: Plan,
    /// Where the walk is to begin.
    progress: Option<Progress>,
    walk: Option<Walk>,
    /// The list of the window that is being read.
    pages: Option<Pages<ContactList>>,
    /// What is left of a page.
    held: vec::IntoIter<Contact>,
    is_over: bool,
}

impl Changes {
    /// Only the contacts that this member can access, by `listUserContacts`; by default those of the company, by
    /// `listContacts`.
    pub fn of_user(mut self, user_id: impl Into<UserId>) -> Self {
        self.plan.user_id = Some(user_id.into());
        self
    }

    /// Only what was changed before this moment; by default, and at most, before the present. A checkpoint keeps it.
    pub fn until(mut self, moment: impl Into<DateTime>) -> Self {
        self.plan.until = Some(moment.into());
        self
    }

    /// Goes by the time of creation: new contacts only. By default by the time of the last change.
    pub fn created(mut self) -> Self {
        self.plan.created = true;
        self
    }

    /// Only the contacts that this fits. Its period, order and cursor are overwritten. A checkpoint keeps it.
    pub fn filter(mut self, filter: ListContactsParams) -> Self {
        let count = filter.count.or(self.plan.filter.count);
        self.plan.filter = ListContactsParams { count, ..filter };
        self
    }

    /// How many contacts a page may have; by default as many as the service likes.
    pub fn page_size(mut self, count: i32) -> Self {
        self.plan.filter.count = Some(count);
        self
    }

    /// How far it came. What was handed out is behind it, so take it when you are done with that.
    pub fn checkpoint(&self) -> Checkpoint {
        let progress = self.walk.as_ref().map(Walk::progress).or(self.progress.as_ref());
        Checkpoint { plan: self.plan.clone(), progress: progress.cloned() }
    }

    /// The next contact, or none at the end. May be dropped and called again; nothing is lost.
    ///
    /// # Errors
    ///
    /// See [the module](self#what-can-go-wrong).
    pub async fn next(&mut self) -> Option<Result<Contact, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl Stream for Changes {
    type Item = Result<Contact, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        let next = ready!(this.poll(cx));
        this.is_over |= match &next {
            Some(Ok(_)) => false,
            Some(Err(error)) => error.is_repeated_cursor() || error.is_result_cap() || this.walk.is_none(),
            None => true,
        };
        if this.is_over {
            this.pages = None;
        }
        Poll::Ready(next)
    }
}

impl Changes {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Contact, Error>>> {
        if self.is_over {
            return Poll::Ready(None);
        }
        let walk = match &mut self.walk {
            Some(walk) => walk,
            None => match self.plan.walk(self.progress.clone(), Limits::default()) {
                Ok(walk) => self.walk.insert(walk),
                Err(error) => return Poll::Ready(Some(Err(error))),
            },
        };
        loop {
            for contact in self.held.by_ref() {
                if walk.admit(&contact, self.plan.time(&contact)) {
                    return Poll::Ready(Some(Ok(contact)));
                }
            }
            if walk.is_crowded() && walk.narrow() {
                self.pages = None;
            }
            let pages = match &mut self.pages {
                Some(pages) => pages,
                None => match walk.open() {
                    Some(period) => self.pages.insert(self.plan.list(&self.client, period)),
                    None => return Poll::Ready(None),
                },
            };
            match ready!(Pin::new(pages).poll_next(cx)) {
                Some(Ok(page)) => {
                    if !walk.has_end() {
                        walk.end_at(present(&page, &self.client));
                    }
                    self.held = page.into_inner().contacts.into_iter();
                }
                Some(Err(error)) if error.is_result_cap() && walk.narrow() => self.pages = None,
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => {
                    walk.complete();
                    self.pages = None;
                }
            }
        }
    }
}

/// The second that an answer was given in, by the service or by ours: the earlier one. What it leaves out is for the
/// next run; what a clock that is ahead let in would be lost to it.
fn present(page: &Response<ContactList>, client: &Client) -> i64 {
    let ours = date_time::unix(client.clock().today());
    let date = page.headers().get(DATE).and_then(|date| date.to_str().ok());
    date.and_then(date_time::http_date).map_or(ours, |theirs| theirs.min(ours))
}

impl fmt::Debug for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let operation = self.plan.operation().id;
        f.debug_struct("Changes").field("operation", &operation).field("is_over", &self.is_over).finish_non_exhaustive()
    }
}
