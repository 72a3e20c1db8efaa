//! One-time tickets for the download of exports. Only the hash of a ticket is stored.

use nmrs_domain::ids::SessionId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, PaginatorTrait as _, QueryFilter};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::export_tickets;
use crate::{Executor, StoreError, Tx};
use export_tickets::Column;

/// A ticket.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportTicket {
    /// The session that asked for the ticket.
    pub session: SessionId,
    /// The export, as JSON.
    pub request: String,
    /// The key of its progress in `export_runs`.
    pub export_key: String,
    /// End of validity.
    pub expires_at: OffsetDateTime,
}

/// Stores a ticket under its hash.
pub async fn insert(tx: &Tx, hash: &str, ticket: ExportTicket) -> Result<(), StoreError> {
    let ExportTicket {
        session,
        request,
        export_key,
        expires_at,
    } = ticket;
    let row = export_tickets::ActiveModel {
        ticket_hash: Set(hash.into()),
        session_id: Set(session.0),
        request: Set(request),
        export_key: Set(export_key),
        expires_at: Set(to_ms(expires_at)),
    };
    export_tickets::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}

/// Counts the unused tickets of a session that are valid at `at`.
pub async fn count_valid(
    db: &impl Executor,
    session: SessionId,
    at: OffsetDateTime,
) -> Result<u64, StoreError> {
    Ok(export_tickets::Entity::find()
        .filter(Column::SessionId.eq(session.0))
        .filter(Column::ExpiresAt.gt(to_ms(at)))
        .count(db.conn())
        .await?)
}

/// Returns the ticket of a hash, valid or not.
pub async fn find(db: &impl Executor, hash: &str) -> Result<Option<ExportTicket>, StoreError> {
    let row = export_tickets::Entity::find_by_id(hash.to_owned())
        .one(db.conn())
        .await?;
    row.map(|row| {
        Ok(ExportTicket {
            session: SessionId(row.session_id),
            request: row.request,
            export_key: row.export_key,
            expires_at: from_ms(row.expires_at)?,
        })
    })
    .transpose()
}

/// Removes a ticket. Of several calls at the same time, one returns true.
pub async fn remove(tx: &Tx, hash: &str) -> Result<bool, StoreError> {
    let removed = export_tickets::Entity::delete_by_id(hash.to_owned())
        .exec(tx.conn())
        .await?;
    Ok(removed.rows_affected > 0)
}

/// Removes the tickets that expired before a moment, and returns their number.
pub async fn purge(tx: &Tx, before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = export_tickets::Entity::delete_many()
        .filter(Column::ExpiresAt.lt(to_ms(before)))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
