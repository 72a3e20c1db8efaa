//! Lists, details and checks: nothing is changed here.

mod duplicates;
mod get;
mod identity_check;
mod import_template;
mod list;
mod summary;

pub use duplicates::duplicates;
pub use get::get;
pub(super) use get::get_within;
pub use identity_check::identity_check;
pub use import_template::import_template;
pub use list::list;
pub use summary::summary;
