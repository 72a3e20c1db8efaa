//! The rules of the register of government new-media accounts.
//!
//! All functions are pure: they use no database, no HTTP, no clock and no random numbers. The
//! server and the single-page app call the same functions, so the page and the API apply the same
//! rules. The crate builds for `wasm32-unknown-unknown`.
//!
//! Main modules: [`workflow::decide`] is the only way to change a status; [`permission`] is the
//! table of permitted actions by role; [`link`] derives the identity of an account from its link;
//! [`wire`] has the types of request and response bodies.
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
