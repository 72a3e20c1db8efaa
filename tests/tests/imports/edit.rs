//! What rows say about each other and the register about them, and how it is mended.

use nmrs_domain::import::ImportColumn as C;
use nmrs_tests::register::{approve, declare, registered, wechat};
use nmrs_tests::sheet::{Row, sheet, upload, weibo, with};
use nmrs_tests::{World, on_both_databases, recount};
use serde_json::{Value, json};

use super::{commit, patch, present, said, said_of};

on_both_databases!(
    an_account_that_stands_twice_in_the_sheet_is_told_in_both_rows,
    an_account_that_is_registered_already_is_told_with_its_holder,
    what_was_taken_after_the_check_is_found_at_the_commit,
    drafts_need_only_what_can_be_kept,
    what_should_be_looked_at_is_a_warning,
    a_change_needs_the_version_and_a_row_that_is_there,
);

/// A WeChat row whose identity is number `n` of the other helpers.
fn article(n: u32) -> Row {
    let account = wechat("", n, false);
    with(
        weibo(n),
        &[
            (C::Kind, "微信公众号（订阅号）"),
            (C::Url, account["url"].as_str().unwrap()),
        ],
    )
}

async fn an_account_that_stands_twice_in_the_sheet_is_told_in_both_rows(world: World) {
    let unit = world.sign_in("110108M044").await;
    let rows = [
        weibo(1),
        weibo(2),
        with(weibo(1), &[(C::Name, "另一名称")]),
        weibo(3),
    ];
    let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
    assert_eq!(
        (&import["errors"], &import["draft_errors"]),
        (&json!(2), &json!(0))
    );
    let [errors, _] = said(&unit, &import, 3).await;
    assert_eq!(
        errors,
        ["url: 与本表第 5 行是同一个账号，请只保留一行，或更正链接"]
    );
    assert_eq!(said(&unit, &import, 4).await[0], [""; 0]);
    commit(&unit, &import, "submit")
        .await
        .problem(409, "import_has_errors");

    // Leaving one out, or another link, frees the other.
    let left_out = patch(&unit, &import, 5, json!({"skipped": true, "version": 1})).await;
    let left_out = left_out.expect(200);
    assert_eq!(left_out["import"]["errors"], 0);
    let told = left_out["rows"].as_array().unwrap().iter();
    let told: Vec<_> = told.map(|row| row["row"].as_i64().unwrap()).collect();
    assert_eq!(told, [5, 3]);
    assert_eq!(said_of(&left_out["rows"][1])[0], [""; 0]);
    let back = patch(&unit, &import, 5, json!({"skipped": false, "version": 2})).await;
    assert_eq!(back.expect(200)["import"]["errors"], 2);
    let url = "https://weibo.com/u/5000000099";
    let other = json!({"cells": {"url": url}, "version": 3});
    let other = patch(&unit, &import, 5, other).await.expect(200);
    assert_eq!(other["import"]["errors"], 0);
    assert_eq!(other["rows"].as_array().unwrap().len(), 2);
    let import = present(&unit, &import).await;
    assert_eq!(import, other["import"]);
    assert_eq!(
        commit(&unit, &import, "submit").await.expect(200)["accounts"],
        4
    );
    recount::check(&world.db, &[&unit]).await;
}

async fn an_account_that_is_registered_already_is_told_with_its_holder(world: World) {
    let [unit, other, district] = world
        .sign_in_all(["110108M044", "130102M001", "110108"])
        .await;
    declare(&unit, "自己的", 1).await;
    declare(&other, "别人的", 2).await;
    let before = declare(&unit, "被驳回的", 4).await;
    nmrs_tests::register::reject(&district, &before["id"], "资料不全").await;
    let rows = [article(1), article(2), article(3), article(4)];
    let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
    assert_eq!(import["errors"], 3);
    assert_eq!(
        said(&unit, &import, 3).await[0],
        ["url: 本单位已报送过该账号：“自己的”（尚无标识码，添加待审核），不能重复报送。"]
    );
    let [errors, _] = said(&unit, &import, 4).await;
    assert!(
        errors[0].contains("其他填报单位") && !errors[0].contains("别人的"),
        "{errors:?}"
    );
    assert_eq!(said(&unit, &import, 5).await[0], [""; 0]);
    assert!(said(&unit, &import, 6).await[0][0].contains("被驳回的"));
    // A draft claims no identity.
    assert_eq!(import["draft_errors"], 0);
    assert_eq!(
        commit(&unit, &import, "draft").await.expect(200)["accounts"],
        4
    );
}

async fn what_was_taken_after_the_check_is_found_at_the_commit(world: World) {
    let [unit, other] = world.sign_in_all(["110108M044", "130102M001"]).await;
    let rows: Vec<_> = (1..=700).map(article).collect();
    let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
    assert_eq!(import["errors"], 0);
    declare(&other, "后来的", 650).await;
    let refused = commit(&unit, &import, "submit").await;
    let refused = refused.problem(409, "import_has_errors");
    assert!(
        refused["detail"].as_str().unwrap().contains("1 行"),
        "{refused}"
    );
    assert_eq!(unit.get("/accounts").await.expect(200)["total"], 0);
    let now = present(&unit, &import).await;
    assert_eq!((&now["errors"], &now["version"]), (&json!(1), &json!(2)));
    let path = format!("/accounts/imports/{}/rows?only=errors", import["id"]);
    let wrong = unit.get(&path).await.expect(200);
    assert_eq!(
        (&wrong["total"], &wrong["items"][0]["row"]),
        (&json!(1), &json!(652))
    );
    let skip = json!({"skipped": true, "version": 2});
    let skipped = patch(&unit, &import, 652, skip).await.expect(200);
    let done = commit(&unit, &skipped["import"], "submit")
        .await
        .expect(200);
    assert_eq!(done["accounts"], 699);
    recount::check(&world.db, &[&unit, &other]).await;
    recount::check_integrity(&world.db).await;
}

