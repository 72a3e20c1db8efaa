//! Dialogs over the page.

mod confirm;
mod modal;

pub use confirm::ConfirmDialog;
pub use modal::Dialog;
