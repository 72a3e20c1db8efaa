//! Demo data: a small register to try things in, and one of any size for measurements.

mod fill;
mod links;
mod people;
#[cfg(test)]
mod recount;
mod seed;

pub use fill::{BulkLoadError, Fill, Filled, fill};
pub use seed::{Seeded, seed};

/// The password of every demo user.
pub const PASSWORD: &str = "Nmrs-demo-2026";
