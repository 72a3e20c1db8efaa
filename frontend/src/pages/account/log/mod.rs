//! Log of an account: timeline, and a document to print and keep.

mod document;
mod entry;
mod events;
mod filters;
mod model;
mod timeline;

pub use document::AccountLogPage;
pub(super) use timeline::{Log, Timeline};
