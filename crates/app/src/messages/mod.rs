//! Messages: notifications about decisions, and reminders of overdue ones.

mod inbox;
mod notify;
mod remind;

pub use inbox::{list, read, read_all, summary};
pub(crate) use notify::{Notification, notify};
pub use remind::{Reminded, remind, remind_daily};
