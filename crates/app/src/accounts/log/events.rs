use nmrs_domain::error::ErrorCode;
use nmrs_domain::log::EventFilter;
use nmrs_domain::values::ids::AccountId;
use nmrs_domain::wire::{EventOut, Page};
use nmrs_store::{accounts, events};

use crate::auth::Session;
use crate::{App, AppError};

/// Returns one page of the log of an account.
///
/// # Errors
/// [`ErrorCode::NotFound`], also outside the caller's scope.
pub async fn events(
    app: &App,
    session: &Session,
    id: AccountId,
    filter: &EventFilter,
) -> Result<Page<EventOut>, AppError> {
    accounts::current(&app.store, session.scope(), id)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
    let (items, total) = events::list(&app.store, id, filter).await?;
    Ok(Page {
        items,
        page: filter.paging.page,
        per_page: filter.paging.per_page,
        total,
        total_exact: true,
    })
}
