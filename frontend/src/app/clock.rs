//! Times as users read them: in China, to the minute.

use nmrs_domain::calendar::{CHINA, day_in_china};
use time::{Date, OffsetDateTime};

/// `2026-11-20 09:12`
// By hand: the formatter of `time` is larger than this module.
pub fn minute(at: OffsetDateTime) -> String {
    let at = at.to_offset(CHINA);
    format!("{} {:02}:{:02}", day(at.date()), at.hour(), at.minute())
}

/// `2026-11-20 09:12:59`
pub fn second(at: OffsetDateTime) -> String {
    format!("{}:{:02}", minute(at), at.second())
}

/// `2026-11-20`
pub fn day(date: Date) -> String {
    let (year, month, day) = date.to_calendar_date();
    format!("{year:04}-{:02}-{day:02}", u8::from(month))
}

/// Day in China, as `2026-11-20`.
pub fn day_of(at: OffsetDateTime) -> String {
    day(day_in_china(at))
}

pub fn now() -> OffsetDateTime {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "milliseconds since 1970 are far below 2^53"
    )]
    let ms = js_sys::Date::now() as i64;
    OffsetDateTime::from_unix_timestamp_nanos(i128::from(ms) * 1_000_000)
        .unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

pub fn today() -> Date {
    day_in_china(now())
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn times_are_shown_in_china_standard_time() {
        assert_eq!(
            minute(datetime!(2026-11-20 01:12:59 UTC)),
            "2026-11-20 09:12"
        );
        assert_eq!(
            second(datetime!(2026-11-20 01:12:09 UTC)),
            "2026-11-20 09:12:09"
        );
        assert_eq!(minute(datetime!(2026-11-19 16:05 UTC)), "2026-11-20 00:05");
        assert_eq!(day_of(datetime!(2026-11-19 16:05 UTC)), "2026-11-20");
    }
}
