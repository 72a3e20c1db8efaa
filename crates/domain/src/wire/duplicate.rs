use serde::{Deserialize, Serialize};

use super::AccountOut;
use crate::duplicates::DuplicateCriterion;

/// Living accounts of different units that look alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DuplicateGroupOut {
    /// In what they are alike.
    pub by: DuplicateCriterion,
    /// What they have in common: the name or the link in its normal form.
    pub key: String,
    /// How many there are within the caller's scope.
    pub count: u64,
    /// The first of them, at most 10, the oldest first.
    pub accounts: Vec<AccountOut>,
}
