//! Accounts.

mod account;
mod dedup;
mod fetch;
mod list;
mod log_state;
mod lookup_tables;
mod queue;
mod read;
pub(crate) mod search;
mod write;

pub use account::{Account, Moments, Registered, Step};
pub(crate) use dedup::Keys;
pub use dedup::{
    Group, Known, Other, duplicates, former_identities, identity_holder, known_identities,
    known_names, namesakes, second_accounts,
};
pub use list::{Total, found_keys, list, of_keys, seen_keys};
pub use log_state::{Head, head, heads_behind};
pub use queue::{
    QueuePlace, drafts, first_in_queue, kinds_of_unit, late_offices, next_in_queue, queue_page,
    queue_place, queue_total, rejected, to_review, waiting_since,
};
pub use read::{current, find, lock};
pub(crate) use write::row_of;
pub use write::{Change, NewAccount, Written, insert, update};
