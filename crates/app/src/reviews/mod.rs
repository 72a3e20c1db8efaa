//! Reviews: the queue of an office, one review, the decision.

mod decide;
mod get;
mod list;

pub use decide::decide;
pub use get::get;
pub use list::list;
