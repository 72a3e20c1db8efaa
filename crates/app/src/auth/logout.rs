use nmrs_store::sessions;

use super::RefreshToken;
use crate::{App, AppError};

/// Ends the session of a refresh token. An unknown token is not an error.
///
/// # Errors
/// Database errors.
pub async fn logout(app: &App, token: Option<&RefreshToken>) -> Result<(), AppError> {
    let Some(token) = token else { return Ok(()) };
    let tx = app.store.begin().await?;
    sessions::end_by_token(&tx, &token.hash(), app.now()).await?;
    tx.commit().await?;
    Ok(())
}
