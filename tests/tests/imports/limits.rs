//! Limits of imports.

use nmrs_tests::data::import_files::{upload, xlsx_file};
use nmrs_tests::data::import_rows::weibo_row;
use nmrs_tests::{TestApp, invariants, on_both_databases};

use super::{commit, import_path};

on_both_databases!(
    an_import_has_at_most_ten_thousand_rows,
    a_unit_has_at_most_twenty_open_imports,
    invalid_row_filters_are_refused,
);

async fn an_import_has_at_most_ten_thousand_rows(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let mut rows: Vec<_> = (1..=10_001).map(weibo_row).collect();
    let refused = upload(&unit, "a.xlsx", xlsx_file(&rows)).await;
    let refused = refused.problem(422, "spreadsheet_refused");
    assert!(
        refused["detail"].as_str().unwrap().contains("10000"),
        "{refused}"
    );
    rows.pop();
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    assert_eq!(
        (&import["rows"], &import["errors"]),
        (&10_000.into(), &0.into())
    );
    let last = unit
        .get(&format!(
            "{}/rows?page=100&per_page=100",
            import_path(&import)
        ))
        .await
        .expect(200);
    assert_eq!(last["total"], 10_000);
    assert_eq!(last["items"][99]["row"], 10_002);
    assert_eq!(
        commit(&unit, &import, "submit").await.expect(200)["accounts"],
        10_000
    );
    invariants::check_counts(&app.db, &[&unit, &district]).await;
    invariants::check_integrity(&app.db).await;
}

async fn a_unit_has_at_most_twenty_open_imports(app: TestApp) {
    let [unit, other] = app.sign_in_all(["110108M044", "110108M045"]).await;
    let mut last = None;
    for n in 1..=20 {
        last = Some(
            upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(n)]))
                .await
                .expect(201),
        );
    }
    let refused = upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(21)])).await;
    let refused = refused.problem(422, "spreadsheet_refused");
    assert!(
        refused["detail"].as_str().unwrap().contains("20 份"),
        "{refused}"
    );
    upload(&other, "a.xlsx", xlsx_file(&[weibo_row(1)]))
        .await
        .expect(201);
    // Committed imports do not count.
    commit(&unit, &last.unwrap(), "submit").await.expect(200);
    upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(21)]))
        .await
        .expect(201);
}

async fn invalid_row_filters_are_refused(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(1)]))
        .await
        .expect(201);
    let rows = format!("{}/rows", import_path(&import));
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
