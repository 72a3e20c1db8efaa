use nmrs_domain::wire::ImportOut;
use nmrs_store::imports;

use super::to_response::import_to_response;
use crate::auth::{Session, own_unit};
use crate::{App, AppError};

/// Most imports in the response.
const MAX_LISTED: u64 = 50;

/// Returns the imports of the caller's unit of the last 24 hours, newest first, committed or not.
///
/// # Errors
/// Database errors.
pub async fn list(app: &App, session: &Session) -> Result<Vec<ImportOut>, AppError> {
    let imports = imports::list(&app.store, own_unit(session)?, app.now(), MAX_LISTED).await?;
    imports.into_iter().map(import_to_response).collect()
}
