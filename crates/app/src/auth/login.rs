use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::values::ids::SessionId;
use nmrs_domain::values::text;
use nmrs_domain::wire::{LoginIn, TokenOut};
use nmrs_store::{sessions, users};
use validator::Validate as _;

use super::authenticate::session;
use super::{RefreshToken, lockout};
use crate::{App, AppError};

/// Longest user name that is looked up, in characters.
const MAX_USERNAME: usize = 32;

/// The tokens of a new or renewed session.
#[derive(Debug)]
pub struct SignedIn {
    /// Body of the response.
    pub token: TokenOut,
    /// Value of the cookie.
    pub refresh: RefreshToken,
    /// Lifetime of the cookie, in seconds.
    pub refresh_seconds: i64,
}

/// Starts a session for the user with this name, role and password.
///
/// # Errors
/// [`ErrorCode::WrongCredentials`] for a wrong name, role or password; [`ErrorCode::LockedOut`]
/// during a delay.
pub async fn login(app: &App, input: LoginIn, address: &str) -> Result<SignedIn, AppError> {
    input
        .validate()
        .map_err(|errors| FieldErrors::from_validator(&errors))?;
    let LoginIn {
        role,
        username,
        password,
    } = input;
    // Reject strings that cannot be a user name before counting the failure; PostgreSQL refuses NUL.
    let username = text::line("用户名", MAX_USERNAME, &username)
        .map_err(|error| FieldErrors::one("/username", error.to_string()))?;
    let username = username.as_str();
    let now = app.now();
    let subjects = lockout::subjects(username, address);
    lockout::count_attempt(app, &subjects, now).await?;

    let user = users::by_username(&app.store, username).await?;
    let hash = user.as_ref().map(|user| user.password_hash.clone());
    let right = app.hasher.verify(password, hash).await?;
    let user = user.filter(|user| right && user.role == role && !user.disabled);
    let Some(user) = user else {
        tracing::info!("Refused a sign-in");
        return Err(AppError::refused(ErrorCode::WrongCredentials));
    };

    let refresh = RefreshToken::draw(app.random.as_ref());
    let tx = app.store.begin().await?;
    lockout::forgive(&tx, &subjects).await?;
    let expires = now + app.settings.session;
    let id = sessions::begin(&tx, user.id, &refresh.hash(), now, expires).await?;
    tx.commit().await?;
    tracing::info!(user.id = user.id.0, session.id = id.0, "Signed in");
    signed_in(app, id, refresh).await
}

/// Issues the tokens of a session.
pub(super) async fn signed_in(
    app: &App,
    id: SessionId,
    refresh: RefreshToken,
) -> Result<SignedIn, AppError> {
    let session = session(app, id).await?;
    let lifetime = app.settings.access_token;
    Ok(SignedIn {
        token: TokenOut {
            access_token: app.signer.sign(id, app.now(), lifetime)?,
            token_type: "Bearer".into(),
            expires_in: u64::try_from(lifetime.whole_seconds()).unwrap_or_default(),
            user: session.user(app).await?,
        },
        refresh,
        refresh_seconds: app.settings.session.whole_seconds(),
    })
}
