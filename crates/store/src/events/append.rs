//! Appends to the log, in the transaction of the change. Events are never updated or deleted.

use nmrs_domain::actor::Actor;
use nmrs_domain::event::{EventDetails, EventKind, EventRecord, chain_hash};
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::AccountId;
use sea_orm::{ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QueryOrder};
use time::OffsetDateTime;

use crate::db::json::to_json;
use crate::db::timestamp::to_ms;
use crate::entity::account_events;
use crate::{Executor as _, StoreError, Tx};
use account_events::Column;

/// An event to append.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// The account.
    pub account: AccountId,
    /// The acting user.
    pub actor: &'a Actor,
    /// The kind of event.
    pub kind: EventKind,
    /// Status before the event; `None` for the first.
    pub from: Option<Status>,
    /// Status after the event.
    pub to: Status,
    /// The entered details.
    pub details: &'a EventDetails,
    /// Time of the event.
    pub at: OffsetDateTime,
}

/// Appends an event to the log of its account, chained to the previous one.
///
/// The conditional update of the caller has locked the account, so appends do not run concurrently; the
/// primary key (account, seq) would refuse the second.
pub async fn append(tx: &Tx, event: NewEvent<'_>) -> Result<(), StoreError> {
    let NewEvent {
        account,
        actor,
        kind,
        from,
        to,
        details,
        at,
    } = event;
    let last = account_events::Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .order_by_desc(Column::Seq)
        .one(tx.conn())
        .await?;
    let (seq, previous) = last.map_or((1, String::new()), |last| (last.seq + 1, last.hash));
    let record = EventRecord {
        account: account.0,
        seq,
        at_ms: to_ms(at),
        actor_code: actor.code.clone(),
        actor_name: actor.name.clone(),
        kind,
        from,
        to,
        details_json: to_json("details", details)?,
    };
    let hash = chain_hash(&previous, &record);
    let EventRecord {
        account,
        seq,
        at_ms,
        actor_code,
        actor_name,
        kind,
        from,
        to,
        details_json,
    } = record;
    let row = account_events::ActiveModel {
        account_id: Set(account),
        seq: Set(seq),
        at: Set(at_ms),
        actor_code: Set(actor_code),
        actor_name: Set(actor_name),
        kind: Set(kind.as_str().into()),
        from_status: Set(from.map(|status| status.as_str().into())),
        to_status: Set(to.as_str().into()),
        details: Set(details_json),
        hash: Set(hash),
    };
    account_events::Entity::insert(row)
        .exec_without_returning(tx.conn())
        .await?;
    Ok(())
}
