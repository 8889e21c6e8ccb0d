//! A LINE WORKS Contacts service on your own machine, for whoever has no tenant to try things out on: it keeps contacts,
//! tags, custom properties and photos, holds every request against the document, and answers, errs and throttles as the
//! documentation says.
//!
//! In a test it has a port and a state of its own, and ends when it is dropped:
//!
//! ```
//! use contacts_client::Client;
//! use contacts_sandbox::{FaultRule, Sandbox};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
//! let sandbox = Sandbox::builder().documented().start().await?;
//! let client = Client::builder().base_url(sandbox.base_url()).token(sandbox.token()).build()?;
//!
//! // The service is down for one call, and the client asks again.
//! sandbox.fault("listContactTags: status=503 times 1".parse::<FaultRule>()?)?;
//! let tags = client.list_contact_tags(&Default::default()).await?;
//! assert_eq!(tags.contact_tags.len(), 3);
//! assert_eq!(sandbox.requests().of("listContactTags").len(), 2);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! # })?;
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! `contacts sandbox` is the same as a command. A person who opens its address in a browser finds a reference of the API
//! in which calls can be tried, and at `/_sandbox/` what the sandbox holds and was asked.
//!
//! # What is kept, and where
//!
//! In memory, or with [`Builder::data`] in a file too: then a request is answered only when what it changed survives
//! the end of the process. [`Sandbox::dump`] and [`Sandbox::load`] turn it into lines of JSON and back.
//!
//! # Time, chance and sameness
//!
//! Everything that takes time goes by the sandbox's [`Clock`], which can be moved; identifiers, cursors, tokens and the
//! chance of faults follow from [`Builder::seed`]. The same seed, clock and requests give the same bytes.
//!
//! # What no page decides
//!
//! The documentation is silent on much: what PATCH merges, how long a cursor lives, whether a tag's name is unique.
//! Each such decision stands at the head of the module that takes it; [`Assumptions`] says what becomes of requests
//! that break only what the document itself marks as assumed. What a client finds to work here is likely to work on the
//! service, and no proof of it.

mod api;
mod builder;
mod clock;
mod control;
mod envelope;
mod facts;
mod fault;
mod files;
mod identifiers;
mod journal;
mod moment;
mod oauth;
mod operation;
mod operations;
mod page;
mod quota;
mod record;
mod refusal;
mod request;
mod sandbox;
mod server;
mod service;
mod shape;
mod snapshot;
mod state;
mod store;

pub use builder::{Assumptions, Builder};
pub use clock::Clock;
pub use fault::{Fault, FaultError, FaultRule};
pub use journal::{CalledBy, Exchange, Remark, Requests};
pub use oauth::ServiceAccount;
pub use quota::Quota;
pub use sandbox::Sandbox;
pub use service::StartError;
pub use snapshot::LoadError;
