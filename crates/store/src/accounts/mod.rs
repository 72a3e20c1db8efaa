//! Accounts.

mod candidates;
mod conditions;
mod duplicates;
mod export;
mod find;
mod heads;
mod identity;
mod joined;
mod keys;
mod known;
mod list;
mod lookup;
pub(crate) mod pieces;
mod plan;
mod row;
mod totals;
mod write;

pub use duplicates::{Group, duplicates};
pub use export::{found_keys, of_keys, seen_keys};
pub use find::{current, find, lock};
pub use heads::{Head, head, heads_behind};
pub use identity::{Other, former_identities, identity_holder, namesakes, second_accounts};
pub(crate) use keys::Keys;
pub use known::{Known, known_identities, known_names};
pub use list::{Total, list};
pub use row::{Account, Moments, Registered, Step};
pub use totals::{
    QueuePlace, drafts, first_in_queue, kinds_of_unit, late_offices, next_in_queue, queue_page,
    queue_place, queue_total, rejected, to_review, waiting_since,
};
pub(crate) use write::row_of;
pub use write::{Change, NewAccount, Written, insert, update};
