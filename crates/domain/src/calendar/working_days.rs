//! Working days: Monday to Friday, except holidays, plus the make-up working weekends (调休).

use std::collections::BTreeMap;
use std::ops::Bound;

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime, Weekday};

use super::{day_in_china, start_of_day};

/// Kind of a day that differs from the rule for its weekday.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum DayKind {
    /// 放假
    Off,
    /// 调休上班
    Work,
}

impl DayKind {
    /// Returns the Chinese label shown to users.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Off => "放假",
            Self::Work => "上班",
        }
    }
}

/// Calendar of working days: Monday to Friday, with exceptions by date.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct WorkingDays {
    exceptions: BTreeMap<Date, DayKind>,
}

impl FromIterator<(Date, DayKind)> for WorkingDays {
    fn from_iter<I: IntoIterator<Item = (Date, DayKind)>>(days: I) -> Self {
        Self {
            exceptions: days.into_iter().collect(),
        }
    }
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Counts the days from Monday to Friday, from Julian day 0 up to and including `day`.
fn weekdays_until(day: Date) -> i64 {
    let julian = i64::from(day.to_julian_day());
    // Julian day 0 was a Monday.
    julian.div_euclid(7) * 5 + (julian.rem_euclid(7) + 1).min(5)
}

impl WorkingDays {
    /// Returns true if `day` is a working day.
    pub fn is_working(&self, day: Date) -> bool {
        match self.exceptions.get(&day) {
            Some(kind) => *kind == DayKind::Work,
            None => !is_weekend(day),
        }
    }

    /// Returns the waiting time in working days: the number of working days after the date of
    /// `since`, up to and including the date of `now`. The result is 0 on the first day.
    pub fn waited(&self, since: OffsetDateTime, now: OffsetDateTime) -> i64 {
        let (begun, today) = (day_in_china(since), day_in_china(now));
        if today <= begun {
            return 0;
        }
        let exceptions: i64 = self
            .exceptions
            .range((Bound::Excluded(begun), Bound::Included(today)))
            .map(|(day, kind)| match (kind, is_weekend(*day)) {
                (DayKind::Off, false) => -1,
                (DayKind::Work, true) => 1,
                _ => 0,
            })
            .sum();
        weekdays_until(today) - weekdays_until(begun) + exceptions
    }

    /// Returns the upper bound (exclusive) of start times with a waiting time of at least `days`
    /// working days at `now`; for 0 days, the end of the date of `now`.
    pub fn begun_before(&self, days: u32, now: OffsetDateTime) -> OffsetDateTime {
        let mut day = day_in_china(now);
        if days == 0 {
            return start_of_day(day.next_day().unwrap_or(day));
        }
        let mut left = days;
        loop {
            if self.is_working(day) {
                left -= 1;
            }
            match day.previous_day() {
                Some(before) if left > 0 => day = before,
                _ => return start_of_day(day),
            }
        }
    }
}

wire_names!(DayKind);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::Duration;
    use time::macros::{date, datetime};

    /// A sample National Day: 7 days off and a make-up working Saturday.
    fn october() -> WorkingDays {
        (1..=7)
            .map(|day| {
                let day = Date::from_calendar_date(2026, time::Month::October, day).unwrap();
                (day, DayKind::Off)
            })
            .chain([(date!(2026 - 10 - 10), DayKind::Work)])
            .collect()
    }

    #[test]
    fn waiting_is_counted_in_days_not_in_hours() {
        let days = WorkingDays::default();
        // Monday, 1 minute before midnight in China.
        let since = datetime!(2026-11-23 15:59 UTC);
        assert_eq!(days.waited(since, datetime!(2026-11-23 15:59:59 UTC)), 0);
        assert_eq!(days.waited(since, datetime!(2026-11-23 16:00 UTC)), 1);
        assert_eq!(days.waited(since, datetime!(2026-11-01 0:00 UTC)), 0);
    }

    #[test]
    fn weekends_are_not_waited() {
        let days = WorkingDays::default();
        let friday = datetime!(2026-11-20 02:00 UTC);
        for (now, waited) in [
            (datetime!(2026-11-21 02:00 UTC), 0),
            (datetime!(2026-11-22 02:00 UTC), 0),
            (datetime!(2026-11-23 02:00 UTC), 1),
            (datetime!(2026-11-30 02:00 UTC), 6),
        ] {
            assert_eq!(days.waited(friday, now), waited, "{now}");
        }
    }

    #[test]
    fn holidays_are_not_waited_and_made_up_weekends_are() {
        let since = datetime!(2026-09-30 02:00 UTC);
        let now = datetime!(2026-10-12 02:00 UTC);
        assert_eq!(WorkingDays::default().waited(since, now), 8);
        // Working days: the 8th, 9th, 10th (a Saturday) and 12th.
        assert_eq!(october().waited(since, now), 4);
        assert_eq!(
            october().begun_before(4, now),
            start_of_day(date!(2026 - 10 - 08))
        );
        assert!(october().is_working(date!(2026 - 10 - 10)));
        assert!(!october().is_working(date!(2026 - 10 - 11)));
    }

    proptest! {
        /// `waited` and `begun_before` give the same result.
        #[test]
        fn what_begun_before_has_waited_so_long(
            marked in proptest::collection::vec((0_i64..120, any::<bool>()), 0..40),
            begun_hours in 0_i64..2_900,
            waited_hours in 0_i64..1_500,
            days in 1_u32..70,
        ) {
            let start = datetime!(2026-08-01 00:30 UTC);
            let calendar: WorkingDays = marked
                .into_iter()
                .map(|(day, off)| {
                    let kind = if off { DayKind::Off } else { DayKind::Work };
                    (day_in_china(start + Duration::days(day)), kind)
                })
                .collect();
            let since = start + Duration::hours(begun_hours);
            let now = since + Duration::hours(waited_hours);
            let waited = calendar.waited(since, now);
            prop_assert_eq!(waited >= i64::from(days), since < calendar.begun_before(days, now));
            // Count of single days, for comparison.
            let mut day = day_in_china(since);
            let mut counted = 0;
            while day < day_in_china(now) {
                day = day.next_day().unwrap();
                counted += i64::from(calendar.is_working(day));
            }
            prop_assert_eq!(waited, counted);
        }
    }
}
