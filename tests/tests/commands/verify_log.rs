//! `nmrs verify-log` finds what was done to the log behind the program's back.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU32, Ordering};

use nmrs_tests::register::{act, closure, registered, wechat};
use nmrs_tests::{Api, TestDb, World, on_both_databases};
use serde_json::Value;

use super::run;

on_both_databases!(
    a_log_as_it_was_written_has_no_faults,
    each_way_of_tampering_is_found_and_named,
    an_event_that_no_program_wrote_is_an_altered_one,
    a_register_in_use_has_no_faults,
);

/// Whether the command was content, and what it printed.
fn verify(db: &TestDb) -> (bool, String) {
    let output = run(db, &["verify-log"], "");
    (
        output.status.success(),
        String::from_utf8(output.stdout).unwrap(),
    )
}

/// Two accounts with a log of five lines and more.
async fn two_accounts(world: &World) -> [i64; 2] {
    let [unit, county, city, province] = world
        .sign_in_all(["130102M001", "130102", "130100", "130000"])
        .await;
    let mut ids = [0; 2];
    for (n, id) in (1..).zip(&mut ids) {
        let account = registered(&unit, &[&county, &city, &province], "长安教育", n).await;
        act(&unit, &account["id"], "close", closure)
            .await
            .expect(200);
        *id = account["id"].as_i64().unwrap();
    }
    ids
}

async fn a_log_as_it_was_written_has_no_faults(world: World) {
    two_accounts(&world).await;
    let (content, said) = verify(&world.db);
    assert!(content, "{said}");
    assert!(
        said.contains("Checked 10 events of 2 accounts: 0 faults."),
        "{said}"
    );
}

async fn each_way_of_tampering_is_found_and_named(world: World) {
    let [first, second] = two_accounts(&world).await;
    let log = "account_events";
    let at = |account: i64, seq: i64| format!("account_id = {account} AND seq = {seq}");
    let copy = format!("CREATE TABLE kept AS SELECT * FROM {log}");
    world.db.db_run(&copy).await;
    for (what, sql, named) in [
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
            "a whole log that is gone",
            format!("DELETE FROM {log} WHERE account_id = {first}"),
            format!("account {first}: its newest events are missing"),
        ),
    ] {
        world.db.db_run(&sql).await;
        let (content, said) = verify(&world.db);
        assert!(!content, "{what} was not found: {said}");
        assert!(said.contains(&named), "{what}, but: {said}");
        assert!(said.contains(": 1 faults."), "{what}, but: {said}");
        let restore = format!("DELETE FROM {log}; INSERT INTO {log} SELECT * FROM kept");
        world.db.db_run(&restore).await;
    }
    assert!(verify(&world.db).0);
}

async fn an_event_that_no_program_wrote_is_an_altered_one(world: World) {
    let [first, second] = two_accounts(&world).await;
    let log = "account_events";
    let unheard =
        format!("UPDATE {log} SET kind = 'unheard of' WHERE account_id = {first} AND seq = 2");
    world.db.db_run(&unheard).await;
    let nobody =
        format!("UPDATE {log} SET to_status = 'x' WHERE account_id = {second} AND seq = 5");
    world.db.db_run(&nobody).await;
    let (content, said) = verify(&world.db);
    assert!(!content);
    for named in [
        format!("account {first}: event 2 does not match"),
        format!("account {second}: event 5 does not match"),
        ": 2 faults.".to_owned(),
    ] {
        assert!(said.contains(&named), "{said}");
    }
}

/// Drafts that are stored again and again while the log is checked.
const DRAFTS: u32 = 60;
const WRITERS: u32 = 4;
const CHECKS: u32 = 8;

async fn a_register_in_use_has_no_faults(world: World) {
    let world = Arc::new(world);
    let unit = world.sign_in("130102M001").await;
    let mut drafts = Vec::new();
    for n in 1..=DRAFTS {
        let draft = unit.post("/accounts", wechat("草稿", n, false)).await;
        drafts.push((n, draft.expect(201)));
    }
    let (done, count) = (AtomicBool::new(false), AtomicU32::new(0));
    let parts = drafts.chunks_mut((DRAFTS / WRITERS) as usize);
    let writers = parts.map(|part| write(&unit, part, &done, &count));
    let check = async {
        // However slow the machine: enough is written between the checks.
        let mut checks = 0;
        while checks < CHECKS || count.load(Ordering::Relaxed) <= CHECKS * WRITERS {
            checks += 1;
            let world = Arc::clone(&world);
            let verified = tokio::task::spawn_blocking(move || verify(&world.db)).await;
            let (content, said) = verified.unwrap();
            assert!(content, "{said}");
        }
        done.store(true, Ordering::Relaxed);
    };
    futures::future::join(futures::future::join_all(writers), check).await;
}

/// Stores drafts again until told to stop.
async fn write(unit: &Api, drafts: &mut [(u32, Value)], done: &AtomicBool, writes: &AtomicU32) {
    loop {
        for (n, draft) in &mut *drafts {
            if done.load(Ordering::Relaxed) {
                return;
            }
            let mut body = wechat("又改", *n, false);
            body["version"] = draft["version"].clone();
            *draft = unit
                .put(&format!("/accounts/{}", draft["id"]), body)
                .await
                .expect(200);
            writes.fetch_add(1, Ordering::Relaxed);
        }
    }
}
