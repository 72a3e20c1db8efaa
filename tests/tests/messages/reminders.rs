//! Offices get one reminder per working day, however many servers run.

use std::process::Command;
use std::time::{Duration, Instant};

use nmrs_tests::data::accounts::add_account;
use nmrs_tests::{ApiClient, Server, TestApp, TestDb, on_both_databases, program};
use serde_json::Value;

use super::{count_unread, get_messages};
use crate::waiting_time::{set_day, set_waiting_days, set_working_days};

on_both_databases!(
    several_servers_remind_an_office_once,
    a_reminder_counts_overdue_reviews_and_lists_the_oldest,
    the_reminder_of_the_next_day_replaces_the_previous_one,
    no_reminder_is_sent_on_a_day_off_or_within_the_limit,
    a_job_of_a_killed_server_is_taken_over,
);

/// Runs `nmrs remind` and returns its output.
fn remind(db: &TestDb) -> String {
    let output = Command::new(program())
        .arg("remind")
        .env("NMRS_DATABASE_URL", db.url())
        .env("NMRS_SECRET_FILE", db.file("secret"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Adds an account for each number of days that it has waited for 110108.
async fn prepare_waiting(app: &TestApp, days: &[i64]) -> [ApiClient; 2] {
    let [unit, district, central] = app.sign_in_all(["110108M044", "110108", "GB0000"]).await;
    set_working_days(&central, 20).await;
    for (n, ago) in (1..).zip(days) {
        let id = add_account(&unit, &format!("账号{n}"), n).await["id"].clone();
        set_waiting_days(&app.db, &id, *ago).await;
    }
    [district, central]
}

async fn several_servers_remind_an_office_once(app: TestApp) {
    let [district, _] = prepare_waiting(&app, &[9, 8]).await;
    let [other, city] = app.sign_in_all(["110105M001", "110105"]).await;
    let id = add_account(&other, "朝阳", 9).await["id"].clone();
    set_waiting_days(&app.db, &id, 10).await;
    // The server has run the job at its start, when nothing was overdue.
    app.db.execute("UPDATE job_runs SET last_run = 0").await;
    let servers: Vec<Server> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| Server::start(&app.db)))
            .collect();
        let commands = scope.spawn(|| remind(&app.db));
        commands.join().unwrap();
        starts.into_iter().map(|s| s.join().unwrap()).collect()
    });
    let began = Instant::now();
    while count_unread(&district).await == 0 || count_unread(&city).await == 0 {
        assert!(
            began.elapsed() < Duration::from_mins(1),
            "nobody was reminded"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    remind(&app.db);
    for office in [&district, &city] {
        assert_eq!(get_messages(office, "").await.len(), 1);
    }
    let all = "messages WHERE kind = 'overdue'";
    assert_eq!(app.db.count(all).await, 2);
    drop(servers);
}

async fn a_reminder_counts_overdue_reviews_and_lists_the_oldest(app: TestApp) {
    let [district, _] = prepare_waiting(&app, &[7, 12, 6, 0, 8, 5, 9, 10, 11]).await;
    assert_eq!(remind(&app.db), "Reminded 1 offices.\n");
    let reminder = &get_messages(&district, "").await[0];
    assert_eq!(reminder["kind"], "overdue");
    let (title, text) = (&reminder["title"], reminder["text"].as_str().unwrap());
    assert!(title.as_str().unwrap().contains("7 项"), "{title}");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 6, "{text}");
    for (line, days) in lines.iter().zip([12, 11, 10, 9, 8]) {
        assert!(line.contains(&format!(" {days} 个工作日")), "{line}");
    }
    assert!(lines[0].contains("账号2") && lines[0].contains("添加"));
    assert!(lines[5].contains("2 项"), "{text}");
    assert_eq!(remind(&app.db), "Reminded 0 offices.\n");
}

async fn the_reminder_of_the_next_day_replaces_the_previous_one(app: TestApp) {
    let [district, _] = prepare_waiting(&app, &[9]).await;
    remind(&app.db);
    // Turns the reminder into that of the previous day.
    app.db
        .execute("UPDATE messages SET dedupe_key = dedupe_key || '-before'")
        .await;
    assert_eq!(remind(&app.db), "Reminded 1 offices.\n");
    let reminders = get_messages(&district, "").await;
    assert_eq!(reminders.len(), 2);
    let is_read = |message: &Value| message["read_at"].is_string();
    assert!(!is_read(&reminders[0]) && is_read(&reminders[1]));
    assert_eq!(count_unread(&district).await, 1);
}

async fn no_reminder_is_sent_on_a_day_off_or_within_the_limit(app: TestApp) {
    let [district, central] = prepare_waiting(&app, &[5, 4, 0]).await;
    assert_eq!(remind(&app.db), "Reminded 0 offices.\n");
    let limit = serde_json::json!({"working_days": 3});
    central
        .put("/settings/review-limit", limit)
        .await
        .expect(200);
    set_day(&central, 0, "off").await;
    assert!(remind(&app.db).contains("Nobody works today"));
    assert!(get_messages(&district, "").await.is_empty());
    set_day(&central, 0, "work").await;
    assert_eq!(remind(&app.db), "Reminded 1 offices.\n");
    assert_eq!(get_messages(&district, "").await.len(), 1);
}

async fn a_job_of_a_killed_server_is_taken_over(app: TestApp) {
    let [district, _] = prepare_waiting(&app, &[9]).await;
    let hold = |until: &str| {
        format!("UPDATE job_runs SET holder = 'killed', held_until = {until}, last_run = 0")
    };
    // The lock expires in 2100; then it has expired, as two minutes after a kill.
    app.db.execute(&hold("4102444800000")).await;
    assert!(remind(&app.db).contains("at this moment"));
    assert!(get_messages(&district, "").await.is_empty());
    app.db.execute(&hold("1")).await;
    assert_eq!(remind(&app.db), "Reminded 1 offices.\n");
    assert_eq!(get_messages(&district, "").await.len(), 1);
}
