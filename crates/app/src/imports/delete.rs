//! Throwing an import away.

use nmrs_domain::ids::ImportId;
use nmrs_store::imports;

use super::gone;
use crate::accounts::own_unit;
use crate::auth::Session;
use crate::{App, AppError};

/// Throws an import away; accounts that it became stay.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`].
pub async fn delete(app: &App, session: &Session, id: ImportId) -> Result<(), AppError> {
    let unit = own_unit(session)?;
    let tx = app.store.begin().await?;
    if !imports::delete(&tx, unit, id, app.now()).await? {
        return Err(gone());
    }
    Ok(tx.commit().await?)
}
