use std::sync::Arc;

use nmrs_domain::calendar::day_in_china;
use nmrs_domain::query::WaitingFilter;
use nmrs_store::calendar::Calendar;
use time::OffsetDateTime;

/// Waiting times as of one moment, in working days.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    calendar: Arc<Calendar>,
    now: OffsetDateTime,
    /// Computed once: every row of a list is compared with it.
    overdue_before: OffsetDateTime,
}

impl Waiting {
    pub(crate) fn new(calendar: Arc<Calendar>, now: OffsetDateTime) -> Self {
        let overdue_before = calendar.days.begun_before(calendar.limit + 1, now);
        Self {
            calendar,
            now,
            overdue_before,
        }
    }

    /// Returns the number of working days since a moment.
    pub(crate) fn days(&self, since: OffsetDateTime) -> i64 {
        self.calendar.days.waited(since, self.now)
    }

    pub(crate) fn is_overdue(&self, since: OffsetDateTime) -> bool {
        since < self.overdue_before
    }

    /// Returns the moment before which a waiting decision is overdue.
    pub(crate) const fn overdue_before(&self) -> OffsetDateTime {
        self.overdue_before
    }

    /// Returns the time limit of a decision, in working days.
    pub(crate) fn limit(&self) -> u32 {
        self.calendar.limit
    }

    pub(crate) const fn now(&self) -> OffsetDateTime {
        self.now
    }

    pub(crate) fn is_working_day(&self) -> bool {
        self.calendar.days.is_working(day_in_china(self.now))
    }

    /// Converts the conditions of a filter (days, overdue) into the moment that queries compare with.
    pub(crate) fn resolve(&self, filter: WaitingFilter) -> WaitingFilter {
        let by_days = filter
            .min
            .map(|days| self.calendar.days.begun_before(days, self.now));
        let by_limit = filter.overdue.then_some(self.overdue_before);
        WaitingFilter {
            begun_before: by_days.into_iter().chain(by_limit).min(),
            ..filter
        }
    }
}
