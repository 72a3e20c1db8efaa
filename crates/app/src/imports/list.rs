//! The imports of a unit.

use nmrs_domain::wire::ImportOut;
use nmrs_store::imports;

use super::present::import_out;
use crate::accounts::own_unit;
use crate::auth::Session;
use crate::{App, AppError};

/// Most imports that are listed.
const MOST: u64 = 50;

/// The caller's imports of the last day, newest first, committed or not.
///
/// # Errors
/// Database errors.
pub async fn list(app: &App, session: &Session) -> Result<Vec<ImportOut>, AppError> {
    let imports = imports::list(&app.store, own_unit(session)?, app.now(), MOST).await?;
    imports.into_iter().map(import_out).collect()
}
