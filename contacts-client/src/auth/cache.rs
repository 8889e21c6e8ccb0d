//! The token that calls go out with: had once for all who wait, and renewed before it ends.
//!
//! A call asks for the [authorization](Tokens::authorization), and tells when the service [rejects](Tokens::reject)
//! it. While there is a good token, that takes a lock for the time of a comparison and a copy. Everything else
//! happens in one task at a time, which goes on when the call that began it is given up: a refresh token may have
//! been replaced on the way, and would be lost.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use reqwest::header::HeaderValue;
use tokio::runtime::Handle;
use tokio::sync::watch;

use super::{Http, Token, TokenSource};
use crate::clock::{Clock, later};
use crate::error::Error;

/// How long before its end a token is renewed, at most.
const EARLY: Duration = Duration::from_secs(5 * 60);
/// It is renewed in this part of its life, if that is shorter.
const EARLY_PART: u32 = 10;
/// How long nobody tries to renew a token that is still good, after that has failed.
const PAUSE: Duration = Duration::from_secs(15);
/// After so long a fetch is taken for lost: its runtime is not driven any more, or the source waits for nothing.
const LOST: Duration = Duration::from_secs(5 * 60);
/// How often a call waits for a fetch, when one ends without a result that it can use.
const ROUNDS: usize = 3;

/// The tokens of a client. Clones share them.
#[derive(Clone)]
pub(crate) enum Tokens {
    /// One that was given, and stays.
    Fixed(HeaderValue),
    /// Those of a source.
    Fetched(Arc<Cache>),
}

/// What a request is sent with.
#[derive(Clone, Debug)]
pub(crate) struct Authorization {
    /// `Bearer` and the token, marked so that nothing prints it.
    pub(crate) header: HeaderValue,
    /// Which of the tokens it is: the later, the higher.
    pub(crate) generation: u64,
}

pub(crate) struct Cache {
    source: Arc<dyn TokenSource>,
    http: Http,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    held: Option<Held>,
    underway: Option<Underway>,
    /// Until when a token that is still good is left alone.
    paused_until: Option<Instant>,
    /// The service that hands out tokens wants to be left alone until then, and said so in this way.
    refusal: Option<(Instant, Arc<Error>)>,
    generation: u64,
    /// The last generation that the service has rejected.
    rejected: u64,
}

struct Held {
    authorization: Authorization,
    /// When it is to be renewed, and when it ends, if it does.
    span: Option<(Instant, Instant)>,
}

type Outcome = Option<Result<Authorization, Arc<Error>>>;

#[derive(Clone)]
struct Underway {
    outcome: watch::Receiver<Outcome>,
    began: Instant,
}

impl Tokens {
    /// The token of this header, for good.
    pub(crate) fn fixed(header: HeaderValue) -> Self {
        Self::Fixed(header)
    }

    pub(crate) fn new(source: Arc<dyn TokenSource>, http: Http, clock: Arc<dyn Clock>) -> Self {
        Self::Fetched(Arc::new(Cache { source, http, clock, state: Mutex::default() }))
    }

    /// The token that is held, if it is good by all that is known.
    pub(crate) fn held(&self) -> Option<Authorization> {
        match self {
            Self::Fixed(header) => Some(Authorization { header: header.clone(), generation: 0 }),
            Self::Fetched(cache) => match cache.at_hand() {
                Ok(AtHand::Good(authorization)) => Some(authorization),
                Ok(AtHand::Underway(_)) | Err(_) => None,
            },
        }
    }

    /// A token that is good by all that is known.
    pub(crate) async fn authorization(&self) -> Result<Authorization, Error> {
        let cache = match self {
            Self::Fixed(header) => return Ok(Authorization { header: header.clone(), generation: 0 }),
            Self::Fetched(cache) => cache,
        };
        for _ in 0..ROUNDS {
            let mut underway = match cache.at_hand()? {
                AtHand::Good(authorization) => return Ok(authorization),
                AtHand::Underway(underway) => underway,
            };
            let outcome = match underway.outcome.wait_for(Option::is_some).await {
                Ok(outcome) => outcome.clone(),
                // Its runtime was shut down, or the source has panicked.
                Err(_) => continue,
            };
            match outcome {
                Some(Ok(authorization)) if authorization.generation > cache.state().rejected => {
                    return Ok(authorization);
                }
                Some(Err(error)) => return Err(error.again()),
                // Whoever was quicker has heard that it is no good.
                _ => {}
            }
        }
        Err(Error::authentication("the token source did not come to an end with a token"))
    }

