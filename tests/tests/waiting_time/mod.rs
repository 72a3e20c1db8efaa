//! The calendar of working days, and the waiting times that it determines.

mod calendar;
mod calendar_bulk;
mod filters;

use nmrs_domain::calendar::{day_in_china, format_day};
use nmrs_tests::{ApiClient, TestDb};
use serde_json::{Value, json};
use time::{Date, Duration, OffsetDateTime};

/// Returns the current day in China.
pub(crate) fn today() -> Date {
    day_in_china(OffsetDateTime::now_utc())
}

/// Sets the kind of the day `days_ago` days before today.
pub(crate) async fn set_day(central: &ApiClient, days_ago: i64, kind: &str) {
    let day = format_day(today() - Duration::days(days_ago));
    let body = json!({"kind": kind, "note": "测试"});
    central
        .put(&format!("/calendar/days/{day}"), body)
        .await
        .expect(200);
}

/// Makes today and the `days` days before it working days, so that counts do not depend on the
/// weekday of the test run.
pub(crate) async fn set_working_days(central: &ApiClient, days: i64) {
    for ago in 0..=days {
        set_day(central, ago, "work").await;
    }
}

/// Sets the beginning of the waiting time of an account.
pub(crate) async fn set_waiting_days(db: &TestDb, account: &Value, days_ago: i64) {
    let since = OffsetDateTime::now_utc() - Duration::days(days_ago);
    let ms = since.unix_timestamp_nanos() / 1_000_000;
    let sql = format!("UPDATE accounts SET step_since = {ms} WHERE id = {account}");
    db.execute(&sql).await;
}
