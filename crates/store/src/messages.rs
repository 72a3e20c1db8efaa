//! Messages to users, written in the transaction of their cause.

use std::fmt::Write as _;

use nmrs_domain::message::{MessageKind, MessageText};
use nmrs_domain::query::Paging;
use nmrs_domain::values::ids::{AccountId, ApplicationId, MessageId, UserId};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait as _, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait as _, Select, Statement,
};
use time::OffsetDateTime;

use crate::db::timestamp::{from_ms, to_ms};
use crate::entity::messages;
use crate::{Executor, StoreError, Tx};
use messages::Column;

/// A message to insert.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// The recipient.
    pub to: UserId,
    /// The kind of message.
    pub kind: MessageKind,
    /// Title and text.
    pub text: &'a MessageText,
    /// The account that the message links to.
    pub account: Option<AccountId>,
    /// The application that the message links to.
    pub application: Option<ApplicationId>,
    /// A second message with the same key is not inserted.
    pub dedupe_key: Option<String>,
    /// Time of the message.
    pub at: OffsetDateTime,
}

/// A message.
#[derive(Debug, Clone)]
pub struct Message {
    /// Primary key.
    pub id: MessageId,
    /// The kind of message.
    pub kind: MessageKind,
    /// Title and text.
    pub text: MessageText,
    /// The account that the message links to.
    pub account: Option<AccountId>,
    /// The application that the message links to.
    pub application: Option<ApplicationId>,
    /// Time of the message.
    pub created: OffsetDateTime,
    /// Time at which it was marked as read; `None` if unread.
    pub read: Option<OffsetDateTime>,
}

/// Inserts a message. Returns false if a message has the same `dedupe_key`.
pub async fn insert(tx: &Tx, message: NewMessage<'_>) -> Result<bool, StoreError> {
    let NewMessage {
        to,
        kind,
        text,
        account,
        application,
        dedupe_key,
        at,
    } = message;
    let row = messages::ActiveModel {
        user_id: Set(to.0),
        kind: Set(kind.as_str().into()),
        title: Set(text.title.clone()),
        body: Set(text.text.clone()),
        account_id: Set(account.map(|id| id.0)),
        application_id: Set(application.map(|id| id.0)),
        dedupe_key: Set(dedupe_key),
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
        .exec_without_returning(tx.conn())
        .await?;
    Ok(written == 1)
}

/// Returns one page of the messages of a user, newest first, and the total.
pub async fn list(
    db: &impl Executor,
    user: UserId,
    only_unread: bool,
    paging: Paging,
) -> Result<(Vec<Message>, u64), StoreError> {
    let found = if only_unread {
        unread_of(user)
    } else {
        of_user(user)
    };
    let total = found.clone().count(db.conn()).await?;
    let query = found.order_by_desc(Column::Id);
    // Literals, because SQLite plans the statement again for each bound limit.
    let mut statement: Statement = query.build(db.conn().get_database_backend());
    let (limit, offset) = (paging.per_page, paging.offset());
    // Writing to a String does not fail.
    let _ = write!(statement.sql, " LIMIT {limit} OFFSET {offset}");
    let rows = messages::Entity::find()
        .from_raw_sql(statement)
        .all(db.conn())
        .await?;
    let items = rows.into_iter().map(read).collect::<Result<_, _>>()?;
    Ok((items, total))
}

fn of_user(user: UserId) -> Select<messages::Entity> {
    messages::Entity::find().filter(Column::UserId.eq(user.0))
}

fn unread_of(user: UserId) -> Select<messages::Entity> {
    of_user(user).filter(Column::ReadAt.is_null())
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

/// Counts the unread messages of a user.
pub async fn unread(db: &impl Executor, user: UserId) -> Result<u64, StoreError> {
    Ok(unread_of(user).count(db.conn()).await?)
}

/// Returns true if the message belongs to the user.
pub async fn exists(db: &impl Executor, user: UserId, id: MessageId) -> Result<bool, StoreError> {
    let found = of_user(user)
        .filter(Column::Id.eq(id.0))
        .select_only()
        .column(Column::Id)
        .into_tuple::<i64>()
        .all(db.conn())
        .await?;
    Ok(!found.is_empty())
}

/// Returns the newest message of a user.
pub async fn newest(db: &impl Executor, user: UserId) -> Result<Option<MessageId>, StoreError> {
    let newest = of_user(user)
        .select_only()
        .column_as(Column::Id.max(), "newest")
        .into_tuple::<Option<i64>>()
        .all(db.conn())
        .await?;
    Ok(newest.first().copied().flatten().map(MessageId))
}

/// The messages to mark as read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadRange {
    /// One message.
    One(MessageId),
    /// A message and all older ones.
    UpTo(MessageId),
    /// A message and all older ones, as far as they are of one kind.
    UpToOfKind(MessageId, MessageKind),
}

/// Marks unread messages of a user as read.
pub async fn mark_read(
    tx: &Tx,
    user: UserId,
    range: ReadRange,
    at: OffsetDateTime,
) -> Result<(), StoreError> {
    let condition = match range {
        ReadRange::One(id) => Condition::all().add(Column::Id.eq(id.0)),
        ReadRange::UpTo(id) => Condition::all().add(Column::Id.lte(id.0)),
        ReadRange::UpToOfKind(id, kind) => Condition::all()
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
        .filter(condition)
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Marks all messages written before a time as read, for all users. For demo data.
pub async fn mark_all_read_before(
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
        .exec(tx.conn())
        .await?;
    Ok(())
}

/// Deletes messages read before a time; returns their number.
pub async fn purge(tx: &Tx, read_before: OffsetDateTime) -> Result<u64, StoreError> {
    let result = messages::Entity::delete_many()
        .filter(Column::ReadAt.lt(to_ms(read_before)))
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected)
}
