//! Demo data: a small register with every kind of case, and registers of any size for benchmarks.

mod fill;
#[cfg(test)]
mod invariants;
mod links;
mod people;
mod seed;

pub use fill::{BulkLoadError, Fill, Filled, fill};
pub use seed::{Seeded, seed};

/// Password of every demo user.
pub const PASSWORD: &str = "Nmrs-demo-2026";
