//! Validation of forms; each function returns all errors of a form at once.

mod account;
mod application;
mod decision;
mod decisions;

pub use account::{draft, fields};
pub use application::{
    CLOSE_REASON, MAX_DELETION_REASON, MAX_DETAILS, MAX_LETTER_NUMBER, Modification, closure,
    deletion, modification, restore,
};
pub use decision::{MAX_REASON, decision};
pub use decisions::{MAX_BATCH, decisions};
