//! The log of each account: events, chained by hash.

mod append;
mod read;

pub use append::{NewEvent, append};
pub use read::{LogPosition, StoredEvent, events_after, list, of_account};
