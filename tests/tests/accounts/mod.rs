//! `/api/v1/accounts`.

mod chain;
mod create;
mod drafts;
mod identity;
mod life;
mod life_table;
mod likeness;
mod list;
mod log;
mod repeat;
mod scope;
