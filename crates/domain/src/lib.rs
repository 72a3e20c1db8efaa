//! The rules of the register of government new-media accounts.
//!
//! Everything here is pure: no database, no HTTP, no clock, no randomness. The server and the
//! single-page app both call it, so that the page and the API never disagree about a rule. It
//! builds for `wasm32-unknown-unknown`.
//!
//! Where to look: a status changes only through [`workflow::decide`]; what a role may do stands in
//! [`permission`]; what a link tells about an account in [`link`]; what travels over HTTP in
//! [`wire`].
#![warn(missing_docs)]

#[macro_use]
mod wire_names;

pub mod account;
pub mod actor;
pub mod calendar;
pub mod diff;
pub mod error;
pub mod event;
pub mod export;
pub mod form;
pub mod import;
pub mod kind;
pub mod link;
pub mod log;
pub mod message;
pub mod permission;
pub mod query;
pub mod search;
pub mod status;
pub mod values;
pub mod wire;
pub mod work_list;
pub mod workflow;
