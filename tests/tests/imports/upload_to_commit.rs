//! From upload to commit.

use nmrs_domain::import::ImportColumn as C;
use nmrs_tests::sheet::{sheet, upload, weibo, with};
use nmrs_tests::{Call, World, on_both_databases, recount};
use serde_json::{Value, json};

on_both_databases!(
    good_rows_are_submitted_all_at_once,
    wrong_cells_are_named_and_mended_in_place,
);

async fn good_rows_are_submitted_all_at_once(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let rows: Vec<_> = (1..=25).map(weibo).collect();
    let answer = upload(&unit, "上庄 账号.xlsx", sheet(&rows)).await;
    let location = answer.header("location").unwrap().to_owned();
    let import = answer.expect(201);
    assert_eq!(
        location,
        format!("/api/v1/accounts/imports/{}", import["id"])
    );
    assert_eq!(import["filename"], "上庄 账号.xlsx");
    assert_eq!(import["rows"], 25);
    assert_eq!(import["errors"], 0);
    assert_eq!(import["committed"], Value::Null);
    let path = format!("/accounts/imports/{}", import["id"]);
    assert_eq!(unit.get(&path).await.expect(200), import);
    let listed = unit.get("/accounts/imports").await.expect(200);
    assert_eq!(listed, json!([import]));
    assert_eq!(district.get("/accounts").await.expect(200)["total"], 0);

    let page = format!("{path}/rows?page=2&per_page=10");
    let page = unit.get(&page).await.expect(200);
    assert_eq!(page["total"], 25);
    assert_eq!(page["items"][0]["row"], 13);
    assert_eq!(page["items"][0]["cells"]["name"], "上庄发布11号");
    assert_eq!(page["items"][0]["errors"], json!([]));

    let body = json!({"mode": "submit", "version": import["version"]});
    let committed = unit.post(&format!("{path}/commit"), body.clone()).await;
    let committed = committed.expect(200);
    assert_eq!(committed["accounts"], 25);
    assert_eq!(committed["mode"], "submit");
    let again = unit.post(&format!("{path}/commit"), body).await.expect(200);
    assert_eq!(again, committed);
    let import = unit.get(&path).await.expect(200);
    assert_eq!(import["committed"], committed);

    let queue = district.get("/reviews").await.expect(200);
    assert_eq!(queue["total"], 25);
    recount::check(&world.db, &[&unit, &district]).await;
    recount::check_integrity(&world.db).await;
}

async fn wrong_cells_are_named_and_mended_in_place(world: World) {
    let unit = world.sign_in("110108M044").await;
    let rows = [
        weibo(1),
        with(weibo(2), &[(C::Kind, "小红书"), (C::Owner, "")]),
        with(weibo(3), &[(C::Url, "https://weibo.com/shangzhuang")]),
    ];
    let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
    assert_eq!(import["rows"], 3);
    assert_eq!(import["errors"], 2);
    assert_eq!(import["draft_errors"], 1);
    let path = format!("/accounts/imports/{}", import["id"]);
    let wrong = unit
        .get(&format!("{path}/rows?only=errors"))
        .await
        .expect(200);
    assert_eq!(wrong["total"], 2);
    let first = &wrong["items"][0];
    assert_eq!(first["row"], 4);
    let columns = first["errors"].as_array().unwrap().iter();
    let columns: Vec<_> = columns
        .map(|error| error["column"].as_str().unwrap())
        .collect();
    assert_eq!(columns, ["owner", "kind"]);
    assert_eq!(first["errors"][1]["found"], "小红书");
    assert_eq!(first["errors"][1]["blocks_draft"], true);
    assert_eq!(first["errors"][0]["blocks_draft"], false);
    let commit = json!({"mode": "submit", "version": 1});
    let refused = unit.post(&format!("{path}/commit"), commit).await;
    refused.problem(409, "import_has_errors");

    let mend =
        |row: u32, body: Value| Call::new("PATCH", format!("/api/v1{path}/rows/{row}")).json(body);
    let body = json!({"cells": {"kind": "微博", "owner": "上庄镇"}, "version": 1});
    let mended = unit.send(mend(4, body)).await.expect(200);
    assert_eq!(mended["import"]["errors"], 1);
    assert_eq!(mended["import"]["version"], 2);
    assert_eq!(mended["rows"][0]["row"], 4);
    assert_eq!(mended["rows"][0]["errors"], json!([]));
    assert_eq!(mended["rows"][0]["cells"]["owner"], "上庄镇");
    let stale = json!({"cells": {"name": "x"}, "version": 1});
    unit.send(mend(5, stale))
        .await
        .problem(409, "version_conflict");
    let skip = json!({"skipped": true, "version": 2});
    let skipped = unit.send(mend(5, skip)).await.expect(200);
    assert_eq!(skipped["import"]["rows"], 2);
    assert_eq!(skipped["import"]["skipped"], 1);
    assert_eq!(skipped["import"]["errors"], 0);

    let commit = json!({"mode": "submit", "version": 3});
    let committed = unit
        .post(&format!("{path}/commit"), commit)
        .await
        .expect(200);
    assert_eq!(committed["accounts"], 2);
    let late = json!({"skipped": false, "version": 4});
    unit.send(mend(5, late))
        .await
        .problem(409, "import_committed");
    recount::check(&world.db, &[&unit]).await;
    recount::check_integrity(&world.db).await;
}
