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
