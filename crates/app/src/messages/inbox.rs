use nmrs_domain::error::ErrorCode;
use nmrs_domain::query::Paging;
use nmrs_domain::values::ids::MessageId;
use nmrs_domain::wire::{MessageOut, MessageSummaryOut, Page};
use nmrs_store::messages::{self, Message, ReadRange};

use crate::auth::Session;
use crate::{App, AppError};

/// Returns one page of the caller's messages, newest first.
///
/// # Errors
/// Database errors.
pub async fn list(
    app: &App,
    session: &Session,
    only_unread: bool,
    paging: Paging,
) -> Result<Page<MessageOut>, AppError> {
    let user = session.actor.user;
    let (items, total) = messages::list(&app.store, user, only_unread, paging).await?;
    Ok(Page {
        items: items.into_iter().map(to_response).collect(),
        page: paging.page,
        per_page: paging.per_page,
        total,
        total_exact: true,
    })
}

fn to_response(message: Message) -> MessageOut {
    let Message {
        id,
        kind,
        text,
        account,
        application,
        created,
        read,
    } = message;
    MessageOut {
        id: id.0,
        kind,
        title: text.title,
        text: text.text,
        account_id: account.map(|id| id.0),
        review_id: application.map(|id| id.0),
        created_at: created,
        read_at: read,
    }
}

/// Returns the number of unread messages of the caller.
///
/// # Errors
/// Database errors.
pub async fn summary(app: &App, session: &Session) -> Result<MessageSummaryOut, AppError> {
    Ok(MessageSummaryOut {
        unread: messages::unread(&app.store, session.actor.user).await?,
    })
}

/// Marks a message as read; a repetition changes nothing.
///
/// # Errors
/// [`ErrorCode::NotFound`], also for a message of another user.
pub async fn read(app: &App, session: &Session, id: MessageId) -> Result<(), AppError> {
    let user = session.actor.user;
    let tx = app.store.begin().await?;
    if !messages::exists(&tx, user, id).await? {
        return Err(AppError::refused(ErrorCode::NotFound));
    }
    messages::mark_read(&tx, user, ReadRange::One(id), app.now()).await?;
    Ok(tx.commit().await?)
}

/// Marks a message and all older ones as read.
///
/// # Errors
/// Database errors.
pub async fn read_all(app: &App, session: &Session, up_to: MessageId) -> Result<(), AppError> {
    let tx = app.store.begin().await?;
    let which = ReadRange::UpTo(up_to);
    messages::mark_read(&tx, session.actor.user, which, app.now()).await?;
    Ok(tx.commit().await?)
}
