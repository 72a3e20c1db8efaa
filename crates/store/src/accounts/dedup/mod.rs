//! Duplicate detection.

mod duplicates;
mod existing;
mod identity;
pub(super) mod match_keys;

pub use duplicates::{Group, duplicates};
pub use existing::{Known, known_identities, known_names};
pub use identity::{Other, former_identities, identity_holder, namesakes, second_accounts};
pub(crate) use match_keys::Keys;
