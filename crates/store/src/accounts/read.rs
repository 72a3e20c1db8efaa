//! Reads one account.

use nmrs_domain::status::Status;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::CurrentState;
use sea_orm::sea_query::LockType;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect};

use super::account::Account;
use super::fetch::fetch_one;
use super::scope::{readable, visible};
use crate::entity::accounts;
use crate::{Executor, Scope, StoreError, Tx};

/// Returns the account with this id if the caller may read it. Deleted accounts are found if they had
/// an identifier.
pub async fn find(
    db: &impl Executor,
    scope: Scope,
    id: AccountId,
) -> Result<Option<Account>, StoreError> {
    let query = accounts::Entity::find_by_id(id.0).filter(readable(scope));
    fetch_one(db, query).await
}

/// Returns an account that is not deleted, with its row locked until the transaction ends. SQLite's
/// write transactions lock the whole database anyway.
pub async fn lock(tx: &Tx, scope: Scope, id: AccountId) -> Result<Option<Account>, StoreError> {
    if tx.conn().get_database_backend() == DbBackend::Postgres {
        // Only the account is locked: its unit is shared by many.
        accounts::Entity::find_by_id(id.0)
            .select_only()
            .column(accounts::Column::Id)
            .lock(LockType::Update)
            .into_tuple::<i64>()
            .one(tx.conn())
            .await?;
    }
    let query = accounts::Entity::find_by_id(id.0).filter(visible(scope));
    fetch_one(tx, query).await
}

/// Returns the current status and version, for a caller that has an old version.
pub async fn current(
    db: &impl Executor,
    scope: Scope,
    id: AccountId,
) -> Result<Option<CurrentState>, StoreError> {
    let row = accounts::Entity::find_by_id(id.0)
        .filter(readable(scope))
        .select_only()
        .column(accounts::Column::Status)
        .column(accounts::Column::Version)
        .into_tuple::<(String, i64)>()
        .one(db.conn())
        .await?;
    row.map(|(status, version)| {
        let status =
            Status::from_wire(&status).ok_or_else(|| StoreError::corrupt("status", status))?;
        Ok(CurrentState { status, version })
    })
    .transpose()
}
