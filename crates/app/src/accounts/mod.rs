//! Accounts: declaring, submitting, listing.

mod abandon;
mod create;
mod discard;
mod events;
mod get;
mod identity;
mod list;
mod present;
mod resubmit;
mod submit;
mod summary;
mod update;
mod warnings;

pub use abandon::abandon;
pub use create::{Created, create};
pub use discard::discard;
pub use events::events;
pub use get::get;
pub use identity::{identity_check, registered_from};
pub use list::list;
pub(crate) use present::{decision_out, present};
pub use resubmit::resubmit;
pub use submit::submit;
pub use summary::summary;
pub use update::update;
pub(crate) use warnings::warnings;
