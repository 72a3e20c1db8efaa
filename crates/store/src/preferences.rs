//! Page preferences: one JSON text per user and name.

use nmrs_domain::values::ids::UserId;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, EntityTrait};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::user_preferences;
use crate::{Executor, StoreError, Tx};
use user_preferences::Column;

/// Returns the preference of a user.
pub async fn find(
    db: &impl Executor,
    user: UserId,
    name: &str,
) -> Result<Option<String>, StoreError> {
    let row = user_preferences::Entity::find_by_id((user.0, name.to_owned()))
        .one(db.conn())
        .await?;
    Ok(row.map(|row| row.value))
}

/// Stores a preference of a user, replacing an earlier one.
pub async fn store(
    tx: &Tx,
    user: UserId,
    name: &str,
    value: String,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let row = user_preferences::ActiveModel {
        user_id: Set(user.0),
        name: Set(name.into()),
        value: Set(value),
        updated_at: Set(to_ms(at)),
    };
    user_preferences::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([Column::UserId, Column::Name])
                .update_columns([Column::Value, Column::UpdatedAt])
                .to_owned(),
        )
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}
