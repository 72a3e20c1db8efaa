//! Demo data: a small register to try things in, and one of any size for measurements.

mod fill;

pub use fill::{Fill, FillError, Filled, fill};

/// The password of every demo user.
pub const PASSWORD: &str = "Nmrs-demo-2026";
