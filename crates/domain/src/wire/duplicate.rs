use serde::{Deserialize, Serialize};

use super::AccountOut;
use crate::duplicates::DuplicateCriterion;

/// Living accounts of different units that are possible duplicates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DuplicateGroupOut {
    /// Property that the accounts share.
    pub by: DuplicateCriterion,
    /// Shared name or link in normalised form.
    pub key: String,
    /// Number of accounts in the caller's scope.
    pub count: u64,
    /// First 10 accounts of the group, oldest first.
    pub accounts: Vec<AccountOut>,
}
