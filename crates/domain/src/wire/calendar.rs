use serde::{Deserialize, Serialize};

use super::null_as_default;
use crate::calendar::DayKind;

/// Entry for a day of the working calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarDayIn {
    /// `off` (a holiday) or `work` (a working day on a weekend).
    pub kind: DayKind,
    /// Name of the holiday, at most 30 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "国庆节"))]
    pub note: String,
}

/// A day off on a weekday, or a working day on a weekend.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarDayOut {
    /// Day in China Standard Time, `2026-10-01`.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-01"))]
    pub day: String,
    /// Kind of the day.
    pub kind: DayKind,
    /// Name of the holiday; may be empty.
    pub note: String,
}

/// New entry of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayChange {
    /// A holiday.
    Off,
    /// A working day on a weekend, in exchange for a holiday.
    Work,
    /// The day follows its weekday; its entry is deleted.
    Weekday,
}

/// Consecutive days with the same entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarSpanIn {
    /// First day, in China Standard Time.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-01"))]
    pub from: String,
    /// Last day, inclusive, at most 31 days in all; `from` if empty.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-07"))]
    pub to: String,
    /// Kind of the days.
    pub kind: DayChange,
    /// Name of the holiday, at most 30 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "国庆节"))]
    pub note: String,
}

/// Entries for many days of the working calendar.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarDaysIn {
    /// Spans of days, at most 100 days in all, each day once.
    pub spans: Vec<CalendarSpanIn>,
    /// True to overwrite days that have a different entry; otherwise one such day refuses the call.
    #[serde(default, deserialize_with = "null_as_default")]
    pub replace: bool,
}

/// Result of setting many days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarDaysOut {
    /// Number of days whose entry changed.
    pub changed: u32,
    /// Listed days of the call, in order.
    pub days: Vec<CalendarDayOut>,
}

/// Working calendar of a year: Monday to Friday are working days, except for `days`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarOut {
    /// Year.
    pub year: i32,
    /// Days off on weekdays and working days on weekends, in order.
    pub days: Vec<CalendarDayOut>,
}

/// Review limit: working days that a decision may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewLimitIn {
    /// Working days, 1 to 60.
    #[cfg_attr(feature = "openapi", schema(example = 5))]
    pub working_days: i64,
}

/// Review limit: working days that a decision may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewLimitOut {
    /// Working days; an application that has waited longer is overdue.
    pub working_days: u32,
}
