//! The rules of the register of government new-media accounts.
//!
//! Everything here is pure: no database, no HTTP, no clock, no randomness. The server and the
//! single-page app both call it, so that the page and the API never disagree about a rule. It
//! builds for `wasm32-unknown-unknown`.
//!
//! Where to look: a status changes only through [`machine::decide`]; what a role may do stands in
//! [`permission`]; what a link tells about an account in [`link`]; what travels over HTTP in
//! [`wire`].
#![warn(missing_docs)]

pub mod account;
pub mod actor;
pub mod calendar;
pub mod code;
pub mod columns;
pub mod diff;
pub mod duplicates;
pub mod error;
pub mod event;
pub mod export;
pub mod form;
pub mod ids;
pub mod import;
pub mod kind;
pub mod likeness;
pub mod link;
pub mod log;
pub mod machine;
pub mod message;
pub mod password;
pub mod permission;
pub mod phone;
pub mod preferences;
pub mod query;
pub mod search;
pub mod status;
pub mod text;
pub mod wire;
