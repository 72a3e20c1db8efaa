//! Working days: the calendar that the central office keeps, and what is counted by it.

mod calendar;
mod filters;
mod many_days;

use nmrs_domain::calendar::{day_in_china, format_day};
use nmrs_tests::{Api, TestDb};
use serde_json::{Value, json};
use time::{Date, Duration, OffsetDateTime};

/// Today in China.
pub(crate) fn today() -> Date {
    day_in_china(OffsetDateTime::now_utc())
}

/// Says what the day so many days ago is.
pub(crate) async fn mark(central: &Api, days_ago: i64, kind: &str) {
    let day = format_day(today() - Duration::days(days_ago));
    let body = json!({"kind": kind, "note": "测试"});
    central
        .put(&format!("/calendar/days/{day}"), body)
        .await
        .expect(200);
}

/// Makes every day from so many days ago until today a working day: what is counted does not depend
/// on the day on which the test runs.
pub(crate) async fn work_through(central: &Api, days: i64) {
    for ago in 0..=days {
        mark(central, ago, "work").await;
    }
}

/// Has an account wait since so many days ago.
pub(crate) async fn db_wait(db: &TestDb, account: &Value, days_ago: i64) {
    let since = OffsetDateTime::now_utc() - Duration::days(days_ago);
    let ms = since.unix_timestamp_nanos() / 1_000_000;
    let sql = format!("UPDATE accounts SET step_since = {ms} WHERE id = {account}");
    db.db_run(&sql).await;
}
