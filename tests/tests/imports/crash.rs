//! The server is killed during a commit: all rows are stored, or none.

use nmrs_tests::data::import_files::{upload, xlsx_file};
use nmrs_tests::data::import_rows::weibo_row;
use nmrs_tests::{Request, TestApp, invariants, on_both_databases};
use serde_json::json;

use super::import_path;

on_both_databases!(an_interrupted_commit_stores_all_rows_or_none);

/// The number of rows of each import.
const ROWS: u32 = 2_000;
/// The moments of the kill, in percent of the duration of a commit.
const MOMENTS: [u32; 4] = [10, 50, 85, 99];

async fn an_interrupted_commit_stores_all_rows_or_none(mut app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    // Measures the duration of a commit.
    let rows: Vec<_> = (1..=ROWS).map(weibo_row).collect();
    let first = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    let request = |import: &serde_json::Value| {
        let body = json!({"mode": "submit", "version": import["version"]});
        Request::new("POST", format!("/api/v1{}/commit", import_path(import)))
            .json(body)
            .idempotency_key(format!("commit-{}", import["id"]))
    };
    let began = std::time::Instant::now();
    unit.send(request(&first)).await.expect(200);
    let duration = began.elapsed();
    let mut stored = i64::from(ROWS);

    let mut cut_off = 0;
    for (n, moment) in (1..).zip(MOMENTS) {
        let rows: Vec<_> = (n * 10_000 + 1..=n * 10_000 + ROWS)
            .map(weibo_row)
            .collect();
        let unit = unit.at(app.server.base());
        let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
        let killed = {
            let commit = unit.try_send(request(&import));
            let wait = tokio::time::sleep(duration * moment / 100);
            tokio::pin!(commit);
            tokio::select! {
                response = &mut commit => response.is_err(),
                () = wait => {
                    app.server.kill();
                    commit.await.is_err()
                }
            }
        };
        cut_off += u32::from(killed);
        app.restart();
        let unit = unit.at(app.server.base());
        let added_rows = count(&app).await - stored;
        assert!(
            added_rows == 0 || added_rows == i64::from(ROWS),
            "{added_rows} rows are there"
        );
        let again = unit.send(request(&import)).await.expect(200);
        assert_eq!(again["accounts"], ROWS);
        stored += i64::from(ROWS);
        assert_eq!(count(&app).await, stored);
    }
    assert!(cut_off > 0, "no commit was cut off");
    let unit = unit.at(app.server.base());
    invariants::check_counts(&app.db, &[&unit]).await;
    invariants::check_integrity(&app.db).await;
}

async fn count(app: &TestApp) -> i64 {
    app.db.count("accounts").await
}
