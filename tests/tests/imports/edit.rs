//! Errors and warnings of rows, and edits that resolve them.

use nmrs_domain::import::ImportColumn as C;
use nmrs_tests::data::accounts::{add_account, approve, register_account, wechat_form};
use nmrs_tests::data::import_files::{upload, xlsx_file};
use nmrs_tests::data::import_rows::{Row, weibo_row, with_cells};
use nmrs_tests::{TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

use super::{commit, edit_row, get_import, problems_of, row_problems};

on_both_databases!(
    a_duplicate_within_the_sheet_is_an_error_in_both_rows,
    a_registered_identity_is_an_error_that_names_only_own_accounts,
    an_identity_taken_after_the_check_is_found_at_the_commit,
    drafts_may_be_incomplete_but_not_invalid,
    warnings_do_not_block_the_commit,
    an_edit_needs_the_current_version_and_an_existing_row,
);

/// Returns a row with the identity of `wechat_form` number `n`.
fn wechat_row(n: u32) -> Row {
    let account = wechat_form("", n, false);
    with_cells(
        weibo_row(n),
        &[
            (C::Kind, "微信公众号（订阅号）"),
            (C::Url, account["url"].as_str().unwrap()),
        ],
    )
}

async fn a_duplicate_within_the_sheet_is_an_error_in_both_rows(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let rows = [
        weibo_row(1),
        weibo_row(2),
        with_cells(weibo_row(1), &[(C::Name, "另一名称")]),
        weibo_row(3),
    ];
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    assert_eq!(
        (&import["errors"], &import["draft_errors"]),
        (&json!(2), &json!(0))
    );
    let [errors, _] = row_problems(&unit, &import, 3).await;
    assert_eq!(
        errors,
        ["url: 与本表第 5 行是同一个账号，请只保留一行，或更正链接"]
    );
    assert_eq!(row_problems(&unit, &import, 4).await[0], [""; 0]);
    commit(&unit, &import, "submit")
        .await
        .problem(409, "import_has_errors");

    // Skipping one row, or another link, resolves the error of the other row.
    let skipped = edit_row(&unit, &import, 5, json!({"skipped": true, "version": 1})).await;
    let skipped = skipped.expect(200);
    assert_eq!(skipped["import"]["errors"], 0);
    let rows = skipped["rows"].as_array().unwrap().iter();
    let rows: Vec<_> = rows.map(|row| row["row"].as_i64().unwrap()).collect();
    assert_eq!(rows, [5, 3]);
    assert_eq!(problems_of(&skipped["rows"][1])[0], [""; 0]);
    let back = edit_row(&unit, &import, 5, json!({"skipped": false, "version": 2})).await;
    assert_eq!(back.expect(200)["import"]["errors"], 2);
    let url = "https://weibo.com/u/5000000099";
    let other = json!({"cells": {"url": url}, "version": 3});
    let other = edit_row(&unit, &import, 5, other).await.expect(200);
    assert_eq!(other["import"]["errors"], 0);
    assert_eq!(other["rows"].as_array().unwrap().len(), 2);
    let import = get_import(&unit, &import).await;
    assert_eq!(import, other["import"]);
    assert_eq!(
        commit(&unit, &import, "submit").await.expect(200)["accounts"],
        4
    );
    invariants::check_counts(&app.db, &[&unit]).await;
}

async fn a_registered_identity_is_an_error_that_names_only_own_accounts(app: TestApp) {
    let [unit, other, district] = app
        .sign_in_all(["110108M044", "130102M001", "110108"])
        .await;
    add_account(&unit, "自己的", 1).await;
    add_account(&other, "别人的", 2).await;
    let before = add_account(&unit, "被驳回的", 4).await;
    nmrs_tests::data::accounts::reject(&district, &before["id"], "资料不全").await;
    let rows = [wechat_row(1), wechat_row(2), wechat_row(3), wechat_row(4)];
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    assert_eq!(import["errors"], 3);
    assert_eq!(
        row_problems(&unit, &import, 3).await[0],
        ["url: 本单位已报送过该账号：“自己的”（尚无标识码，添加待审核），不能重复报送。"]
    );
    let [errors, _] = row_problems(&unit, &import, 4).await;
    assert!(
        errors[0].contains("其他填报单位") && !errors[0].contains("别人的"),
        "{errors:?}"
    );
    assert_eq!(row_problems(&unit, &import, 5).await[0], [""; 0]);
    assert!(row_problems(&unit, &import, 6).await[0][0].contains("被驳回的"));
    // Drafts do not reserve an identity.
    assert_eq!(import["draft_errors"], 0);
    assert_eq!(
        commit(&unit, &import, "draft").await.expect(200)["accounts"],
        4
    );
}

async fn an_identity_taken_after_the_check_is_found_at_the_commit(app: TestApp) {
    let [unit, other] = app.sign_in_all(["110108M044", "130102M001"]).await;
    let rows: Vec<_> = (1..=700).map(wechat_row).collect();
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    assert_eq!(import["errors"], 0);
    add_account(&other, "后来的", 650).await;
    let refused = commit(&unit, &import, "submit").await;
    let refused = refused.problem(409, "import_has_errors");
    assert!(
        refused["detail"].as_str().unwrap().contains("1 行"),
        "{refused}"
    );
    assert_eq!(unit.get("/accounts").await.expect(200)["total"], 0);
    let now = get_import(&unit, &import).await;
    assert_eq!((&now["errors"], &now["version"]), (&json!(1), &json!(2)));
    let path = format!("/accounts/imports/{}/rows?only=errors", import["id"]);
    let wrong = unit.get(&path).await.expect(200);
    assert_eq!(
        (&wrong["total"], &wrong["items"][0]["row"]),
        (&json!(1), &json!(652))
    );
    let skip = json!({"skipped": true, "version": 2});
    let skipped = edit_row(&unit, &import, 652, skip).await.expect(200);
    let done = commit(&unit, &skipped["import"], "submit")
        .await
        .expect(200);
    assert_eq!(done["accounts"], 699);
    invariants::check_counts(&app.db, &[&unit, &other]).await;
    invariants::check_integrity(&app.db).await;
}

async fn drafts_may_be_incomplete_but_not_invalid(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let rows = [
        with_cells(
            weibo_row(1),
            &[(C::Url, ""), (C::Owner, ""), (C::Publish, "")],
        ),
        with_cells(weibo_row(2), &[(C::ContactMobile, "一二三")]),
    ];
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    assert_eq!(
        (&import["errors"], &import["draft_errors"]),
        (&json!(2), &json!(1))
    );
    let refused = commit(&unit, &import, "draft").await;
    let refused = refused.problem(409, "import_has_errors");
    assert!(
        refused["detail"].as_str().unwrap().contains("草稿"),
        "{refused}"
    );
    let body = json!({"cells": {"contact_mobile": ""}, "version": 1});
    let edited = edit_row(&unit, &import, 4, body).await.expect(200);
    assert_eq!(
        commit(&unit, &edited["import"], "draft").await.expect(200)["accounts"],
        2
    );
    let drafts = unit
        .get("/accounts?tab=drafts&sort=created_at")
        .await
        .expect(200);
    assert_eq!(drafts["total"], 2);
    assert_eq!(drafts["items"][0]["url"], "");
    assert_eq!(drafts["items"][0]["contact"]["mobile"], "13800001111");
    invariants::check_counts(&app.db, &[&unit]).await;
    invariants::check_integrity(&app.db).await;
}

async fn warnings_do_not_block_the_commit(app: TestApp) {
    let [unit, neighbour, district, capital] = app
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    let offices = [&district, &capital];
    let ended = register_account(&neighbour, &offices, "从前的", 1).await;
    let closure = nmrs_tests::data::accounts::close_form;
    nmrs_tests::data::accounts::perform(&neighbour, &ended["id"], "close", closure)
        .await
        .expect(200);
    approve(&district, &ended["id"]).await;
    add_account(&unit, "本单位的", 2).await;
    add_account(&neighbour, "上庄镇发布", 3).await;
    let by_hand = [
        (C::Kind, "微信视频号"),
        (C::Url, "https://channels.weixin.qq.com/web/pages/home"),
        (C::ExternalId, "sphABC123"),
    ];
    let rows = [
        with_cells(wechat_row(1), &[(C::Name, "上庄镇 发布")]),
        with_cells(weibo_row(5), &by_hand),
        weibo_row(6),
        weibo_row(7),
    ];
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    assert_eq!(
        (&import["errors"], &import["warnings"]),
        (&json!(0), &json!(4))
    );
    let [_, warnings] = row_problems(&unit, &import, 3).await;
    let columns: Vec<_> = warnings
        .iter()
        .map(|line| line.split(':').next().unwrap())
        .collect();
    assert_eq!(columns, ["name", "kind", "url"], "{warnings:?}");
    assert!(warnings[1].contains("“本单位的”"), "{warnings:?}");
    // Names of other units' accounts are not disclosed.
    assert!(!warnings.concat().contains("从前的"), "{warnings:?}");
    let [_, warnings] = row_problems(&unit, &import, 4).await;
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].starts_with("external_id: 平台 ID 由填报单位手工填写"));
    for row in [5, 6] {
        let [_, warnings] = row_problems(&unit, &import, row).await;
        assert_eq!(
            warnings,
            ["kind: 本表另有账号在同一平台，请确认不是重复开设。"]
        );
    }
    let path = format!("/accounts/imports/{}/rows?only=warnings", import["id"]);
    assert_eq!(unit.get(&path).await.expect(200)["total"], 4);
    // The remaining row of the platform loses its warning.
    let body = json!({"skipped": true, "version": 1});
    let changed = edit_row(&unit, &import, 6, body).await.expect(200);
    assert_eq!(changed["import"]["warnings"], 2);
    assert_eq!(changed["rows"][1]["row"], 5);
    assert_eq!(problems_of(&changed["rows"][1])[1], [""; 0]);
    // Warnings do not block the commit.
    assert_eq!(
        commit(&unit, &changed["import"], "submit")
            .await
            .expect(200)["accounts"],
        3
    );
}

