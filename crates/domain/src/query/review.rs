//! Query of the review queue.

use super::parse::choice;
use super::{Paging, WaitingFilter, list_query};
use crate::error::FieldErrors;
use crate::status::ApplicationKind;

list_query! {
    /// The query string of `GET /reviews`.
    ReviewQuery {
        /// `add`, `modify`, `close` or `restore`.
        kind,
        /// Minimum waiting time in working days, 1 to 1000.
        waiting_min,
        /// `true`: only reviews that have waited longer than the review limit.
        overdue,
        /// `step_since` (default, longest waiting first) or `-step_since`.
        sort,
    }
}

/// Checked query of the review queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewFilter {
    /// Kind of the application.
    pub kind: Option<ApplicationKind>,
    /// Filters by waiting time.
    pub waiting: WaitingFilter,
    /// True for the shortest waiting time first.
    pub newest_first: bool,
    /// Page.
    pub paging: Paging,
}

impl ReviewQuery {
    /// Checks the query.
    ///
    /// # Errors
    /// All parameters that cannot be read.
    pub fn parse(&self) -> Result<ReviewFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let filter = ReviewFilter {
            kind: choice(e, "/kind", &self.kind, ApplicationKind::from_wire),
            waiting: WaitingFilter::parse(e, &self.waiting_min, &self.overdue),
            newest_first: choice(e, "/sort", &self.sort, |s| match s {
                "step_since" => Some(false),
                "-step_since" => Some(true),
                _ => None,
            })
            .unwrap_or(false),
            paging: Paging::parse(&self.page, &self.per_page, e),
        };
        errors.into_result().map(|()| filter)
    }
}
