//! The review dialog.

mod approval_chain;
mod batch;
mod keyboard;
