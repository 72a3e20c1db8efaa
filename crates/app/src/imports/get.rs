use nmrs_domain::values::ids::ImportId;
use nmrs_domain::wire::ImportOut;

use super::find;
use super::to_response::import_to_response;
use crate::auth::Session;
use crate::{App, AppError};

/// Returns an import of the caller's unit.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`].
pub async fn get(app: &App, session: &Session, id: ImportId) -> Result<ImportOut, AppError> {
    import_to_response(find(app, &app.store, session, id).await?)
}
