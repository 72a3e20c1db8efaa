//! Reading the log. What somebody wrote into it past the program is no error here: it is for the
//! check of the chain to say so, and everything else is still to be seen.

use nmrs_domain::event::{EventDetails, EventKind, EventRecord};
use nmrs_domain::ids::AccountId;
use nmrs_domain::log::EventFilter;
use nmrs_domain::status::Status;
use nmrs_domain::wire::EventOut;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, EntityTrait, Order, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect,
};

use crate::db::like::contains;
use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::account_events::{self, Column};
use crate::{Handle, StoreError};

/// One page of an account's log, and how many events the conditions find. Whether the caller may
/// see it is for the account to say.
///
/// # Errors
/// Database errors.
pub async fn list(
    db: &impl Handle,
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
            |column: Column| contains(db.c().get_database_backend(), column.into_expr(), actor);
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
    let total = query.clone().count(db.c()).await?;
    let order = if *oldest_first {
        Order::Asc
    } else {
        Order::Desc
    };
    let rows = query
        .order_by(Column::Seq, order)
        .offset(paging.offset())
        .limit(u64::from(paging.per_page))
        .all(db.c())
        .await?;
    let events = rows.into_iter().map(Stored::from);
    Ok((events.filter_map(Stored::out).collect(), total))
}

/// An event as it is stored, with its hash.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The account.
    pub account: i64,
    /// Place in its log, from 1.
    pub seq: i64,
    /// Everything that was hashed; `None` where it holds what the program never writes.
    pub record: Option<EventRecord>,
    /// The hash that was written.
    pub hash: String,
}

impl From<account_events::Model> for Stored {
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

impl Stored {
    /// As answers describe it; `None` where it is none that the program wrote.
    pub fn out(self) -> Option<EventOut> {
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

/// Events of an account behind a number, oldest first.
///
/// # Errors
/// Database errors.
pub async fn of_account(
    db: &impl Handle,
    account: AccountId,
    seq: i64,
    limit: u64,
) -> Result<Vec<Stored>, StoreError> {
    let rows = account_events::Entity::find()
        .filter(Column::AccountId.eq(account.0))
        .filter(Column::Seq.gt(seq))
        .order_by_asc(Column::Seq)
        .limit(limit)
        .all(db.c())
        .await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}

/// A place in the log of the whole register: account and number.
pub type Place = (i64, i64);

/// Events of all accounts behind a place, up to an account, in order.
///
/// # Errors
/// Database errors.
pub async fn behind(
    db: &impl Handle,
    place: Place,
    last: i64,
    limit: u64,
) -> Result<Vec<Stored>, StoreError> {
    let (account, seq) = place;
    let rows = account_events::Entity::find()
        // A range of the key first: either side of the alternative alone would not be one.
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
        .all(db.c())
        .await?;
    Ok(rows.into_iter().map(Stored::from).collect())
}
