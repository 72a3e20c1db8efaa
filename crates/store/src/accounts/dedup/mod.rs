//! Duplicate detection: accounts with the same identity, or with similar names or links.

mod duplicates;
mod existing;
mod identity;
pub(super) mod match_keys;

pub use duplicates::{DuplicateGroup, duplicates};
pub use existing::{IdentityHolders, identity_holders, namesakes_by_key};
pub use identity::{OtherAccount, former_holders, identity_holder, namesakes, second_accounts};
pub(crate) use match_keys::MatchKeys;
