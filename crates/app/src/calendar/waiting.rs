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

impl CalendarCache {
    fn get(&self) -> Option<Arc<Calendar>> {
        self.0
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set(&self, calendar: &Arc<Calendar>) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(calendar));
    }
}

/// How long things have waited by now.
#[derive(Debug, Clone)]
pub(crate) struct Waiting {
    calendar: Arc<Calendar>,
    now: OffsetDateTime,
    /// What has waited since before this moment is overdue: asked of every row of a list.
    overdue_before: OffsetDateTime,
}

impl App {
    /// How long things have waited by now, by a calendar at least as new as `version`.
    pub(crate) async fn waiting(&self, version: i64) -> Result<Waiting, AppError> {
        let calendar = self.calendar_of(version).await?;
        let now = self.now();
        let overdue_before = calendar.days.begun_before(calendar.limit + 1, now);
        Ok(Waiting {
            calendar,
            now,
            overdue_before,
        })
    }

    async fn calendar_of(&self, version: i64) -> Result<Arc<Calendar>, AppError> {
        let known = self.calendar.get();
        if let Some(calendar) = known.filter(|calendar| calendar.version >= version) {
            return Ok(calendar);
        }
        let calendar = Arc::new(calendar::read(&self.store).await?);
        self.calendar.set(&calendar);
        Ok(calendar)
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
        since < self.overdue_before
    }

    /// What has waited since before this moment is overdue.
    pub(crate) const fn overdue_before(&self) -> OffsetDateTime {
        self.overdue_before
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
        let by_limit = filter.overdue.then_some(self.overdue_before);
        WaitingFilter {
            begun_before: by_days.into_iter().chain(by_limit).min(),
            ..filter
        }
    }
}
