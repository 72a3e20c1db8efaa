//! The calendar of working days, and how many of them a decision may take.

use nmrs_domain::wire::{
    CalendarDaysIn, CalendarDaysOut, CalendarOut, ReviewLimitIn, ReviewLimitOut,
};

use super::client::{Api, ApiResult};

/// The days of a year that are not what their weekdays say.
pub async fn year(api: Api, year: i32) -> ApiResult<CalendarOut> {
    api.get(&format!("/calendar?year={year}")).await
}

/// Says what days are, all of them or none.
pub async fn set_days(api: Api, input: &CalendarDaysIn) -> ApiResult<CalendarDaysOut> {
    api.post("/calendar/days", input).await
}

/// How many working days a decision may take.
pub async fn limit(api: Api) -> ApiResult<ReviewLimitOut> {
    api.get("/settings/review-limit").await
}

/// Sets it.
pub async fn set_limit(api: Api, working_days: i64) -> ApiResult<ReviewLimitOut> {
    let input = ReviewLimitIn { working_days };
    api.put("/settings/review-limit", &input).await
}
