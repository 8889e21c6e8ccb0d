//! Client of the LINE WORKS (NAVER WORKS) [Contacts API](https://developers.worksmobile.com/en/docs/contact):
//! contacts, photos, tags and custom properties.
//!
//! The types and the calls are generated from a transcription of the documentation; what they promise is
//! written by hand. Reading is tolerant: values and properties that the documentation does not list are
//! kept and written back. Writing is strict: nothing goes out that the caller did not set, and nothing that
//! breaks a documented rule, unless the check is turned off.
//!
//! ```no_run
//! use contacts_client::Client;
//! use contacts_client::types::{AccessibleRange, ContactInput, ContactName, ContactTelephone, Permission};
//!
//! # async fn example() -> Result<(), contacts_client::Error> {
//! let client = Client::builder().token("an access token").build()?;
//!
//! let permission = Permission::new(AccessibleRange::All);
//! let name = ContactName::default().set_last_name("ワークス").set_first_name("太郎");
//! let contact = ContactInput::new(permission, name)
//!     .set_telephones([ContactTelephone::new(true, "0000-0001")]);
//! let created = client.create_contact(&contact).await?;
//! println!("{}", created.contact_id);
//! # Ok(())
//! # }
//! ```
//!
//! The structs grow with the API. Make those that need something with `new`, and end a literal of the
//! others with `..Default::default()`, so that a new member does not break yours.
//!
//! # What it does by itself
//!
//! - It gets its access tokens, and renews them: [`auth`], [`Client::from_env`].
//! - It sends again what failed, where that does no harm, within a deadline: [`Retry`]. An [`Error`] tells what was
//!   tried.
//! - It keeps below the rate limit: [`Limiter`], [`Client::eta`].
//! - Lists are streams, a page ahead of their reader: [`pages`]; so is what has changed since a moment: [`changes`].
//! - Photos are one call each way: [`photo`].
//! - Each call and each attempt is a `tracing` span, by OpenTelemetry's names for HTTP clients, with the operation and
//!   the state of the rate limit, and with nothing of what is sent.
//!
//! [`Client::request`] goes the same way with a request of your own.
//!
//! # Features
//!
//! - `check` (default): requests are held against the documentation's rules before they are sent: see the
//!   module `check`.
//! - `rustls` (default): TLS by rustls.
//! - `native-tls`: TLS by the operating system's library.
//! - `service-account` (default): access tokens for a service account: see [`auth`].
//! - `schemars`: the public types implement `schemars::JsonSchema`.
//! - `httpmock`: typed mocks of every operation, for your own tests: see the module `httpmock`.

mod address;
pub mod auth;
mod call;
pub mod changes;
#[cfg(feature = "check")]
pub mod check;
mod client;
pub mod clock;
mod date_time;
mod decode;
mod display_name;
mod error;
mod hooks;
mod id;
mod key_union;
mod limiter;
mod mask;
#[cfg(feature = "httpmock")]
mod mock;
mod open_enum;
mod operation;
pub mod pages;
mod patch;
mod path;
pub mod photo;
mod rate_limit;
mod raw;
mod response;
mod retry;
mod tags;
mod transport;

#[rustfmt::skip]
#[allow(clippy::pedantic, reason = "the generator's habits are not ours")]
mod generated;

pub use client::{Client, ClientBuilder};
pub use display_name::NameOrder;
pub use error::Error;
#[cfg(feature = "httpmock")]
pub use generated::httpmock;
pub use generated::{BASE_URL, GENERATOR, SPEC_SHA256};
pub use limiter::Limiter;
pub use operation::Operation;
pub use patch::Patch;
pub use rate_limit::RateLimit;
pub use raw::RawRequest;
pub use response::{Redirect, Response};
pub use retry::Retry;

// Types of these crates stand in signatures here: their major versions are part of ours.
pub use reqwest::{Method, StatusCode, Url, header};
pub use {bytes, futures_core, serde_json};

/// For the benchmarks: reads a body as a call does.
#[doc(hidden)]
pub fn __decode<T: serde::de::DeserializeOwned>(body: &[u8]) -> Option<T> {
    decode::decode(body).ok()
}

/// The types of the API: bodies, parameters, ids and enums.
pub mod types {
    pub use crate::date_time::{DateTime, InvalidDateTime};
    pub use crate::generated::enums::*;
    pub use crate::generated::ids::*;
    pub use crate::generated::params::*;
    pub use crate::generated::types::*;
    pub use crate::generated::unions::*;
    pub use crate::patch::Patch;
}