async fn drafts_need_only_what_can_be_kept(world: World) {
    let unit = world.sign_in("110108M044").await;
    let rows = [
        with(weibo(1), &[(C::Url, ""), (C::Owner, ""), (C::Publish, "")]),
        with(weibo(2), &[(C::ContactMobile, "一二三")]),
    ];
    let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
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
    let mended = patch(&unit, &import, 4, body).await.expect(200);
    assert_eq!(
        commit(&unit, &mended["import"], "draft").await.expect(200)["accounts"],
        2
    );
    let drafts = unit
        .get("/accounts?tab=drafts&sort=created_at")
        .await
        .expect(200);
    assert_eq!(drafts["total"], 2);
    assert_eq!(drafts["items"][0]["url"], "");
    assert_eq!(drafts["items"][0]["contact"]["mobile"], "13800001111");
    recount::check(&world.db, &[&unit]).await;
    recount::check_integrity(&world.db).await;
}

async fn what_should_be_looked_at_is_a_warning(world: World) {
    let [unit, neighbour, district, capital] = world
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    let offices = [&district, &capital];
    let ended = registered(&neighbour, &offices, "从前的", 1).await;
    let closure = nmrs_tests::register::closure;
    nmrs_tests::register::act(&neighbour, &ended["id"], "close", closure)
        .await
        .expect(200);
    approve(&district, &ended["id"]).await;
    declare(&unit, "本单位的", 2).await;
    declare(&neighbour, "上庄镇发布", 3).await;
    let by_hand = [
        (C::Kind, "微信视频号"),
        (C::Url, "https://channels.weixin.qq.com/web/pages/home"),
        (C::ExternalId, "sphABC123"),
    ];
    let rows = [
        with(article(1), &[(C::Name, "上庄镇 发布")]),
        with(weibo(5), &by_hand),
        weibo(6),
        weibo(7),
    ];
    let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
    assert_eq!(
        (&import["errors"], &import["warnings"]),
        (&json!(0), &json!(4))
    );
    let [_, warnings] = said(&unit, &import, 3).await;
    let columns: Vec<_> = warnings
        .iter()
        .map(|line| line.split(':').next().unwrap())
        .collect();
    assert_eq!(columns, ["name", "kind", "url"], "{warnings:?}");
    assert!(warnings[1].contains("“本单位的”"), "{warnings:?}");
    // What another unit did is told without its name.
    assert!(!warnings.concat().contains("从前的"), "{warnings:?}");
    let [_, warnings] = said(&unit, &import, 4).await;
    assert_eq!(warnings.len(), 1);
    assert!(warnings[0].starts_with("external_id: 平台 ID 由填报单位手工填写"));
    for row in [5, 6] {
        let [_, warnings] = said(&unit, &import, row).await;
        assert_eq!(
            warnings,
            ["kind: 本表另有账号在同一平台，请确认不是重复开设。"]
        );
    }
    let path = format!("/accounts/imports/{}/rows?only=warnings", import["id"]);
    assert_eq!(unit.get(&path).await.expect(200)["total"], 4);
    // The last but one of a platform is told that it is alone now.
    let body = json!({"skipped": true, "version": 1});
    let changed = patch(&unit, &import, 6, body).await.expect(200);
    assert_eq!(changed["import"]["warnings"], 2);
    assert_eq!(changed["rows"][1]["row"], 5);
    assert_eq!(said_of(&changed["rows"][1])[1], [""; 0]);
    // Warnings refuse nothing.
    assert_eq!(
        commit(&unit, &changed["import"], "submit")
            .await
            .expect(200)["accounts"],
        3
    );
}

async fn a_change_needs_the_version_and_a_row_that_is_there(world: World) {
    let unit = world.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", sheet(&[weibo(1)]))
        .await
        .expect(201);
    let change = |version: Value| json!({"cells": {"name": "新名"}, "version": version});
    for row in [0, 2, 4, u32::MAX] {
        let answer = patch(&unit, &import, row, change(json!(1))).await;
        answer.problem(404, "not_found");
    }
    let too_long = json!({"cells": {"name": "长".repeat(5001)}, "version": 1});
    let refused = patch(&unit, &import, 3, too_long).await;
    refused.field_error("/cells/name");
    let unknown = json!({"cells": {"fax": "1"}, "version": 1});
    patch(&unit, &import, 3, unknown)
        .await
        .problem(400, "malformed_body");
    patch(&unit, &import, 3, change(json!(1))).await.expect(200);
    let stale = patch(&unit, &import, 3, change(json!(1))).await;
    stale.problem(409, "version_conflict");
    commit(&unit, &import, "submit")
        .await
        .problem(409, "version_conflict");
    // Two at once: one of them is told that it was late.
    let (one, two) = tokio::join!(
        patch(&unit, &import, 3, change(json!(2))),
        patch(&unit, &import, 3, change(json!(2)))
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(present(&unit, &import).await["version"], 3);
}
