//! Lists that come page by page.
//!
//! A list call answers with one page and a cursor that leads to the next. [`Pages`] follows the cursors, and
//! fetches a page while the one before is being worked on; [`Items`] hands out what the pages hold:
//!
//! ```no_run
//! # async fn example(client: &contacts_client::Client) -> Result<(), contacts_client::Error> {
//! use contacts_client::types::ListContactsParams;
//!
//! let mut contacts = client.list_contacts_paged(ListContactsParams::default()).items();
//! while let Some(contact) = contacts.next().await {
//!     println!("{}", contact?.contact_id);
//! }
//! # Ok(())
//! # }
//! ```
//!
//! Both are [`Stream`]s, for those who have the combinators of a futures library. They are read inside a
//! Tokio runtime.
//!
//! # What can go wrong
//!
//! - A page cannot be had: that is an error like that of any call. The stream is where it was; asked again, it
//!   fetches the page that failed, and skips nothing. So go on after a pause, or stop with `?`.
//! - A page leads back to one that was read already: its items are handed out, then comes an error that
//!   [says so](Error::is_repeated_cursor), then the end.
//! - A query reaches so many items and no more, and the list ends right there: that is
//!   [an error](Error::is_result_cap) before the end, because a list that is cut off in silence is a lost
//!   contact. Whether the service refuses the page beyond or just ends the list is not documented; both are
//!   seen. A walk that began in the middle, with a cursor, does not know how much was read before.
//!
//! Documentation: <https://developers.worksmobile.com/jp/docs/pagination>

use std::collections::HashSet;
use std::future::poll_fn;
use std::hash::{BuildHasher as _, RandomState};
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::{fmt, mem, panic, vec};

use futures_core::Stream;
use reqwest::StatusCode;
use tokio::task::JoinSet;

use tracing::Instrument as _;
use tracing::instrument::WithSubscriber as _;

use crate::client::Client;
use crate::error::{Error, Paging};
use crate::operation::Operation;
use crate::response::Response;

/// One page of a list.
pub trait Page: Send + 'static {
    /// What the list is of.
    type Item: Send + 'static;

    /// What leads to the next page, as the service says it: absent, null and empty are the end.
    fn next_cursor(&self) -> Option<&str>;

    /// What the page holds.
    fn items(&self) -> &[Self::Item];

    /// What the page holds, moved out.
    fn into_items(self) -> Vec<Self::Item>;
}

/// The fetch of a page.
pub(crate) type PageFuture<P> = Pin<Box<dyn Future<Output = Result<Response<P>, Error>> + Send>>;

/// The pages of a list, one after the other.
///
/// Nothing is sent before the first page is asked for. From then on one page is fetched ahead, in a task of
/// its own, which ends with the stream: dropping it gives up the request.
#[must_use = "nothing is sent before the first page is asked for"]
pub struct Pages<P> {
    client: Client,
    operation: &'static Operation,
    fetch: Box<dyn Fn(Client, Option<String>) -> PageFuture<P> + Send + Sync>,
    /// Leads to the page that comes next; none for the first, and where no page comes.
    cursor: Option<String>,
    rest: Rest,
    /// The fetch of the page that comes next, or nothing.
    ahead: JoinSet<Result<Response<P>, Error>>,
    /// The cursors so far, as hashes: a repeated one is found before anything is handed out twice, which
    /// Brent's algorithm, though it needs no memory, does not promise. That makes some 20 bytes a page. The keys of
    /// the hash are drawn anew for each process, so that no service can aim at a collision; that there is one
    /// by chance in a walk of 50,000 pages has a probability of less than one in ten thousand million.
    seen: HashSet<u64>,
    hasher: RandomState,
    /// How many items one query reaches, unless that is unknown.
    cap: Option<usize>,
    /// How many items there were, and on the largest page.
    read: usize,
    largest: usize,
}

/// What comes after what was handed out.
enum Rest {
    More,
    /// An error, and then nothing.
    Failing(Error),
    Nothing,
}

impl<P> Pages<P> {
    pub(crate) fn new(
        client: Client,
        operation: &'static Operation,
        cursor: Option<String>,
        cap: Option<usize>,
        fetch: impl Fn(Client, Option<String>) -> PageFuture<P> + Send + Sync + 'static,
    ) -> Self {
        let pages = Self {
            client,
            operation,
            fetch: Box::new(fetch),
            cursor: None,
            rest: Rest::More,
            ahead: JoinSet::new(),
            seen: HashSet::new(),
            hasher: RandomState::new(),
            cap,
            read: 0,
            largest: 0,
        };
        match cursor {
            Some(cursor) => pages.from_cursor(cursor),
            None => pages,
        }
    }

    /// Where to go on after the pages that were handed out: none before the first and after the last.
    ///
    /// Kept, it lets [`from_cursor`](Self::from_cursor) go on in another process. How long a cursor lives is not
    /// documented.
    pub fn cursor(&self) -> Option<&str> {
        self.cursor.as_deref()
    }

