use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::values::password;
use nmrs_domain::wire::PasswordIn;
use nmrs_store::{sessions, users};
use validator::Validate as _;

use super::{Session, lockout};
use crate::{App, AppError};

/// Sets the caller's own password and ends every session of the user, including this one.
///
/// Wrong old passwords count like wrong passwords at sign-in, so that a stolen session does not allow
/// guessing.
///
/// # Errors
/// [`ErrorCode::ValidationFailed`] with the fields; [`ErrorCode::LockedOut`].
pub async fn change_password(
    app: &App,
    session: &Session,
    input: PasswordIn,
    address: &str,
) -> Result<(), AppError> {
    input
        .validate()
        .map_err(|errors| FieldErrors::from_validator(&errors))?;
    let PasswordIn {
        old_password,
        new_password,
    } = input;
    password::check(&new_password, &old_password)
        .map_err(|error| FieldErrors::one("/new_password", error.to_string()))?;
    let now = app.now();
    let subjects = lockout::subjects(&session.actor.code, address);
    lockout::count_attempt(app, &subjects, now).await?;
    let user = users::find(&app.store, session.actor.user)
        .await?
        .ok_or_else(|| AppError::refused(ErrorCode::SessionEnded))?;
    if !app
        .hasher
        .verify(old_password, Some(user.password_hash.clone()))
        .await?
    {
        return Err(FieldErrors::one("/old_password", "原密码不正确").into());
    }
    let hash = app.hasher.hash(new_password).await?;
    let tx = app.store.begin().await?;
    lockout::forgive(&tx, &subjects).await?;
    if !users::set_password(&tx, &user, &hash, now).await? {
        return Err(AppError::refused(ErrorCode::SessionEnded));
    }
    sessions::end_all(&tx, user.id, now).await?;
    tx.commit().await?;
    tracing::info!(
        user.id = user.id.0,
        "Changed a password and ended all sessions"
    );
    Ok(())
}
