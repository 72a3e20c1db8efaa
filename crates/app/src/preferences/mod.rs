//! What a user has chosen about the pages; everybody has only their own.

mod get_work_list;
mod put_work_list;

pub use get_work_list::work_list;
pub use put_work_list::put_work_list;