    /// Begins in the middle: where [`cursor`](Self::cursor) was, in a walk with the same parameters.
    pub fn from_cursor(self, cursor: impl Into<String>) -> Self {
        let cursor = cursor.into();
        let seen = HashSet::from([self.hasher.hash_one(&cursor)]);
        let (cursor, ahead) = (Some(cursor), JoinSet::new());
        Self { cursor, rest: Rest::More, ahead, seen, cap: None, read: 0, largest: 0, ..self }
    }

    /// What the pages hold, one by one.
    pub fn items(self) -> Items<P>
    where
        P: Page,
    {
        Items { pages: self, cursor: None, held: Vec::new().into_iter() }
    }
}

impl<P: Page> Pages<P> {
    /// The next page, or none after the last. May be dropped and called again; nothing is lost.
    ///
    /// # Errors
    ///
    /// See [the module](self#what-can-go-wrong).
    pub async fn next(&mut self) -> Option<Result<Response<P>, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }

    fn send(&mut self) {
        // The task belongs to what the caller is doing, for whoever listens to its spans.
        let page = (self.fetch)(self.client.clone(), self.cursor.clone());
        self.ahead.spawn(page.instrument(tracing::Span::current()).with_current_subscriber());
    }

    /// Sees where a page leads, and goes there.
    fn follow(&mut self, page: &P) {
        let items = page.items().len();
        self.read = self.read.saturating_add(items);
        self.largest = self.largest.max(items);
        self.cursor = page.next_cursor().filter(|cursor| !cursor.is_empty()).map(str::to_owned);
        self.rest = match &self.cursor {
            None if self.cap == Some(self.read) => Rest::Failing(self.capped(self.read)),
            None => Rest::Nothing,
            Some(cursor) if self.seen.insert(self.hasher.hash_one(cursor)) => Rest::More,
            Some(_) => {
                self.cursor = None;
                Rest::Failing(Error::paging(self.operation, Paging::RepeatedCursor))
            }
        };
        if let Rest::More = self.rest {
            self.send();
        }
    }

    /// Sees whether a page was refused because one query does not reach it: that says nothing about the page.
    fn explain(&mut self, error: Error) -> Error {
        let is_refused = matches!(error.status(), Some(StatusCode::BAD_REQUEST | StatusCode::FORBIDDEN));
        match self.cap {
            Some(cap)
                if is_refused
                    && !error.is_authentication()
                    && self.read <= cap
                    && self.read.saturating_add(self.largest) > cap =>
            {
                self.rest = Rest::Nothing;
                self.capped(cap).with_cause(error)
            }
            _ => error,
        }
    }

    fn capped(&self, cap: usize) -> Error {
        Error::paging(self.operation, Paging::ResultCap(cap))
    }
}

impl<P: Page> Stream for Pages<P> {
    type Item = Result<Response<P>, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        match mem::replace(&mut this.rest, Rest::Nothing) {
            Rest::Nothing => return Poll::Ready(None),
            Rest::Failing(error) => return Poll::Ready(Some(Err(error))),
            Rest::More => this.rest = Rest::More,
        }
        if this.ahead.is_empty() {
            this.send();
        }
        let Some(fetched) = ready!(this.ahead.poll_join_next(cx)) else { return Poll::Ready(None) };
        let fetched = fetched.unwrap_or_else(|gone| match gone.try_into_panic() {
            Ok(panic) => panic::resume_unwind(panic),
            // The runtime that the page was fetched in is gone.
            Err(gone) => Err(Error::transport().with_operation(this.operation).with_cause(gone)),
        });
        Poll::Ready(Some(match fetched {
            Ok(page) => {
                this.follow(&page);
                Ok(page)
            }
            Err(error) => Err(this.explain(error)),
        }))
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("operation", &self.operation.id).field("read", &self.read).finish_non_exhaustive()
    }
}

/// What the pages of a list hold, one by one. Made by [`Pages::items`].
///
/// After an error it can be asked again like [`Pages`], and goes on with the first item of the page that failed.
#[must_use = "nothing is sent before the first item is asked for"]
pub struct Items<P: Page> {
    pages: Pages<P>,
    /// Leads to the page whose items are being handed out.
    cursor: Option<String>,
    held: vec::IntoIter<P::Item>,
}

impl<P: Page> Items<P> {
    /// Where to go on after the items that were handed out, for [`Pages::from_cursor`]: the cursor of the page that
    /// they are from, until it is used up. So who goes on from here reads one page again at most. None on the
    /// first page and after the last.
    pub fn cursor(&self) -> Option<&str> {
        if self.held.as_slice().is_empty() { self.pages.cursor() } else { self.cursor.as_deref() }
    }

    /// The next item, or none after the last. May be dropped and called again; nothing is lost.
    ///
    /// # Errors
    ///
    /// See [the module](self#what-can-go-wrong).
    pub async fn next(&mut self) -> Option<Result<P::Item, Error>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}

impl<P: Page> Stream for Items<P> {
    type Item = Result<P::Item, Error>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.held.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            let cursor = this.pages.cursor.clone();
            match ready!(Pin::new(&mut this.pages).poll_next(cx)) {
                Some(Ok(page)) => {
                    this.cursor = cursor;
                    this.held = page.into_inner().into_items().into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Nothing in it is ever pinned.
impl<P: Page> Unpin for Items<P> {}

impl<P: Page> fmt::Debug for Items<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests;
