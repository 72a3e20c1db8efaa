//! `nmrs verify-log` finds what was done to the log behind the program's back.

use nmrs_tests::register::{act, closure, registered};
use nmrs_tests::{TestDb, World, on_both_databases};

use super::run;

on_both_databases!(
    a_log_as_it_was_written_has_no_faults,
    each_way_of_tampering_is_found_and_named,
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
