//! `/api/v1/accounts`.

mod approval_chain;
mod create;
mod drafts;
mod duplicates;
mod idempotency;
mod identity;
mod lifecycle;
mod list;
mod log;
mod scope;
mod transitions;
