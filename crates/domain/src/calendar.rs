//! Days as civil servants count them: in China Standard Time.

use time::{Date, OffsetDateTime, UtcOffset, macros::offset};

/// UTC+8, without daylight saving.
pub const CHINA: UtcOffset = offset!(+8);

/// The day in China at a moment.
pub fn day_in_china(at: OffsetDateTime) -> Date {
    at.to_offset(CHINA).date()
}

/// The moment at which a day begins in China.
pub fn start_of_day(day: Date) -> OffsetDateTime {
    day.midnight().assume_offset(CHINA)
}

/// Whole days that something has waited: 0 on the day itself.
pub fn days_waiting(since: OffsetDateTime, now: OffsetDateTime) -> i64 {
    (day_in_china(now) - day_in_china(since))
        .whole_days()
        .max(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::{date, datetime};

    #[test]
    fn a_day_begins_at_midnight_in_china() {
        assert_eq!(
            day_in_china(datetime!(2026-11-23 16:00 UTC)),
            date!(2026 - 11 - 24)
        );
        assert_eq!(
            start_of_day(date!(2026 - 11 - 24)),
            datetime!(2026-11-23 16:00 UTC)
        );
    }

    #[test]
    fn waiting_is_counted_in_days_not_in_hours() {
        let since = datetime!(2026-11-23 15:59 UTC);
        assert_eq!(days_waiting(since, datetime!(2026-11-23 15:59:59 UTC)), 0);
        assert_eq!(days_waiting(since, datetime!(2026-11-23 16:00 UTC)), 1);
        assert_eq!(days_waiting(since, datetime!(2026-11-01 0:00 UTC)), 0);
    }
}
