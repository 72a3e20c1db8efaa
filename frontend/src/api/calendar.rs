//! The calendar of working days, and how many of them a decision may take.

use nmrs_domain::wire::{
    CalendarDayIn, CalendarDayOut, CalendarOut, ReviewLimitIn, ReviewLimitOut,
};
use reqwasm::http::Method;

use super::{Api, ApiResult};

/// The days of a year that are not what their weekdays say.
pub async fn year(api: Api, year: i32) -> ApiResult<CalendarOut> {
    api.get(&format!("/calendar?year={year}")).await
}

/// Says what a day is.
pub async fn put_day(api: Api, day: &str, input: &CalendarDayIn) -> ApiResult<CalendarDayOut> {
    api.put(&format!("/calendar/days/{day}"), input).await
}

/// Leaves a day to its weekday.
pub async fn remove_day(api: Api, day: &str) -> ApiResult<()> {
    let path = format!("/calendar/days/{day}");
    api.send(Method::DELETE, &path, None).await
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
