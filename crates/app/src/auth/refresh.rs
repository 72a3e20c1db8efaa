use nmrs_domain::error::ErrorCode;
use nmrs_store::sessions::{self, Rotation};

use super::login::signed_in;
use super::{RefreshToken, SignedIn};
use crate::{App, AppError};

/// Exchanges a refresh token for a new pair of tokens. A second use of a token ends its session.
///
/// # Errors
/// [`ErrorCode::SessionEnded`] if the token is unknown or used, or its session has ended.
pub async fn refresh(app: &App, old: &RefreshToken) -> Result<SignedIn, AppError> {
    let now = app.now();
    let new = RefreshToken::draw(app.random.as_ref());
    let tx = app.store.begin().await?;
    let expires = now + app.settings.session;
    let rotation = sessions::rotate(&tx, &old.hash(), &new.hash(), now, expires).await?;
    // Also for a reused token: the end of its session must be stored.
    tx.commit().await?;
    match rotation {
        Rotation::Rotated(id, _) => signed_in(app, id, new).await,
        Rotation::Reused(user) => {
            tracing::warn!(
                user.id = user.0,
                "A refresh token was used twice; its session is ended"
            );
            Err(AppError::refused(ErrorCode::SessionEnded))
        }
        Rotation::Unknown => Err(AppError::refused(ErrorCode::SessionEnded)),
    }
}
