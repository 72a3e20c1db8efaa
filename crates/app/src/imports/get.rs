//! One import.

use nmrs_domain::ids::ImportId;
use nmrs_domain::wire::ImportOut;

use super::find;
use super::present::import_out;
use crate::auth::Session;
use crate::{App, AppError};

/// One of the caller's imports.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`].
pub async fn get(app: &App, session: &Session, id: ImportId) -> Result<ImportOut, AppError> {
    import_out(find(app, &app.store, session, id).await?)
}
