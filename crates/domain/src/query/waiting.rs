//! How long something has waited.

use time::OffsetDateTime;

use super::parse::{number, switch};
use crate::error::FieldErrors;

/// The longest wait that can be asked for, in working days.
pub const MAX_WAITING: u32 = 1000;

/// How long something must have waited for a decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingFilter {
    /// At least so many working days.
    pub min: Option<u32>,
    /// Beyond the limit.
    pub overdue: bool,
    /// What both come to by the calendar: it must have waited since before this moment. Not read
    /// from the query; whoever has the calendar sets it.
    pub begun_before: Option<OffsetDateTime>,
}

impl WaitingFilter {
    /// Whether it asks for anything.
    pub const fn is_set(&self) -> bool {
        self.min.is_some() || self.overdue
    }

    pub(super) fn parse(errors: &mut FieldErrors, min: &str, overdue: &str) -> Self {
        Self {
            min: number(MAX_WAITING)(errors, "/waiting_min", min),
            overdue: switch(errors, "/overdue", overdue).is_some(),
            begun_before: None,
        }
    }
}
