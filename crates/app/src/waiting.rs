//! How long things wait at a moment, by the calendar of working days, which is kept in memory and
//! renewed when its version in the database grows.

use std::sync::{Arc, PoisonError, RwLock};

use nmrs_domain::query::WaitingFilter;
use nmrs_store::calendar::{self, Calendar};
use time::OffsetDateTime;

use crate::auth::Session;
use crate::{App, AppError};

/// The calendar as it was last read.
#[derive(Debug, Default)]
pub(crate) struct CalendarCache(RwLock<Option<Arc<Calendar>>>);

/// How long things have waited by now.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    calendar: Arc<Calendar>,
    now: OffsetDateTime,
}

impl App {
    /// How long things have waited by now, by a calendar at least as new as `version`.
    pub(crate) async fn waiting(&self, version: i64) -> Result<Waiting, AppError> {
        let known = self
            .calendar
            .0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
            .filter(|calendar| calendar.version >= version);
        let calendar = match known {
            Some(calendar) => calendar,
            None => {
                let read = Arc::new(calendar::read(&self.store).await?);
                let mut kept = self
                    .calendar
                    .0
                    .write()
                    .unwrap_or_else(PoisonError::into_inner);
                *kept = Some(Arc::clone(&read));
                read
            }
        };
        Ok(Waiting {
            calendar,
            now: self.now(),
        })
    }
}

impl Session {
    /// How long things have waited by now, by a calendar as new as this session knows.
    pub(crate) async fn waiting(&self, app: &App) -> Result<Waiting, AppError> {
        app.waiting(self.calendar_version).await
    }
}

impl Waiting {
    /// Working days since a moment.
    pub(crate) fn days(&self, since: OffsetDateTime) -> i64 {
        self.calendar.days.waited(since, self.now)
    }

    /// Whether that is beyond the limit.
    pub(crate) fn is_overdue(&self, since: OffsetDateTime) -> bool {
        since < self.overdue_before()
    }

    /// What has waited since before this moment is overdue.
    pub(crate) fn overdue_before(&self) -> OffsetDateTime {
        let Calendar { days, limit, .. } = &*self.calendar;
        days.begun_before(limit + 1, self.now)
    }

    /// The limit, in working days.
    pub(crate) fn limit(&self) -> u32 {
        self.calendar.limit
    }

    /// The present moment.
    pub(crate) const fn now(&self) -> OffsetDateTime {
        self.now
    }

    /// Whether today is worked on.
    pub(crate) fn works_today(&self) -> bool {
        let today = nmrs_domain::calendar::day_in_china(self.now);
        self.calendar.days.is_working(today)
    }

    /// A condition on waiting, as a moment.
    pub(crate) fn resolve(&self, filter: WaitingFilter) -> WaitingFilter {
        let by_days = filter
            .min
            .map(|days| self.calendar.days.begun_before(days, self.now));
        let by_limit = filter.overdue.then(|| self.overdue_before());
        WaitingFilter {
            begun_before: by_days.into_iter().chain(by_limit).min(),
            ..filter
        }
    }
}
