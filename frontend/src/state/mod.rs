//! What outlives a page: who is signed in, the counts in the menu, where to go after sign-in.

mod asked;
pub mod browser;
pub mod clock;
mod loader;
pub(crate) mod locks;
mod screen;
mod session;
mod summary;
pub(crate) mod tabs;
mod unread;
mod wanted;

pub use asked::{Asked, InPages};
pub use loader::Loader;
pub use screen::use_wide;
pub use session::{Phase, Session, use_session};
pub use summary::{Summary, use_summary};
pub use unread::{Unread, use_unread};
pub use wanted::{forget_wanted, remember_wanted, take_wanted};
