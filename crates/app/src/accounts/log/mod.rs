//! The log of one account: its events, their verification, and a signed document of both.

mod document;
mod events;
mod verification;

pub use document::log_document;
pub use events::events;
pub use verification::verification;
