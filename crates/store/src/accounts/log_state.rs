//! The state of an account that the newest event of its log must match.

use nmrs_domain::status::Status;
use nmrs_domain::values::ids::AccountId;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::scope::readable;
use crate::entity::accounts;
use crate::{Executor, Scope, StoreError};

/// The fields of an account that its log must match.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountLogState {
    /// The id of the account.
    pub account: i64,
    /// The current status.
    pub status: Status,
    /// Time of the last update, in milliseconds since 1970 (UTC).
    pub modified_ms: i64,
}

/// Returns the accounts with a greater id, by id; deleted ones too.
pub async fn log_states_after(
    db: &impl Executor,
    account: i64,
    limit: u64,
) -> Result<Vec<AccountLogState>, StoreError> {
    use accounts::Column;
    accounts::Entity::find()
        .filter(Column::Id.gt(account))
        .order_by_asc(Column::Id)
        .limit(limit)
        .select_only()
        .column(Column::Id)
        .column(Column::Status)
        .column(Column::ModifiedAt)
        .into_tuple::<(i64, String, i64)>()
        .all(db.conn())
        .await?
        .into_iter()
        .map(read)
        .collect()
}

/// Returns the log state of an account, if the caller may read it.
pub async fn log_state(
    db: &impl Executor,
    scope: Scope,
    id: AccountId,
) -> Result<Option<AccountLogState>, StoreError> {
    use accounts::Column;
    accounts::Entity::find_by_id(id.0)
        .filter(readable(scope))
        .select_only()
        .column(Column::Id)
        .column(Column::Status)
        .column(Column::ModifiedAt)
        .into_tuple()
        .one(db.conn())
        .await?
        .map(read)
        .transpose()
}

fn read((account, status, modified_ms): (i64, String, i64)) -> Result<AccountLogState, StoreError> {
    let status = Status::from_wire(&status).ok_or_else(|| StoreError::corrupt("status", status))?;
    Ok(AccountLogState {
        account,
        status,
        modified_ms,
    })
}
