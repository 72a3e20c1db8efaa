//! The log of an account: only ever appended to, in the transaction of what it tells.

use nmrs_domain::actor::Actor;
use nmrs_domain::event::{EventDetails, EventKind, EventRecord, chain_hash};
use nmrs_domain::ids::AccountId;
use nmrs_domain::status::Status;
use nmrs_domain::wire::EventOut;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use time::OffsetDateTime;

use crate::entity::account_events;
use crate::moment::{from_ms, to_ms};
use crate::{Handle, StoreError, Tx};
use account_events::Column;

/// What happened.
#[derive(Debug, Clone)]
pub struct NewEvent<'a> {
    /// The account.
    pub account: AccountId,
    /// Who did it.
    pub actor: &'a Actor,
    /// What.
    pub kind: EventKind,
    /// Status before.
    pub from: Option<Status>,
    /// Status after.
    pub to: Status,
    /// What was entered.
    pub details: &'a EventDetails,
    /// When.
    pub at: OffsetDateTime,
}

/// Appends an event to the log of its account, chained to the one before.
///
/// The caller's conditional update has locked the account: nobody appends at the same time. If
/// somebody did, the key (account, seq) would refuse the second.
///
/// # Errors
/// Database errors.
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
        .one(tx.c())
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
        details_json: serde_json::to_string(details)
            .map_err(|error| StoreError::corrupt("details", error))?,
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
        .exec_without_returning(tx.c())
        .await?;
    Ok(())
}

/// One page of an account's log, newest first, and its length. Whether the caller may see it is for
/// the account to say.
///
/// # Errors
/// Database errors.
pub async fn list(
    db: &impl Handle,
    account: AccountId,
    offset: u64,
    limit: u64,
) -> Result<(Vec<EventOut>, u64), StoreError> {
    let query = account_events::Entity::find().filter(Column::AccountId.eq(account.0));
    let total = query.clone().count(db.c()).await?;
    let rows = query
        .order_by_desc(Column::Seq)
        .offset(offset)
        .limit(limit)
        .all(db.c())
        .await?;
    Ok((rows.into_iter().map(read).collect::<Result<_, _>>()?, total))
}

fn read(row: account_events::Model) -> Result<EventOut, StoreError> {
    let account_events::Model {
        account_id: _,
        seq,
        at,
        actor_code,
        actor_name,
        kind,
        from_status,
        to_status,
        details,
        hash,
    } = row;
    let status =
        |text: String| Status::from_wire(&text).ok_or_else(|| StoreError::corrupt("status", text));
    let kind = EventKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?;
    let details: EventDetails =
        serde_json::from_str(&details).map_err(|_| StoreError::corrupt("details", seq))?;
    Ok(EventOut {
        seq,
        at: from_ms(at)?,
        actor_code,
        actor_name,
        kind,
        title: kind.title(details.application),
        from: from_status.map(status).transpose()?,
        to: status(to_status)?,
        details,
        hash,
    })
}

/// An event as it is stored, with its hash.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Everything that was hashed.
    pub record: EventRecord,
    /// The hash that was written.
    pub hash: String,
}

/// A place in the log of the whole register: account and number.
pub type Place = (i64, i64);

/// Events of all accounts behind a place, in order.
///
/// # Errors
/// Database errors; [`StoreError::Corrupt`] for a kind or status that the program does not know.
pub async fn behind(db: &impl Handle, place: Place, limit: u64) -> Result<Vec<Stored>, StoreError> {
    let (account, seq) = place;
    account_events::Entity::find()
        .filter(
            Condition::any().add(Column::AccountId.gt(account)).add(
                Condition::all()
                    .add(Column::AccountId.eq(account))
                    .add(Column::Seq.gt(seq)),
            ),
        )
        .order_by_asc(Column::AccountId)
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(db.c())
        .await?
        .into_iter()
        .map(stored)
        .collect()
}

fn stored(row: account_events::Model) -> Result<Stored, StoreError> {
    let account_events::Model {
        account_id,
        seq,
        at,
        actor_code,
        actor_name,
        kind,
        from_status,
        to_status,
        details,
        hash,
    } = row;
    let status =
        |text: String| Status::from_wire(&text).ok_or_else(|| StoreError::corrupt("status", text));
    Ok(Stored {
        record: EventRecord {
            account: account_id,
            seq,
            at_ms: at,
            actor_code,
            actor_name,
            kind: EventKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?,
            from: from_status.map(status).transpose()?,
            to: status(to_status)?,
            details_json: details,
        },
        hash,
    })
}
