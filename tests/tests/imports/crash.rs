//! The server is killed while it commits: all rows are there afterwards, or none.

use nmrs_tests::sheet::{sheet, upload, weibo};
use nmrs_tests::{Call, World, on_both_databases, recount};
use serde_json::json;

use super::at;

on_both_databases!(a_commit_that_is_cut_off_leaves_all_rows_or_none);

/// Rows of the import.
const ROWS: u32 = 2_000;
/// Moments of the kill, in parts of the time that a commit takes.
const MOMENTS: [u32; 4] = [10, 50, 85, 99];

async fn a_commit_that_is_cut_off_leaves_all_rows_or_none(mut world: World) {
    let unit = world.sign_in("110108M044").await;
    // How long it takes here, on rows of its own.
    let rows: Vec<_> = (1..=ROWS).map(weibo).collect();
    let first = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
    let call = |import: &serde_json::Value| {
        let body = json!({"mode": "submit", "version": import["version"]});
        Call::new("POST", format!("/api/v1{}/commit", at(import)))
            .json(body)
            .header("idempotency-key", format!("commit-{}", import["id"]))
    };
    let began = std::time::Instant::now();
    unit.send(call(&first)).await.expect(200);
    let takes = began.elapsed();
    let mut stored = i64::from(ROWS);

    let mut cut_off = 0;
    for (n, moment) in (1..).zip(MOMENTS) {
        let rows: Vec<_> = (n * 10_000 + 1..=n * 10_000 + ROWS).map(weibo).collect();
        let unit = unit.at(world.server.base());
        let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
        let killed = {
            let commit = unit.try_send(call(&import));
            let wait = tokio::time::sleep(takes * moment / 100);
            tokio::pin!(commit);
            tokio::select! {
                answer = &mut commit => answer.is_err(),
                () = wait => {
                    world.server.kill();
                    commit.await.is_err()
                }
            }
        };
        cut_off += u32::from(killed);
        world.restart();
        let unit = unit.at(world.server.base());
        let there = count(&world).await - stored;
        assert!(
            there == 0 || there == i64::from(ROWS),
            "{there} rows are there"
        );
        let again = unit.send(call(&import)).await.expect(200);
        assert_eq!(again["accounts"], ROWS);
        stored += i64::from(ROWS);
        assert_eq!(count(&world).await, stored);
    }
    assert!(cut_off > 0, "no commit was cut off");
    let unit = unit.at(world.server.base());
    recount::check(&world.db, &[&unit]).await;
    recount::check_integrity(&world.db).await;
}

async fn count(world: &World) -> i64 {
    let accounts = "SELECT COUNT(*) AS n FROM accounts";
    world.db.db_number(accounts).await
}
