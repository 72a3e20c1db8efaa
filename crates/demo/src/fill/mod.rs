//! Fills a register of any size for benchmarks: `nmrs demo --accounts N`.

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
pub use nmrs_store::bulk::BulkLoadError;
use nmrs_store::bulk::BulkLoader;
use nmrs_store::{Store, StoreError, org_units};
use rand::SeedableRng as _;
use rand::rngs::StdRng;
use time::OffsetDateTime;

use crate::PASSWORD;
use distribution::Sample;
use history::AccountGenerator;
use units::Units;

/// Accounts between two log lines.
const LOG_INTERVAL: u64 = 100_000;

/// Options of [`fill`].
#[derive(Debug, Clone, Copy)]
pub struct Fill {
    /// Number of accounts.
    pub accounts: u64,
    /// Seed of the random generator: the same seed and moment give the same register.
    pub seed: u64,
    /// The moment of the last possible event.
    pub now: OffsetDateTime,
}

/// Content of a filled register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Filled {
    /// Number of reporting units.
    pub units: u64,
    /// Number of accounts.
    pub accounts: u64,
    /// Number of events.
    pub events: u64,
}

/// Fills an empty register with units, users, accounts, applications, decisions and logs, in one
/// transaction.
///
/// Every office and every unit has a user with the demo password.
///
/// # Errors
/// [`BulkLoadError::NotEmpty`] if there are units or accounts; [`BulkLoadError::Code`] if there are more
/// units than codes; database errors.
pub async fn fill(store: &Store, fill: Fill) -> Result<Filled, BulkLoadError> {
    let Fill {
        accounts,
        seed,
        now,
    } = fill;
    let started = Instant::now();
    let mut rng = StdRng::seed_from_u64(seed);
    let tree = org_units::tree(store).await?;
    let password_hash = hash_password(seed).await?;
    let start = now - distribution::SPAN;
    let mut loader = BulkLoader::begin(store, &password_hash, start).await?;
    let units = Units::fill(&mut loader, &tree, accounts, start, &mut rng).await?;
    tracing::info!(fill.units = units.len(), "reporting units are in");

    let samples = Sample::draw(accounts, now, &mut rng);
    let mut generator = AccountGenerator::new(&tree, now);
    let mut done = 0;
    for sample in samples {
        let unit = units.draw(&mut rng);
        let account = generator.account(&mut loader, unit, sample, &mut rng)?;
        loader.account(&unit.row, account).await?;
        done += 1;
        if done % LOG_INTERVAL == 0 {
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
        events: generator.events(),
    };
    loader.finish(store).await?;
    tracing::info!(
        fill.units = result.units,
        fill.accounts = result.accounts,
        fill.events = result.events,
        fill.seconds = started.elapsed().as_secs(),
        "the register is filled"
    );
    Ok(result)
}

/// Hashes the demo password with a salt from the seed, so that the register is repeatable.
async fn hash_password(seed: u64) -> Result<String, BulkLoadError> {
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
