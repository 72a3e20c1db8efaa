//! Fills a small register in which every case occurs.
//!
//! Every step is executed by the use cases at a moment in the past, in chronological order, so that
//! logs, counts and identifiers are consistent.

mod accounts;
mod runner;
mod scenarios;
mod schedule;
mod users;

use nmrs_app::{App, AppError};
use nmrs_store::{Store, messages};
use time::Duration;

use accounts::ACCOUNTS;
use runner::Runner;
use users::Users;

/// Outcome of [`seed`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    /// The demo data was created.
    Created {
        /// Number of users.
        users: usize,
        /// Number of accounts.
        accounts: usize,
    },
    /// The register had users; nothing was changed.
    AlreadyThere,
}

/// Age of units and users: older than the first account.
const USERS_AGE: Duration = Duration::days(2500);

/// Age after which messages are marked as read.
const READ_AFTER: Duration = Duration::days(7);

/// Fills an empty register with demo data. A register with users is not changed.
///
/// # Errors
/// Database errors.
pub async fn seed(store: &Store, app: &App) -> Result<Seeded, AppError> {
    if nmrs_store::users::any(store).await? {
        return Ok(Seeded::AlreadyThere);
    }
    let now = app.now();
    let users = Users::create(store, now - USERS_AGE).await?;
    let mut runner = Runner::new(store, app, &users);
    for step in schedule::schedule(&ACCOUNTS, now) {
        runner.run(step).await?;
    }
    let tx = store.begin().await?;
    messages::mark_all_read_before(&tx, now - READ_AFTER, now).await?;
    tx.commit().await?;
    tracing::info!(
        demo.users = users.len(),
        demo.accounts = ACCOUNTS.len(),
        "The demo data is there"
    );
    Ok(Seeded::Created {
        users: users.len(),
        accounts: ACCOUNTS.len(),
    })
}

#[cfg(test)]
mod tests;
