//! Conditions of lists: from query strings to what the database is asked.

mod account;
mod import;
mod order;
mod others;
mod paging;
mod parse;
mod tab;
mod unit;
mod waiting;

pub use account::{AccountFilter, AccountQuery};
pub use import::{ImportRowQuery, ImportRows};
pub use order::{Sort, SortColumn};
pub use others::{
    CalendarQuery, IdentityQuery, MessageQuery, ReviewFilter, ReviewQuery, TemplateQuery,
    VersionQuery,
};
pub use paging::{DEFAULT_PER_PAGE, MAX_PAGE, MAX_PER_PAGE, Paging};
pub use parse::MAX_TERM;
pub(crate) use parse::{choice, day, day_after, term};
pub use tab::Tab;
pub use unit::{OrgUnitQuery, ReportingUnitFilter, ReportingUnitQuery};
pub use waiting::{MAX_WAITING, WaitingFilter};