async fn an_edit_needs_the_current_version_and_an_existing_row(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(1)]))
        .await
        .expect(201);
    let change = |version: Value| json!({"cells": {"name": "新名"}, "version": version});
    for row in [0, 2, 4, u32::MAX] {
        let response = edit_row(&unit, &import, row, change(json!(1))).await;
        response.problem(404, "not_found");
    }
    let too_long = json!({"cells": {"name": "长".repeat(5001)}, "version": 1});
    let refused = edit_row(&unit, &import, 3, too_long).await;
    refused.field_error("/cells/name");
    let unknown = json!({"cells": {"fax": "1"}, "version": 1});
    edit_row(&unit, &import, 3, unknown)
        .await
        .problem(400, "malformed_body");
    edit_row(&unit, &import, 3, change(json!(1)))
        .await
        .expect(200);
    let stale = edit_row(&unit, &import, 3, change(json!(1))).await;
    stale.problem(409, "version_conflict");
    commit(&unit, &import, "submit")
        .await
        .problem(409, "version_conflict");
    // Of two parallel edits, one conflicts.
    let (one, two) = tokio::join!(
        edit_row(&unit, &import, 3, change(json!(2))),
        edit_row(&unit, &import, 3, change(json!(2)))
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(get_import(&unit, &import).await["version"], 3);
}
