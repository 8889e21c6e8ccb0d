//! Replays every documented example through the generated client, and holds the client to what the
//! document says.
//!
//! An [`exchange`] is one call: a request body, if the operation takes one, and the answer to it, both
//! documented examples where there are any. [`replay`] sends it through the client to a mock that knows what
//! the documentation says the request must be. [`meaning`] decides whether two payloads say the same, and
//! [`table`] shows what was replayed.
//!
//! The same exchanges are carried out by the sandbox: [`world`] says what it must hold before one makes sense, [`live`]
//! holds the answer to what was sent, to the documentation and to what is read afterwards, and [`provoke`] brings about
//! every documented failure. [`violations`] breaks each keyword of each request by itself, and goes as far as each allows.
//! [`constraints`] does so with what the
//! document says in prose. What goes over the wire is written down by [`record`] where somebody asks for it, as `cargo xtask coverage` does.

#![cfg_attr(doctest, doc = include_str!("../../README.md"))]

pub mod calls;
pub mod clock;
pub mod constraints;
pub mod corpus;
pub mod deviations;
pub mod exchange;
pub mod live;
pub mod made;
pub mod meaning;
pub mod photo;
pub mod provoke;
pub mod record;
pub mod replay;
pub mod stage;
pub mod table;
pub mod tour;
pub mod violations;
pub mod world;
