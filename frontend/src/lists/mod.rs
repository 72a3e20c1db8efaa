//! Lists and totals from the server: loading, the query in the URL, pages.

mod loader;
mod org_cascade;
mod paged;
mod pager;
mod query;
mod summary;
mod unread;

pub use loader::Loader;
pub use org_cascade::OrgCascade;
pub use paged::Paged;
pub use pager::Pager;
pub use query::{ListQuery, Paginated};
pub use summary::{Summary, use_summary};
pub use unread::{Unread, use_unread};
