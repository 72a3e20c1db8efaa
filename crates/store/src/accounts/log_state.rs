//! What the newest event of each account has to agree with.

use nmrs_domain::ids::AccountId;
use nmrs_domain::status::Status;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::accounts::list::query::readable;
use crate::entity::accounts;
use crate::{Handle, Scope, StoreError};

/// An account, as far as its log has to agree with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Key.
    pub account: i64,
    /// Status.
    pub status: Status,
    /// When it last changed, in milliseconds since 1970 (UTC).
    pub modified_ms: i64,
}

/// Accounts behind a key, in order; those that are gone, too.
///
/// # Errors
/// Database errors.
pub async fn heads_behind(
    db: &impl Handle,
    account: i64,
    limit: u64,
) -> Result<Vec<Head>, StoreError> {
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
        .all(db.c())
        .await?
        .into_iter()
        .map(read)
        .collect()
}

/// The head of the account of this key, if the caller may open it.
///
/// # Errors
/// Database errors.
pub async fn head(
    db: &impl Handle,
    scope: Scope,
    id: AccountId,
) -> Result<Option<Head>, StoreError> {
    use accounts::Column;
    accounts::Entity::find_by_id(id.0)
        .filter(readable(scope))
        .select_only()
        .column(Column::Id)
        .column(Column::Status)
        .column(Column::ModifiedAt)
        .into_tuple()
        .one(db.c())
        .await?
        .map(read)
        .transpose()
}

fn read((account, status, modified_ms): (i64, String, i64)) -> Result<Head, StoreError> {
    let status = Status::from_wire(&status).ok_or_else(|| StoreError::corrupt("status", status))?;
    Ok(Head {
        account,
        status,
        modified_ms,
    })
}
