//! Calendar of working days, and the review limit.

use nmrs_domain::wire::{
    CalendarDaysIn, CalendarDaysOut, CalendarOut, ReviewLimitIn, ReviewLimitOut,
};

use super::client::{Api, ApiResult};

/// Days of a year that are marked as holiday or working day.
pub async fn year(api: Api, year: i32) -> ApiResult<CalendarOut> {
    api.get(&format!("/calendar?year={year}")).await
}

/// Marks days, all of them or none.
pub async fn set_days(api: Api, input: &CalendarDaysIn) -> ApiResult<CalendarDaysOut> {
    api.post("/calendar/days", input).await
}

/// Review limit in working days.
pub async fn limit(api: Api) -> ApiResult<ReviewLimitOut> {
    api.get("/settings/review-limit").await
}

pub async fn set_limit(api: Api, working_days: i64) -> ApiResult<ReviewLimitOut> {
    let input = ReviewLimitIn { working_days };
    api.put("/settings/review-limit", &input).await
}
