//! Accounts: declaring, submitting, changing, closing, listing.

mod abandon;
mod close;
mod create;
mod delete;
mod discard;
mod events;
mod form_of;
mod get;
mod hand_in;
mod identity;
mod list;
mod modify;
mod present;
mod restore;
mod resubmit;
mod submit;
mod summary;
mod update;
mod warnings;

pub use abandon::abandon;
pub use close::close;
pub use create::create;
pub use delete::delete;
pub use discard::discard;
pub use events::events;
pub use get::get;
pub use identity::{identity_check, registered_from};
pub use list::list;
pub use modify::modify;
pub(crate) use present::{decision_out, present};
pub use restore::restore;
pub use resubmit::resubmit;
pub use submit::submit;
pub use summary::summary;
pub use update::update;
pub(crate) use warnings::warnings;
