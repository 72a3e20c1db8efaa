//! Carries out the transitions that `nmrs_domain::workflow` permits. Nothing else writes a status.

mod apply;
mod apply_many;
mod new_account;
mod registered;

pub(crate) use apply::{Applied, Entry, append_event, apply, lock, permitted, stale};
pub(crate) use apply_many::CreateMany;
pub(crate) use new_account::decide_new;
pub(crate) use registered::{registered_draft, registered_from};
