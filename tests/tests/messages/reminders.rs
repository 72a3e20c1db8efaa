//! Offices are reminded once a working day, however many servers there are.

use std::process::Command;
use std::time::{Duration, Instant};

use nmrs_tests::register::declare;
use nmrs_tests::{Api, Server, TestDb, World, on_both_databases, program};
use serde_json::Value;

use super::{messages, unread};
use crate::waiting::{db_wait, mark, work_through};

on_both_databases!(
    several_servers_remind_an_office_once,
    a_reminder_counts_all_and_names_the_oldest,
    the_next_day_has_its_own_and_replaces_yesterdays,
    nobody_is_reminded_on_a_day_off_or_of_what_is_in_time,
    a_job_whose_holder_was_killed_is_taken_over,
);

/// Runs `nmrs remind` and answers what it says.
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

/// So many applications that have waited for Haidian for the given days.
async fn waiting(world: &World, days: &[i64]) -> [Api; 2] {
    let [unit, district, central] = world.sign_in_all(["110108M044", "110108", "GB0000"]).await;
    work_through(&central, 20).await;
    for (n, ago) in (1..).zip(days) {
        let id = declare(&unit, &format!("账号{n}"), n).await["id"].clone();
        db_wait(&world.db, &id, *ago).await;
    }
    [district, central]
}

async fn several_servers_remind_an_office_once(world: World) {
    let [district, _] = waiting(&world, &[9, 8]).await;
    let [other, city] = world.sign_in_all(["110105M001", "110105"]).await;
    let id = declare(&other, "朝阳", 9).await["id"].clone();
    db_wait(&world.db, &id, 10).await;
    // The server of the test has looked at the beginning, when nothing was late.
    world.db.db_run("UPDATE job_runs SET last_run = 0").await;
    let servers: Vec<Server> = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..3)
            .map(|_| scope.spawn(|| Server::start(&world.db)))
            .collect();
        let commands = scope.spawn(|| remind(&world.db));
        commands.join().unwrap();
        starts.into_iter().map(|s| s.join().unwrap()).collect()
    });
    let began = Instant::now();
    while unread(&district).await == 0 || unread(&city).await == 0 {
        assert!(
            began.elapsed() < Duration::from_mins(1),
            "nobody was reminded"
        );
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    remind(&world.db);
    for office in [&district, &city] {
        assert_eq!(messages(office, "").await.len(), 1);
    }
    let all = "SELECT COUNT(*) AS n FROM messages WHERE kind = 'overdue'";
    assert_eq!(world.db.db_number(all).await, 2);
    drop(servers);
}

async fn a_reminder_counts_all_and_names_the_oldest(world: World) {
    let [district, _] = waiting(&world, &[7, 12, 6, 0, 8, 5, 9, 10, 11]).await;
    assert_eq!(remind(&world.db), "Reminded 1 offices.\n");
    let told = &messages(&district, "").await[0];
    assert_eq!(told["kind"], "overdue");
    let (title, text) = (&told["title"], told["text"].as_str().unwrap());
    assert!(title.as_str().unwrap().contains("7 项"), "{title}");
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(lines.len(), 6, "{text}");
    for (line, days) in lines.iter().zip([12, 11, 10, 9, 8]) {
        assert!(line.contains(&format!(" {days} 个工作日")), "{line}");
    }
    assert!(lines[0].contains("账号2") && lines[0].contains("添加"));
    assert!(lines[5].contains("2 项"), "{text}");
    assert_eq!(remind(&world.db), "Reminded 0 offices.\n");
}

async fn the_next_day_has_its_own_and_replaces_yesterdays(world: World) {
    let [district, _] = waiting(&world, &[9]).await;
    remind(&world.db);
    // As it will be tomorrow: the reminder is of another day.
    world
        .db
        .db_run("UPDATE messages SET dedupe_key = dedupe_key || '-before'")
        .await;
    assert_eq!(remind(&world.db), "Reminded 1 offices.\n");
    let told = messages(&district, "").await;
    assert_eq!(told.len(), 2);
    let is_read = |message: &Value| message["read_at"].is_string();
    assert!(!is_read(&told[0]) && is_read(&told[1]));
    assert_eq!(unread(&district).await, 1);
}

async fn nobody_is_reminded_on_a_day_off_or_of_what_is_in_time(world: World) {
    let [district, central] = waiting(&world, &[5, 4, 0]).await;
    assert_eq!(remind(&world.db), "Reminded 0 offices.\n");
    let limit = serde_json::json!({"working_days": 3});
    central
        .put("/settings/review-limit", limit)
        .await
        .expect(200);
    mark(&central, 0, "off").await;
    assert!(remind(&world.db).contains("Nobody works today"));
    assert!(messages(&district, "").await.is_empty());
    mark(&central, 0, "work").await;
    assert_eq!(remind(&world.db), "Reminded 1 offices.\n");
    assert_eq!(messages(&district, "").await.len(), 1);
}

async fn a_job_whose_holder_was_killed_is_taken_over(world: World) {
    let [district, _] = waiting(&world, &[9]).await;
    let hold = |until: &str| {
        format!("UPDATE job_runs SET holder = 'killed', held_until = {until}, last_run = 0")
    };
    // In the year 2100; then in the past, as it is two minutes after a kill.
    world.db.db_run(&hold("4102444800000")).await;
    assert!(remind(&world.db).contains("at this moment"));
    assert!(messages(&district, "").await.is_empty());
    world.db.db_run(&hold("1")).await;
    assert_eq!(remind(&world.db), "Reminded 1 offices.\n");
    assert_eq!(messages(&district, "").await.len(), 1);
}
