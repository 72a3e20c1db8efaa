//! Demo data: a small register to try things in, and one of any size for measurements.

mod fill;
#[cfg(test)]
mod invariants;
mod links;
mod people;
mod seed;

pub use fill::{Fill, FillError, Filled, fill};
pub use seed::{Seeded, seed};

/// The password of every demo user.
pub const PASSWORD: &str = "Nmrs-demo-2026";
