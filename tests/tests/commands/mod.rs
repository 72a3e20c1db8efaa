//! The other commands of the program: setting up, demo data, the document.

mod document;
mod filled_search;
mod memory;
mod schema;
mod verify_log;

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{Api, Backend, Server, TestDb, program, recount};

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

/// What a command that succeeds prints.
fn printed(db: &TestDb, arguments: &[&str], input: &str) -> String {
    let output = run(db, arguments, input);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{arguments:?}: {errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The databases of this run, empty.
async fn databases() -> Vec<TestDb> {
    let mut all = vec![TestDb::empty(Backend::Sqlite).await];
    if !Backend::Postgres.is_missing() {
        all.push(TestDb::empty(Backend::Postgres).await);
    }
    all
}

async fn signed_in(server: &Server, user: &str, password: &str) -> Api {
    let mut api = Api::new(server.base());
    api.sign_in(user, password).await.expect(200);
    api
}

#[tokio::test]
async fn a_new_register_has_one_user_with_a_generated_password() {
    for db in databases().await {
        let first = printed(&db, &["init"], "");
        let password = first.trim().rsplit(' ').next().unwrap();
        assert!(password.len() >= 16, "{first}");
        let again = printed(&db, &["init"], "");
        assert!(!again.contains(password), "{again}");
        let users = "SELECT COUNT(*) AS n FROM users";
        assert_eq!(db.db_number(users).await, 1);
        let server = Server::start(&db);
        let api = signed_in(&server, "GB0000", password).await;
        assert_eq!(api.signed_in["user"]["access"], "central");
    }
}

#[tokio::test]
async fn the_first_password_can_be_given_and_has_to_follow_the_rules() {
    for db in databases().await {
        let weak = run(&db, &["init", "--password-stdin"], "password\n");
        assert!(!weak.status.success());
        printed(&db, &["init", "--password-stdin"], "Bei-jing-2027\n");
        let server = Server::start(&db);
        signed_in(&server, "GB0000", "Bei-jing-2027").await;
    }
}

#[tokio::test]
async fn migrating_twice_changes_nothing() {
    for db in databases().await {
        printed(&db, &["migrate"], "");
        let units = "SELECT COUNT(*) AS n FROM org_units";
        let before = db.db_number(units).await;
        printed(&db, &["migrate"], "");
        assert_eq!(db.db_number(units).await, before);
    }
}

#[tokio::test]
async fn demo_data_is_what_the_rules_would_have_made() {
    for db in databases().await {
        printed(&db, &["demo"], "");
        recount::check_integrity(&db).await;
        let server = Server::start(&db);
        let users = "SELECT username AS text FROM users ORDER BY username";
        let users = db.db_texts(users).await;
        assert!(users.len() >= 13, "{users:?}");
        let mut callers = Vec::new();
        for user in &users {
            callers.push(signed_in(&server, user, PASSWORD).await);
        }
        let callers: Vec<&Api> = callers.iter().collect();
        recount::check(&db, &callers).await;
        let before = db.db_footprint().await;
        printed(&db, &["demo"], "");
        assert_eq!(db.db_footprint().await, before, "a second run adds nothing");
    }
}

#[tokio::test]
async fn a_register_filled_in_bulk_is_what_the_rules_would_have_made() {
    for db in databases().await {
        printed(&db, &["demo", "--accounts", "2000"], "");
        let accounts = "SELECT COUNT(*) AS n FROM accounts";
        assert_eq!(db.db_number(accounts).await, 2000);
        recount::check_integrity(&db).await;
        recount::check(&db, &[]).await;
    }
}

#[tokio::test]
async fn the_document_needs_no_database() {
    let output = Command::new(program()).arg("openapi").output().unwrap();
    assert!(output.status.success());
    let document: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert!(document["openapi"].as_str().unwrap().starts_with("3."));
}

#[tokio::test]
async fn an_altered_or_missing_line_of_the_log_is_found() {
    for db in databases().await {
        printed(&db, &["demo"], "");
        let good = printed(&db, &["verify-log"], "");
        assert!(good.contains(": 0 faults"), "{good}");
        for change in [
            "UPDATE account_events SET actor_name = '别人' WHERE account_id = 3 AND seq = 2",
            "DELETE FROM account_events WHERE account_id = 5 AND seq = 1",
        ] {
            db.db_run(change).await;
        }
        let bad = run(&db, &["verify-log"], "");
        assert!(!bad.status.success());
        let told = String::from_utf8(bad.stdout).unwrap();
        assert!(!told.contains(": 0 faults"), "{told}");
        assert!(told.lines().count() >= 3, "{told}");
    }
}
