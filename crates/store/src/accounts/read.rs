//! One account.

use nmrs_domain::ids::AccountId;
use nmrs_domain::status::Status;
use nmrs_domain::wire::CurrentState;
use sea_orm::sea_query::LockType;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryFilter, QuerySelect};

use crate::accounts::account::Account;
use crate::accounts::fetch::one;
use crate::accounts::list::query::{readable, visible};
use crate::entity::accounts;
use crate::{Handle, Scope, StoreError, Tx};

/// The account of this key, if the caller may read it; deleted ones too, if they had an identifier.
///
/// # Errors
/// Database errors.
pub async fn find(
    db: &impl Handle,
    scope: Scope,
    id: AccountId,
) -> Result<Option<Account>, StoreError> {
    let query = accounts::Entity::find_by_id(id.0).filter(readable(scope));
    one(db, query).await
}

/// An account that is not deleted, like [`find`]; holds the row until the transaction ends, so that what is decided on it stays
/// true. SQLite's write transactions hold the whole database anyway.
///
/// # Errors
/// Database errors.
pub async fn lock(tx: &Tx, scope: Scope, id: AccountId) -> Result<Option<Account>, StoreError> {
    if tx.c().get_database_backend() == DbBackend::Postgres {
        // The lock is taken on the account alone: its unit is shared by many.
        accounts::Entity::find_by_id(id.0)
            .select_only()
            .column(accounts::Column::Id)
            .lock(LockType::Update)
            .into_tuple::<i64>()
            .one(tx.c())
            .await?;
    }
    let query = accounts::Entity::find_by_id(id.0).filter(visible(scope));
    one(tx, query).await
}

/// The present status and version, for a caller whose own is out of date.
///
/// # Errors
/// Database errors.
pub async fn current(
    db: &impl Handle,
    scope: Scope,
    id: AccountId,
) -> Result<Option<CurrentState>, StoreError> {
    let row = accounts::Entity::find_by_id(id.0)
        .filter(readable(scope))
        .select_only()
        .column(accounts::Column::Status)
        .column(accounts::Column::Version)
        .into_tuple::<(String, i64)>()
        .one(db.c())
        .await?;
    row.map(|(status, version)| {
        let status =
            Status::from_wire(&status).ok_or_else(|| StoreError::corrupt("status", status))?;
        Ok(CurrentState { status, version })
    })
    .transpose()
}
