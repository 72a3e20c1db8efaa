//! Accounts: the commands that change one, the lists and details, and its log.

mod commands;
mod identity;
mod log;
mod read;
mod to_form;
mod to_response;
mod warnings;

pub use commands::{
    abandon, close, create, delete, discard, modify, restore, resubmit, submit, update,
};
pub(crate) use identity::taken_detail;
pub use log::{events, log_document, verification};
pub use read::{duplicates, get, identity_check, import_template, list, summary};
pub(crate) use to_response::{decision_to_response, to_response};
pub(crate) use warnings::{
    IDENTITY_BY_HAND, former_identity_detail, same_name_detail, second_account_detail, warnings,
    warnings_within,
};
