use serde::{Deserialize, Serialize};

use super::null_as_default;
use crate::calendar::DayKind;

/// What the central office says about a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarDayIn {
    /// `off` (a holiday) or `work` (a weekend that makes up for one).
    pub kind: DayKind,
    /// Which holiday, at most 30 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "国庆节"))]
    pub note: String,
}

/// A day that is not what its weekday says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarDayOut {
    /// The day in China, `2026-10-01`.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-01"))]
    pub day: String,
    /// What it is.
    pub kind: DayKind,
    /// Which holiday; may be empty.
    pub note: String,
}

/// What a day becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum DayChange {
    /// A holiday.
    Off,
    /// A weekend that makes up for one.
    Work,
    /// What its weekday says: it is listed no more.
    Weekday,
}

/// Days that follow each other and become the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarSpanIn {
    /// The first day in China.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-01"))]
    pub from: String,
    /// The last, at most 31 days in all; the first alone if it is empty.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-07"))]
    pub to: String,
    /// What they become.
    pub kind: DayChange,
    /// Which holiday, at most 30 characters; may be empty.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "国庆节"))]
    pub note: String,
}

/// What the central office says about many days at once, such as those of a year's notice.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CalendarDaysIn {
    /// The days, at most 100 in all, each once.
    pub spans: Vec<CalendarSpanIn>,
    /// Whether days about which something else is said already are set all the same; otherwise
    /// nothing is set if there is one.
    #[serde(default, deserialize_with = "null_as_default")]
    pub replace: bool,
}

/// What became of many days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarDaysOut {
    /// How many days are not what they were before.
    pub changed: u32,
    /// The days of the call that are listed now, in order.
    pub days: Vec<CalendarDayOut>,
}

/// The calendar of a year: weekends are off, and `days` say otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CalendarOut {
    /// The year.
    pub year: i32,
    /// Its holidays and made-up weekends, in order.
    pub days: Vec<CalendarDayOut>,
}

/// How many working days a decision may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ReviewLimitIn {
    /// Working days, 1 to 60.
    #[cfg_attr(feature = "openapi", schema(example = 5))]
    pub working_days: i64,
}

/// How many working days a decision may take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReviewLimitOut {
    /// Working days; what has waited longer is overdue.
    pub working_days: u32,
}
