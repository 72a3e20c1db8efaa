//! `nmrs verify-log` detects changes of the log.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use nmrs_tests::data::accounts::{close_form, perform, register_account, wechat_form};
use nmrs_tests::{ApiClient, TestApp, TestDb, on_both_databases};
use serde_json::Value;

use super::run;

on_both_databases!(
    an_untouched_log_has_no_faults,
    each_kind_of_tampering_is_found_and_named,
    an_event_with_unknown_values_is_reported_as_altered,
    a_log_verified_during_writes_has_no_faults,
);

/// Runs the command and returns true if it succeeded, and its output.
fn verify(db: &TestDb) -> (bool, String) {
    let output = run(db, &["verify-log"], "");
    (
        output.status.success(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

/// Registers two accounts with five events each.
async fn register_two_accounts(app: &TestApp) -> [i64; 2] {
    let [unit, county, city, province] = app
        .sign_in_all(["130102M001", "130102", "130100", "130000"])
        .await;
    let mut ids = [0; 2];
    for (n, id) in (1..).zip(&mut ids) {
        let account = register_account(&unit, &[&county, &city, &province], "长安教育", n).await;
        perform(&unit, &account["id"], "close", close_form)
            .await
            .expect(200);
        *id = account["id"].as_i64().unwrap();
    }
    ids
}

async fn an_untouched_log_has_no_faults(app: TestApp) {
    register_two_accounts(&app).await;
    let (succeeded, output) = verify(&app.db);
    assert!(succeeded, "{output}");
    assert!(
        output.contains("Checked 10 events of 2 accounts: 0 faults."),
        "{output}"
    );
}

async fn each_kind_of_tampering_is_found_and_named(app: TestApp) {
    let [first, second] = register_two_accounts(&app).await;
    let log = "account_events";
    let at = |account: i64, seq: i64| format!("account_id = {account} AND seq = {seq}");
    let copy = format!("CREATE TABLE kept AS SELECT * FROM {log}");
    app.db.execute(&copy).await;
    for (fault, sql, named) in [
        (
            "a changed field",
            format!(
                "UPDATE {log} SET actor_name = '海淀区' WHERE {}",
                at(first, 2)
            ),
            format!("account {first}: event 2 does not match"),
        ),
        (
            "a deleted event",
            format!("DELETE FROM {log} WHERE {}", at(first, 3)),
            format!("account {first}: event 3 is missing"),
        ),
        (
            "two swapped events",
            format!(
                "UPDATE {log} SET seq = 99 WHERE {}; UPDATE {log} SET seq = 2 WHERE {}; \
                 UPDATE {log} SET seq = 3 WHERE {}",
                at(second, 2),
                at(second, 3),
                at(second, 99)
            ),
            format!("account {second}: event 2 does not match"),
        ),
        (
            "a cut tail",
            format!("DELETE FROM {log} WHERE account_id = {second} AND seq > 3"),
            format!("account {second}: its newest events are missing"),
        ),
        (
            "a deleted log",
            format!("DELETE FROM {log} WHERE account_id = {first}"),
            format!("account {first}: its newest events are missing"),
        ),
    ] {
        app.db.execute(&sql).await;
        let (succeeded, output) = verify(&app.db);
        assert!(!succeeded, "{fault} was not found: {output}");
        assert!(output.contains(&named), "{fault}, but: {output}");
        assert!(output.contains(": 1 faults."), "{fault}, but: {output}");
        let restore = format!("DELETE FROM {log}; INSERT INTO {log} SELECT * FROM kept");
        app.db.execute(&restore).await;
    }
    assert!(verify(&app.db).0);
}

async fn an_event_with_unknown_values_is_reported_as_altered(app: TestApp) {
    let [first, second] = register_two_accounts(&app).await;
    let log = "account_events";
    let unknown_kind =
        format!("UPDATE {log} SET kind = 'unheard of' WHERE account_id = {first} AND seq = 2");
    app.db.execute(&unknown_kind).await;
    let unknown_status =
        format!("UPDATE {log} SET to_status = 'x' WHERE account_id = {second} AND seq = 5");
    app.db.execute(&unknown_status).await;
    let (succeeded, output) = verify(&app.db);
    assert!(!succeeded);
    for named in [
        format!("account {first}: event 2 does not match"),
        format!("account {second}: event 5 does not match"),
        ": 2 faults.".to_owned(),
    ] {
        assert!(output.contains(&named), "{output}");
    }
}

/// The number of drafts that are saved repeatedly during the checks.
const DRAFTS: u32 = 60;
const WRITERS: u32 = 4;
const CHECKS: u32 = 8;

async fn a_log_verified_during_writes_has_no_faults(app: TestApp) {
    let app = Arc::new(app);
    let unit = app.sign_in("130102M001").await;
    let mut drafts = Vec::new();
    for n in 1..=DRAFTS {
        let draft = unit.post("/accounts", wechat_form("草稿", n, false)).await;
        drafts.push((n, draft.expect(201)));
    }
    let (done, count) = (AtomicBool::new(false), AtomicU32::new(0));
    let parts = drafts.chunks_mut((DRAFTS / WRITERS) as usize);
    let writers = parts.map(|part| save_repeatedly(&unit, part, &done, &count));
    let check = async {
        // On a slow machine, further checks follow until enough was written.
        let mut checks = 0;
        while checks < CHECKS || count.load(Ordering::Relaxed) <= CHECKS * WRITERS {
            checks += 1;
            let app = Arc::clone(&app);
            let verified = tokio::task::spawn_blocking(move || verify(&app.db)).await;
            let (succeeded, output) = verified.unwrap();
            assert!(succeeded, "{output}");
        }
        done.store(true, Ordering::Relaxed);
    };
    futures::future::join(futures::future::join_all(writers), check).await;
}

/// Saves drafts repeatedly until `done`.
async fn save_repeatedly(
    unit: &ApiClient,
    drafts: &mut [(u32, Value)],
    done: &AtomicBool,
    writes: &AtomicU32,
) {
    loop {
        for (n, draft) in &mut *drafts {
            if done.load(Ordering::Relaxed) {
                return;
            }
            let mut body = wechat_form("又改", *n, false);
            body["version"] = draft["version"].clone();
            *draft = unit
                .put(&format!("/accounts/{}", draft["id"]), body)
                .await
                .expect(200);
            writes.fetch_add(1, Ordering::Relaxed);
        }
    }
}
