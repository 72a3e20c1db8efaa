//! A register of any size, for measurements (DESIGN section 12): `nmrs demo --accounts N`.

mod distribution;
mod history;
mod log;
mod names;
mod timeline;
mod units;

use std::sync::Arc;
use std::time::Instant;

use nmrs_app::auth::Hasher;
use nmrs_app::{AppError, SeededRandom};
pub use nmrs_store::bulk::FillError;
use nmrs_store::bulk::Filler;
use nmrs_store::{Store, StoreError, org_units};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use time::OffsetDateTime;

use crate::PASSWORD;
use distribution::Shape;
use history::Teller;
use units::Units;

/// Accounts between two lines of progress.
const PROGRESS: u64 = 100_000;

/// What to fill an empty register with.
#[derive(Debug, Clone, Copy)]
pub struct Fill {
    /// Accounts.
    pub accounts: u64,
    /// The same seed and moment give the same register.
    pub seed: u64,
    /// The moment up to which things have happened.
    pub now: OffsetDateTime,
}

/// What a register was filled with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Reporting units.
    pub units: u64,
    /// Accounts.
    pub accounts: u64,
    /// Lines of their logs.
    pub events: u64,
}

/// Fills an empty register with units, users, accounts, applications, decisions and logs. All of it
/// or, when interrupted, nothing.
///
/// Every office and every unit has a user with the demo password.
///
/// # Errors
/// [`FillError::NotEmpty`] when there are units or accounts; [`FillError::Code`] when there are
/// more units than codes; database errors.
pub async fn fill(store: &Store, fill: Fill) -> Result<Filled, FillError> {
    let Fill {
        accounts,
        seed,
        now,
    } = fill;
    let started = Instant::now();
    let mut rng = StdRng::seed_from_u64(seed);
    let tree = org_units::tree(store).await?;
    let password_hash = hash(seed).await?;
    let first_moment = now - distribution::SPAN;
    let mut filler = Filler::begin(store, &password_hash, first_moment).await?;
    let units = Units::fill(&mut filler, &tree, accounts, first_moment, &mut rng).await?;
    tracing::info!(fill.units = units.len(), "reporting units are in");

    let shapes = Shape::draw(accounts, now, &mut rng);
    let mut teller = Teller::new(&tree, now);
    let mut done = 0;
    for shape in shapes {
        let unit = units.draw(&mut rng);
        let account = teller.account(&mut filler, unit, shape, &mut rng)?;
        filler.account(&unit.row, account).await?;
        done += 1;
        if done % PROGRESS == 0 {
            tracing::info!(
                fill.accounts = done,
                fill.of = accounts,
                fill.seconds = started.elapsed().as_secs(),
                "filling"
            );
        }
    }
    let result = Filled {
        units: units.len(),
        accounts: done,
        events: teller.events(),
    };
    filler.finish(store).await?;
    tracing::info!(
        fill.units = result.units,
        fill.accounts = result.accounts,
        fill.events = result.events,
        fill.seconds = started.elapsed().as_secs(),
        "the register is filled"
    );
    Ok(result)
}

/// The demo password's hash, salted from the seed: repeatable, and no secret anyway.
async fn hash(seed: u64) -> Result<String, FillError> {
    let hasher = Hasher::new(Arc::new(SeededRandom::new(seed)));
    hasher
        .hash(PASSWORD.to_owned())
        .await
        .map_err(|error| match error {
            AppError::Store(error) => error.into(),
            other => StoreError::Corrupt(other.to_string()).into(),
        })
}

#[cfg(test)]
mod tests;
