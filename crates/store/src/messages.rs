//! Messages: written with their cause, read by the one user that they are for.

use std::fmt::Write as _;

use nmrs_domain::ids::{AccountId, ApplicationId, MessageId, UserId};
use nmrs_domain::message::{MessageKind, MessageText};
use nmrs_domain::query::Paging;
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait as _, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait as _, Select, Statement,
};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::messages;
use crate::{Handle, StoreError, Tx};
use messages::Column;

/// A message to be written.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// Who reads it.
    pub to: UserId,
    /// What it is about.
    pub kind: MessageKind,
    /// What it says.
    pub text: &'a MessageText,
    /// The account it is about.
    pub account: Option<AccountId>,
    /// The application that was decided.
    pub application: Option<ApplicationId>,
    /// Where something must not be told twice: the same key is never written again.
    pub once: Option<String>,
    /// When.
    pub at: OffsetDateTime,
}

/// A stored message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Key.
    pub id: MessageId,
    /// What it is about.
    pub kind: MessageKind,
    /// What it says.
    pub text: MessageText,
    /// The account it is about.
    pub account: Option<AccountId>,
    /// The application that was decided.
    pub application: Option<ApplicationId>,
    /// When it was written.
    pub created: OffsetDateTime,
    /// When it was read.
    pub read: Option<OffsetDateTime>,
}

/// Writes a message. Answers whether it was written, or had been before.
///
/// # Errors
/// Database errors.
pub async fn insert(tx: &Tx, message: NewMessage<'_>) -> Result<bool, StoreError> {
    let NewMessage {
        to,
        kind,
        text,
        account,
        application,
        once,
        at,
    } = message;
    let row = messages::ActiveModel {
        user_id: Set(to.0),
        kind: Set(kind.as_str().into()),
        title: Set(text.title.clone()),
        body: Set(text.text.clone()),
        account_id: Set(account.map(|id| id.0)),
        application_id: Set(application.map(|id| id.0)),
        dedupe_key: Set(once),
        created_at: Set(to_ms(at)),
        read_at: Set(None),
        ..Default::default()
    };
    let written = messages::Entity::insert(row)
        .on_conflict(
            OnConflict::column(Column::DedupeKey)
                .do_nothing()
                .to_owned(),
        )
        .exec_without_returning(tx.c())
        .await?;
    Ok(written == 1)
}

/// One page of a user's messages, newest first, and how many there are.
///
/// # Errors
/// Database errors.
pub async fn list(
    db: &impl Handle,
    user: UserId,
    only_unread: bool,
    paging: Paging,
) -> Result<(Vec<Message>, u64), StoreError> {
    let found = if only_unread {
        unread_of(user)
    } else {
        of(user)
    };
    let total = found.clone().count(db.c()).await?;
    let query = found.order_by_desc(Column::Id);
    // Figures in the text: a limit that is bound makes SQLite plan the statement anew.
    let mut statement: Statement = query.build(db.c().get_database_backend());
    let (limit, offset) = (paging.per_page, paging.offset());
    // Writing to a String does not fail.
    let _ = write!(statement.sql, " LIMIT {limit} OFFSET {offset}");
    let rows = messages::Entity::find()
        .from_raw_sql(statement)
        .all(db.c())
        .await?;
    let items = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok((items, total))
}

fn of(user: UserId) -> Select<messages::Entity> {
    messages::Entity::find().filter(Column::UserId.eq(user.0))
}

fn unread_of(user: UserId) -> Select<messages::Entity> {
    of(user).filter(Column::ReadAt.is_null())
}

fn read(row: messages::Model) -> Result<Message, StoreError> {
    let messages::Model {
        id,
        user_id: _,
        kind,
        title,
        body,
        account_id,
        application_id,
        dedupe_key: _,
        created_at,
        read_at,
    } = row;
    Ok(Message {
        id: MessageId(id),
        kind: MessageKind::from_wire(&kind).ok_or_else(|| StoreError::corrupt("kind", kind))?,
        text: MessageText { title, text: body },
        account: account_id.map(AccountId),
        application: application_id.map(ApplicationId),
        created: from_ms(created_at)?,
        read: read_at.map(from_ms).transpose()?,
    })
}

/// How many messages a user has not read.
///
/// # Errors
/// Database errors.
pub async fn unread(db: &impl Handle, user: UserId) -> Result<u64, StoreError> {
    Ok(unread_of(user).count(db.c()).await?)
}

/// Whether a user has a message of this key.
///
/// # Errors
/// Database errors.
pub async fn exists(db: &impl Handle, user: UserId, id: MessageId) -> Result<bool, StoreError> {
    let found = of(user)
        .filter(Column::Id.eq(id.0))
        .select_only()
        .column(Column::Id)
        .into_tuple::<i64>()
        .all(db.c())
        .await?;
    Ok(!found.is_empty())
}

/// The newest message of a user.
///
/// # Errors
/// Database errors.
pub async fn newest(db: &impl Handle, user: UserId) -> Result<Option<MessageId>, StoreError> {
    let newest = of(user)
        .select_only()
        .column_as(Column::Id.max(), "newest")
        .into_tuple::<Option<i64>>()
        .all(db.c())
        .await?;
    Ok(newest.first().copied().flatten().map(MessageId))
}

/// Which messages become read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// This one.
    One(MessageId),
    /// This one and all that are older.
    UpTo(MessageId),
    /// This one and all that are older, if they are of a kind.
    UpToOfKind(MessageId, MessageKind),
}

/// Notes that a user has read messages; those that were read stay as they are.
///
/// # Errors
/// Database errors.
pub async fn mark_read(
    tx: &Tx,
    user: UserId,
    which: Which,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let which = match which {
        Which::One(id) => Condition::all().add(Column::Id.eq(id.0)),
        Which::UpTo(id) => Condition::all().add(Column::Id.lte(id.0)),
        Which::UpToOfKind(id, kind) => Condition::all()
            .add(Column::Id.lte(id.0))
            .add(Column::Kind.eq(kind.as_str())),
    };
    messages::Entity::update_many()
        .set(messages::ActiveModel {
            read_at: Set(Some(to_ms(at))),
            ..Default::default()
        })
        .filter(Column::UserId.eq(user.0))
        .filter(Column::ReadAt.is_null())
        .filter(which)
        .exec(tx.c())
        .await?;
    Ok(())
}

/// Notes that everybody has read what was written before a moment; for demo data.
///
/// # Errors
/// Database errors.
pub async fn mark_old_read(
    tx: &Tx,
    written_before: OffsetDateTime,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    messages::Entity::update_many()
        .set(messages::ActiveModel {
            read_at: Set(Some(to_ms(at))),
            ..Default::default()
        })
        .filter(Column::CreatedAt.lt(to_ms(written_before)))
        .filter(Column::ReadAt.is_null())
        .exec(tx.c())
        .await?;
    Ok(())
}

/// Removes messages that were read before a moment.
///
/// # Errors
/// Database errors.
pub async fn purge(tx: &Tx, read_before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = messages::Entity::delete_many()
        .filter(Column::ReadAt.lt(to_ms(read_before)))
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected)
}
