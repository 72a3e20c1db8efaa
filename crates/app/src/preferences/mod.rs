//! Preferences of a user for the pages.

mod get_work_list;
mod put_work_list;

pub use get_work_list::get_work_list;
pub use put_work_list::put_work_list;
