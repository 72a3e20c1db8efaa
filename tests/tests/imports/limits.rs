//! How much is taken.

use nmrs_tests::sheet::{sheet, upload, weibo};
use nmrs_tests::{World, on_both_databases, recount};

use super::{at, commit};

on_both_databases!(
    ten_thousand_rows_are_taken_and_one_more_is_not,
    so_many_imports_wait_and_no_more,
    conditions_that_are_none_are_refused,
);

async fn ten_thousand_rows_are_taken_and_one_more_is_not(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let mut rows: Vec<_> = (1..=10_001).map(weibo).collect();
    let refused = upload(&unit, "a.xlsx", sheet(&rows)).await;
    let refused = refused.problem(422, "spreadsheet_refused");
    assert!(
        refused["detail"].as_str().unwrap().contains("10000"),
        "{refused}"
    );
    rows.pop();
    let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
    assert_eq!(
        (&import["rows"], &import["errors"]),
        (&10_000.into(), &0.into())
    );
    let last = unit
        .get(&format!("{}/rows?page=100&per_page=100", at(&import)))
        .await
        .expect(200);
    assert_eq!(last["total"], 10_000);
    assert_eq!(last["items"][99]["row"], 10_002);
    assert_eq!(
        commit(&unit, &import, "submit").await.expect(200)["accounts"],
        10_000
    );
    recount::check(&world.db, &[&unit, &district]).await;
    recount::check_integrity(&world.db).await;
}

async fn so_many_imports_wait_and_no_more(world: World) {
    let [unit, other] = world.sign_in_all(["110108M044", "110108M045"]).await;
    let mut last = None;
    for n in 1..=20 {
        last = Some(
            upload(&unit, "a.xlsx", sheet(&[weibo(n)]))
                .await
                .expect(201),
        );
    }
    let refused = upload(&unit, "a.xlsx", sheet(&[weibo(21)])).await;
    let refused = refused.problem(422, "spreadsheet_refused");
    assert!(
        refused["detail"].as_str().unwrap().contains("20 份"),
        "{refused}"
    );
    upload(&other, "a.xlsx", sheet(&[weibo(1)]))
        .await
        .expect(201);
    // What is committed does not wait.
    commit(&unit, &last.unwrap(), "submit").await.expect(200);
    upload(&unit, "a.xlsx", sheet(&[weibo(21)]))
        .await
        .expect(201);
}

async fn conditions_that_are_none_are_refused(world: World) {
    let unit = world.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", sheet(&[weibo(1)]))
        .await
        .expect(201);
    let rows = format!("{}/rows", at(&import));
    for (query, field) in [
        ("only=wrong", "/only"),
        ("page=0", "/page"),
        ("per_page=101", "/per_page"),
    ] {
        unit.get(&format!("{rows}?{query}"))
            .await
            .field_error(field);
    }
    let beyond = unit
        .get(&format!("{rows}?page=9&only=all"))
        .await
        .expect(200);
    assert_eq!(
        (&beyond["total"], beyond["items"].as_array().unwrap().len()),
        (&1.into(), 0)
    );
}
