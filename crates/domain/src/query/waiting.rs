//! Filters by waiting time.

use time::OffsetDateTime;

use super::parse::{number, switch};
use crate::error::FieldErrors;

/// Maximum of the filter by waiting time, in working days.
pub const MAX_WAITING: u32 = 1000;

/// Filters by the time that an application has waited for a decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingFilter {
    /// Minimum waiting time in working days.
    pub min: Option<u32>,
    /// True for applications that have waited longer than the review limit.
    pub overdue: bool,
    /// Moment before which the wait began, from `min` and `overdue` by the calendar of working
    /// days; set by the use case, which has the calendar.
    pub begun_before: Option<OffsetDateTime>,
}

impl WaitingFilter {
    /// Returns true if there is a filter by waiting time.
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
