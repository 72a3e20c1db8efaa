//! Messages: what was decided on my accounts, and what I leave waiting.

mod inbox;
mod remind;
mod tell;

pub use inbox::{list, read, read_all, summary};
pub use remind::{Reminded, remind, remind_daily};
pub(crate) use tell::{News, tell};
