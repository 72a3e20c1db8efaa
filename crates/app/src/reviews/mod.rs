//! Reviews: the queue of an office, one review, one decision or many.

mod decide;
mod decide_many;
mod get;
mod list;

pub use decide::decide;
pub use decide_many::decide_many;
pub use get::get;
pub use list::list;
