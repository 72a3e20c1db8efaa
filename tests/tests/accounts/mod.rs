//! `/api/v1/accounts`.

mod chain;
mod create;
mod drafts;
mod identity;
mod list;
mod scope;
