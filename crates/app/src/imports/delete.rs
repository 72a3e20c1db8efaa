use nmrs_domain::values::ids::ImportId;
use nmrs_store::imports;

use super::not_found;
use crate::auth::{Session, own_unit};
use crate::{App, AppError};

/// Deletes an import. Accounts created from it stay.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`].
pub async fn delete(app: &App, session: &Session, id: ImportId) -> Result<(), AppError> {
    let unit = own_unit(session)?;
    let tx = app.store.begin().await?;
    if !imports::delete(&tx, unit, id, app.now()).await? {
        return Err(not_found());
    }
    Ok(tx.commit().await?)
}
