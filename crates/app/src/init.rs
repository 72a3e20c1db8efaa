//! Setting up a register for production with one user, the central office.

use nmrs_domain::error::FieldErrors;
use nmrs_domain::values::password;
use nmrs_store::users::{self, Owner};

use crate::{App, AppError};

/// Characters of a generated password, without similar ones such as l and 1.
const ALPHABET: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
/// Length of a generated password, in characters.
const LENGTH: usize = 16;

/// Outcome of [`init`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Initialised {
    /// The central user was created.
    Created,
    /// The register had users; nothing was changed.
    AlreadyThere,
}

/// Creates the user of the central office if the register has no users.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::ValidationFailed`] if the password breaks the rules.
pub async fn init(app: &App, password: &str) -> Result<Initialised, AppError> {
    password::check(password, "")
        .map_err(|error| FieldErrors::one("/password", error.to_string()))?;
    let hash = app.hasher.hash(password.to_owned()).await?;
    let tree = app.org_tree(0).await?;
    let central = tree
        .central()
        .ok_or_else(|| AppError::Internal("no central office".into()))?;
    let tx = app.store.begin().await?;
    if users::any(&tx).await? {
        return Ok(Initialised::AlreadyThere);
    }
    users::insert(
        &tx,
        &central.code,
        Owner::OrgUnit(central.id),
        &hash,
        app.now(),
    )
    .await?;
    tx.commit().await?;
    Ok(Initialised::Created)
}

/// Generates a password with three classes of characters and about 92 bits of randomness.
pub fn generate_password(app: &App) -> String {
    loop {
        let mut bytes = [0u8; LENGTH * 4];
        app.random.fill(&mut bytes);
        // Larger bytes would make the first characters likelier.
        let limit = 256 / ALPHABET.len() * ALPHABET.len();
        let drawn: String = bytes
            .iter()
            .map(|&byte| usize::from(byte))
            .filter(|&byte| byte < limit)
            .take(LENGTH)
            .map(|byte| char::from(ALPHABET[byte % ALPHABET.len()]))
            .collect();
        if password::check(&drawn, "").is_ok() {
            return drawn;
        }
    }
}
