//! Commands of the program other than `serve`.

mod document;
mod large_register_search;
mod memory;
mod schema;
mod verify_log;

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{ApiClient, Backend, Server, TestDb, invariants, program};

/// Runs a command on a database.
fn run(db: &TestDb, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(program())
        .args(arguments)
        .env("NMRS_DATABASE_URL", db.url())
        .env("NMRS_SECRET_FILE", db.file("secret"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    child.wait_with_output().unwrap()
}

/// Runs a command, expects success, and returns its output.
fn run_successfully(db: &TestDb, arguments: &[&str], input: &str) -> String {
    let output = run(db, arguments, input);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// Creates an empty database of each available kind.
async fn databases() -> Vec<TestDb> {
    let mut all = vec![TestDb::empty(Backend::Sqlite).await];
    if !Backend::Postgres.is_missing() {
        all.push(TestDb::empty(Backend::Postgres).await);
    }
    all
}

async fn sign_in(server: &Server, user: &str, password: &str) -> ApiClient {
    ApiClient::signed_in(server.base(), user, password).await
}

#[tokio::test]
async fn a_new_register_has_one_user_with_a_generated_password() {
    for db in databases().await {
        let first = run_successfully(&db, &["init"], "");
        let password = first.trim().rsplit(' ').next().unwrap();
        assert!(password.len() >= 16, "{first}");
        let again = run_successfully(&db, &["init"], "");
        assert!(!again.contains(password), "{again}");
        assert_eq!(db.count("users").await, 1);
        let server = Server::start(&db);
        let client = sign_in(&server, "GB0000", password).await;
        assert_eq!(client.session["user"]["access"], "central");
    }
}

#[tokio::test]
async fn a_given_first_password_must_follow_the_rules() {
    for db in databases().await {
        let weak = run(&db, &["init", "--password-stdin"], "password\n");
        assert!(!weak.status.success());
        run_successfully(&db, &["init", "--password-stdin"], "Bei-jing-2027\n");
        let server = Server::start(&db);
        sign_in(&server, "GB0000", "Bei-jing-2027").await;
    }
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    for db in databases().await {
        run_successfully(&db, &["migrate"], "");
        let before = db.count("org_units").await;
        run_successfully(&db, &["migrate"], "");
        assert_eq!(db.count("org_units").await, before);
    }
}

#[tokio::test]
async fn demo_data_satisfies_the_invariants() {
    for db in databases().await {
        run_successfully(&db, &["demo"], "");
        invariants::check_integrity(&db).await;
        let server = Server::start(&db);
        let users = "SELECT username AS text FROM users ORDER BY username";
        let users = db.query_texts(users).await;
        assert!(users.len() >= 13, "{users:?}");
        let mut callers = Vec::new();
        for user in &users {
            callers.push(sign_in(&server, user, PASSWORD).await);
        }
        let callers: Vec<&ApiClient> = callers.iter().collect();
        invariants::check_counts(&db, &callers).await;
        let before = db.footprint().await;
        run_successfully(&db, &["demo"], "");
        assert_eq!(db.footprint().await, before, "a second run adds nothing");
    }
}

#[tokio::test]
async fn bulk_demo_data_satisfies_the_invariants() {
    for db in databases().await {
        run_successfully(&db, &["demo", "--accounts", "2000"], "");
        assert_eq!(db.count("accounts").await, 2000);
        invariants::check_integrity(&db).await;
        invariants::check_counts(&db, &[]).await;
    }
}

#[tokio::test]
async fn the_openapi_command_needs_no_database() {
    let output = Command::new(program()).arg("openapi").output().unwrap();
    assert!(output.status.success());
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
}

#[tokio::test]
async fn an_altered_or_missing_event_is_found() {
    for db in databases().await {
        run_successfully(&db, &["demo"], "");
        let good = run_successfully(&db, &["verify-log"], "");
        assert!(good.contains(": 0 faults"), "{good}");
        for change in [
            "UPDATE account_events SET actor_name = '别人' WHERE account_id = 3 AND seq = 2",
            "DELETE FROM account_events WHERE account_id = 5 AND seq = 1",
        ] {
            db.execute(change).await;
        }
        let bad = run(&db, &["verify-log"], "");
        assert!(!bad.status.success());
        let output = String::from_utf8(bad.stdout).unwrap();
        assert!(!output.contains(": 0 faults"), "{output}");
        assert!(output.lines().count() >= 3, "{output}");
    }
}
