//! Reads the log. Events that were altered outside of the program are no error here: the verification
//! of the hash chain reports them, and all others stay readable.

use nmrs_domain::event::{EventDetails, EventKind, EventRecord};
use nmrs_domain::log::EventFilter;
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::EventOut;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::db::like::contains;
use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::account_events::{self, Column};
use crate::{Executor, StoreError};

/// Returns one page of the log of an account, and the total. The caller must check the scope of the
/// account.
pub async fn list(
    db: &impl Executor,
    account: AccountId,
    filter: &EventFilter,
) -> Result<(Vec<EventOut>, u64), StoreError> {
    let EventFilter {
        kind,
        actor,
        from,
        before,
        oldest_first,
        paging,
    } = filter;
    let actor = actor.as_ref().map(|actor| {
        let contains =
            |column: Column| contains(db.conn().get_database_backend(), column.into_expr(), actor);
        Condition::any()
            .add(contains(Column::ActorCode))
            .add(contains(Column::ActorName))
    });
    let conditions = Condition::all()
        .add(Column::AccountId.eq(account.0))
        .add_option(kind.map(|kind| Column::Kind.eq(kind.as_str())))
        .add_option(from.map(|from| Column::At.gte(to_ms(from))))
        .add_option(before.map(|before| Column::At.lt(to_ms(before))))
        .add_option(actor);
    let query = account_events::Entity::find().filter(conditions);
    let total = query.clone().count(db.conn()).await?;
    let order = if *oldest_first {
        Order::Asc
    } else {
        Order::Desc
    };
    let rows = query
        .order_by(Column::Seq, order)
        .offset(paging.offset())
        .limit(u64::from(paging.per_page))
        .all(db.conn())
        .await?;
    let events = rows.into_iter().map(StoredEvent::from);
    Ok((events.filter_map(StoredEvent::into_out).collect(), total))
}

/// An event with its stored hash.
#[derive(Debug, Clone)]
pub struct StoredEvent {
    /// The account.
    pub account: i64,
    /// Position in the log of the account, from 1.
    pub seq: i64,
    /// The hashed content; `None` if it has values that the program never writes.
    pub record: Option<EventRecord>,
    /// The stored hash.
    pub hash: String,
}

impl From<account_events::Model> for StoredEvent {
    fn from(row: account_events::Model) -> Self {
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
        let read = || {
            Some((
                EventKind::from_wire(&kind)?,
                match from_status {
                    Some(from) => Some(Status::from_wire(&from)?),
                    None => None,
                },
                Status::from_wire(&to_status)?,
            ))
        };
        Self {
            account: account_id,
            seq,
            record: read().map(|(kind, from, to)| EventRecord {
                account: account_id,
                seq,
                at_ms: at,
                actor_code,
                actor_name,
                kind,
                from,
                to,
                details_json: details,
            }),
            hash,
        }
    }
}

impl StoredEvent {
    /// Converts to the API type; `None` if the program cannot have written the event.
    pub fn into_out(self) -> Option<EventOut> {
        let EventRecord {
            account: _,
            seq,
            at_ms,
            actor_code,
            actor_name,
            kind,
            from,
            to,
            details_json,
        } = self.record?;
        let details: EventDetails = serde_json::from_str(&details_json).unwrap_or_default();
        Some(EventOut {
            seq,
            at: from_ms(at_ms).ok()?,
            actor_code,
            actor_name,
            kind,
            title: kind.title(details.application),
            from,
            to,
            details,
            hash: self.hash,
        })
    }
}

/// Returns the events of an account after `seq`, oldest first.
pub async fn of_account(
    db: &impl Executor,
    account: AccountId,
    seq: i64,
    limit: u64,
) -> Result<Vec<StoredEvent>, StoreError> {
    let rows = account_events::Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Seq.gt(seq))
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(db.conn())
        .await?;
    Ok(rows.into_iter().map(StoredEvent::from).collect())
}

/// A position in the log of the whole register: account and `seq`.
pub type LogPosition = (i64, i64);

/// Returns the events of all accounts after `position`, up to and including account `last`.
pub async fn events_after(
    db: &impl Executor,
    position: LogPosition,
    last: i64,
    limit: u64,
) -> Result<Vec<StoredEvent>, StoreError> {
    let (account, seq) = position;
    let rows = account_events::Entity::find()
        // The range comes first, because the alternative below is no index range.
        .filter(Column::AccountId.gte(account))
        .filter(Column::AccountId.lte(last))
        .filter(
            Condition::any()
                .add(Column::AccountId.gt(account))
                .add(Column::Seq.gt(seq)),
        )
        .order_by_asc(Column::AccountId)
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(db.conn())
        .await?;
    Ok(rows.into_iter().map(StoredEvent::from).collect())
}
