//! The review queue of an org unit: accounts whose application waits for its decision.

mod counts;
mod page;
mod position;
mod query;

pub use counts::{overdue_count, overdue_offices, queue_count, queue_length};
pub use page::queue_page;
pub use position::{QueuePosition, first_in_queue, next_in_queue, queue_position};
pub(super) use query::is_waiting;
