//! Query strings: declared, checked, and turned into typed filters.

mod account;
mod account_filters;
mod import;
mod lookups;
mod message;
mod order;
mod paging;
mod params;
mod parse;
mod review;
mod tab;
mod unit;
mod waiting;

pub use account_filters::{AccountFilter, AccountQuery, Filter, FilterControl, FilterPlace};
pub use import::{ImportRowQuery, ImportRows, TemplateQuery};
pub use lookups::{CalendarQuery, IdentityQuery, VersionQuery};
pub use message::MessageQuery;
pub use order::{Sort, SortColumn};
pub use paging::{DEFAULT_PER_PAGE, MAX_PAGE, MAX_PER_PAGE, Paging};
pub use params::QueryParams;
pub(crate) use params::list_query;
pub use parse::MAX_TERM;
pub(crate) use parse::{choice, day_after, day_start, term};
pub use review::{ReviewFilter, ReviewQuery};
pub use tab::Tab;
pub use unit::{OrgUnitQuery, ReportingUnitFilter, ReportingUnitQuery};
pub use waiting::{MAX_WAITING, WaitingFilter};
