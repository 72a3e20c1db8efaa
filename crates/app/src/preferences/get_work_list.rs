use nmrs_domain::wire::WorkListPreferences;
use nmrs_domain::work_list::preferences::WORK_LIST;
use nmrs_store::preferences;

use crate::auth::Session;
use crate::{App, AppError};

/// Returns the caller's preferences for the work list, or the defaults.
///
/// # Errors
/// Database errors.
pub async fn get_work_list(app: &App, session: &Session) -> Result<WorkListPreferences, AppError> {
    let stored = preferences::find(&app.store, session.actor.user, WORK_LIST).await?;
    Ok(stored.map_or_else(WorkListPreferences::default, |json| {
        WorkListPreferences::from_stored(&json)
    }))
}
