//! Accounts: reading and writing one, the work list, the review queue, search and duplicates.

mod account;
mod account_with_unit;
mod dedup;
mod fetch;
mod list;
mod log_state;
mod lookup_tables;
mod queue;
mod read;
mod scope;
pub(crate) mod search;
mod write;

pub use account::{Account, RegisteredFields, Timestamps, WorkflowState};
pub(crate) use dedup::MatchKeys;
pub use dedup::{
    DuplicateGroup, IdentityHolders, OtherAccount, duplicates, former_holders, identity_holder,
    identity_holders, namesakes, namesakes_by_key, second_accounts,
};
pub use list::{
    ListTotal, by_ids, draft_count, list, matching_ids, rejected_count, unit_counts_by_kind,
    visible_ids,
};
pub use log_state::{AccountLogState, log_state, log_states_after};
pub use queue::{
    QueuePosition, first_in_queue, next_in_queue, overdue_count, overdue_offices, queue_count,
    queue_length, queue_page, queue_position,
};
pub use read::{current, find, lock};
pub(crate) use write::to_row;
pub use write::{AccountUpdate, NewAccount, UpdateOutcome, insert, update};
