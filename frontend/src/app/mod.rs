//! State of the running app that no page owns: session, messages between tabs, the browser itself.

pub mod browser;
pub mod clock;
pub(crate) mod locks;
mod return_to;
mod screen;
mod session;
pub(crate) mod tabs;

pub use return_to::{forget_return_path, remember_return_path, take_return_path};
pub use screen::use_wide_screen;
pub use session::{Phase, Session, use_session};
