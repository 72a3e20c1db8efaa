//! A small register in which everything occurs (DESIGN section 11).
//!
//! Every account comes about through the use cases, each at its own moment in the past and all in
//! the order of time: log, counts and identifiers are those of a register that grew by itself.

mod accounts;
mod runner;
mod scenarios;
mod users;

use std::sync::Arc;

use nmrs_app::{App, AppError, Clock};
use nmrs_store::{Store, messages};
use time::{Duration, OffsetDateTime};

use accounts::ACCOUNTS;
use runner::Play;
use users::Cast;

/// What became of the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seeded {
    /// The demo data is there now.
    Created {
        /// Users.
        users: usize,
        /// Accounts.
        accounts: usize,
    },
    /// There were users already; nothing was changed.
    AlreadyThere,
}

/// How long before the first account units and users were added.
const BEFORE: Duration = Duration::days(2500);

/// What was told longer ago than this has been read.
const UNREAD: Duration = Duration::days(7);

/// Fills an empty register with demo data; one that has users is left as it is.
///
/// # Errors
/// When the register already has some of it, and database errors.
pub async fn seed(store: &Store, app: &App) -> Result<Seeded, AppError> {
    if nmrs_store::users::any(store).await? {
        return Ok(Seeded::AlreadyThere);
    }
    let now = app.now();
    let cast = Cast::enlist(store, now - BEFORE).await?;
    let mut play = Play::new(store, app, &cast);
    for act in scenarios::schedule(&ACCOUNTS, now) {
        play.act(act).await?;
    }
    let tx = store.begin().await?;
    messages::mark_old_read(&tx, now - UNREAD, now).await?;
    tx.commit().await?;
    tracing::info!(
        demo.users = cast.users(),
        demo.accounts = ACCOUNTS.len(),
        "The demo data is there"
    );
    Ok(Seeded::Created {
        users: cast.users(),
        accounts: ACCOUNTS.len(),
    })
}

/// A clock that stands still.
#[derive(Debug)]
struct At(OffsetDateTime);

impl Clock for At {
    fn now(&self) -> OffsetDateTime {
        self.0
    }
}

fn at(app: &App, moment: OffsetDateTime) -> App {
    app.at(Arc::new(At(moment)))
}

#[cfg(test)]
mod tests;