    /// The service answered 401 to a request with this, which is not used any more unless the source hands it out
    /// again; says whether to ask for another can help.
    pub(crate) fn reject(&self, used: &Authorization) -> bool {
        let Self::Fetched(cache) = self else { return false };
        let mut state = cache.state();
        state.rejected = state.rejected.max(used.generation);
        state.held = state.held.take_if(|held| held.authorization.generation > used.generation);
        true
    }
}

enum AtHand {
    Good(Authorization),
    Underway(Underway),
}

impl Cache {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The token that is held, if it is good, and otherwise the fetch of another. Begins one where one is due.
    fn at_hand(self: &Arc<Self>) -> Result<AtHand, Error> {
        let now = self.clock.now();
        let mut state = self.state();
        if let Some(held) = &state.held
            && held.span.is_none_or(|(_, end)| now < end)
        {
            let authorization = held.authorization.clone();
            let is_due = held.span.is_some_and(|(renewal, _)| renewal <= now)
                && state.underway(now).is_none()
                && state.paused_until.is_none_or(|until| until <= now);
            if is_due {
                // Nobody waits for it, and whether it succeeds is seen when the token has ended.
                self.begin(&mut state, now)?;
            }
            return Ok(AtHand::Good(authorization));
        }
        if let Some((until, refusal)) = &state.refusal
            && now < *until
        {
            return Err(refusal.again());
        }
        match state.underway(now) {
            Some(underway) => Ok(AtHand::Underway(underway.clone())),
            None => self.begin(&mut state, now).map(AtHand::Underway),
        }
    }

    /// Begins a fetch, which ends whoever waits for it.
    fn begin(self: &Arc<Self>, state: &mut State, began: Instant) -> Result<Underway, Error> {
        let Ok(runtime) = Handle::try_current() else {
            return Err(Error::authentication("there is no Tokio runtime to ask the token source in"));
        };
        let (sender, outcome) = watch::channel(None);
        let fetch = Fetch { cache: Arc::clone(self), outcome: outcome.clone() };
        let underway = Underway { outcome, began };
        state.underway = Some(underway.clone());
        runtime.spawn(async move {
            let token = fetch.cache.source.fetch(&fetch.cache.http).await;
            let outcome = fetch.cache.settle(token, began);
            drop(fetch);
            sender.send_replace(Some(outcome));
        });
        Ok(underway)
    }

    /// Takes the end of a fetch into the state.
    fn settle(&self, token: Result<Token, Error>, began: Instant) -> Result<Authorization, Arc<Error>> {
        let now = self.clock.now();
        let mut state = self.state();
        state.take(token, began).map_err(|error| {
            let hint = error.retry_after();
            state.paused_until = Some(later(now, hint.unwrap_or_default().max(PAUSE)));
            let error = Arc::new(error);
            state.refusal = hint.map(|hint| (later(now, hint), Arc::clone(&error)));
            error
        })
    }
}

impl State {
    fn underway(&self, now: Instant) -> Option<&Underway> {
        self.underway.as_ref().filter(|underway| now.saturating_duration_since(underway.began) < LOST)
    }

    fn take(&mut self, token: Result<Token, Error>, began: Instant) -> Result<Authorization, Error> {
        let token = token?;
        let header = token.header().map_err(|why| Error::authentication(format!("the token of the source {why}")))?;
        self.generation += 1;
        let authorization = Authorization { header, generation: self.generation };
        // One so long that no clock shows its end has none.
        let span = token.lifetime().and_then(|life| {
            let end = began.checked_add(life)?;
            Some((end.checked_sub(EARLY.min(life / EARLY_PART))?, end))
        });
        // What is held is a copy: the first one is what costs an allocation.
        self.held = Some(Held { authorization: authorization.clone(), span });
        (self.paused_until, self.refusal) = (None, None);
        Ok(authorization)
    }
}

/// A fetch that is under way; when it goes, however it ends, the next may begin.
struct Fetch {
    cache: Arc<Cache>,
    outcome: watch::Receiver<Outcome>,
}

impl Drop for Fetch {
    fn drop(&mut self) {
        let mut state = self.cache.state();
        if state.underway.as_ref().is_some_and(|underway| underway.outcome.same_channel(&self.outcome)) {
            state.underway = None;
        }
    }
}

#[cfg(test)]
mod tests;
