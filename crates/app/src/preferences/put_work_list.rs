use nmrs_domain::wire::WorkListPreferences;
use nmrs_domain::work_list::preferences::WORK_LIST;
use nmrs_store::preferences;

use crate::auth::Session;
use crate::{App, AppError};

/// Replaces the caller's preferences for the work list.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::ValidationFailed`] with the fields.
pub async fn put_work_list(
    app: &App,
    session: &Session,
    input: WorkListPreferences,
) -> Result<WorkListPreferences, AppError> {
    let chosen = input.checked()?;
    let json = serde_json::to_string(&chosen)
        .map_err(|error| AppError::Internal(format!("preferences as JSON: {error}")))?;
    let tx = app.store.begin().await?;
    preferences::store(&tx, session.actor.user, WORK_LIST, json, app.now()).await?;
    tx.commit().await?;
    Ok(chosen)
}
