//! The commands that change an account, one verb a file.

mod abandon;
mod close;
mod create;
mod delete;
mod discard;
mod execute;
mod modify;
mod restore;
mod resubmit;
mod submit;
mod update;

pub use abandon::abandon;
pub use close::close;
pub use create::create;
pub use delete::delete;
pub use discard::discard;
pub use modify::modify;
pub use restore::restore;
pub use resubmit::resubmit;
pub use submit::submit;
pub use update::update;
