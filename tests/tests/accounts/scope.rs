//! What is out of scope is not there.

use nmrs_tests::register::{account, declare, wechat};
use nmrs_tests::{World, on_both_databases};
use serde_json::json;

on_both_databases!(
    everybody_above_sees_an_account_and_nobody_beside_does,
    another_unit_cannot_touch_an_account,
    a_filter_cannot_reach_beyond_the_scope,
);

async fn everybody_above_sees_an_account_and_nobody_beside_does(world: World) {
    let unit = world.sign_in("130102M001").await;
    let id = declare(&unit, "长安教育", 1).await["id"].clone();
    for (user, sees) in [
        ("130102", true),
        ("130100", true),
        ("130000", true),
        ("GB0000", true),
        ("130104", false),
        ("110000", false),
        ("bm2900", false),
        ("130100M024", false),
        ("110108M044", false),
    ] {
        let api = world.sign_in(user).await;
        let total = api.get("/accounts").await.expect(200)["total"].clone();
        assert_eq!(total, i64::from(sees), "{user}");
        for path in ["", "/events", "/events/verification", "/log-document"] {
            let answer = api.get(&format!("/accounts/{id}{path}")).await;
            if sees {
                answer.expect(200);
            } else {
                answer.problem(404, "not_found");
            }
        }
    }
}

async fn another_unit_cannot_touch_an_account(world: World) {
    let [unit, sibling] = world.sign_in_all(["110108M044", "110108M045"]).await;
    let before = declare(&unit, "上庄发布", 1).await;
    let (path, version) = (format!("/accounts/{}", before["id"]), &before["version"]);
    let mut body = wechat("夺名", 2, true);
    body["version"] = version.clone();
    for answer in [
        sibling.get(&path).await,
        sibling.put(&path, body.clone()).await,
        sibling.delete(&format!("{path}?version={version}")).await,
        sibling.post(&format!("{path}/resubmit"), body).await,
        sibling
            .post(&format!("{path}/submit"), json!({"version": version}))
            .await,
        sibling
            .post(&format!("{path}/abandon"), json!({"version": version}))
            .await,
    ] {
        answer.problem(404, "not_found");
    }
    assert_eq!(account(&unit, &before["id"]).await, before);
}

async fn a_filter_cannot_reach_beyond_the_scope(world: World) {
    let [unit, city, other] = world.sign_in_all(["130102M001", "130100", "110000"]).await;
    declare(&unit, "长安教育", 1).await;
    let id = async |code| world.db.db_org_unit(code).await;
    for (code, total) in [("130100", 1), ("130102", 1), ("130104", 0)] {
        let path = format!("/accounts?org={}", id(code).await);
        assert_eq!(city.get(&path).await.expect(200)["total"], total, "{code}");
    }
    for code in ["130102", "130000", "GB0000"] {
        let path = format!("/accounts?org={}", id(code).await);
        other.get(&path).await.problem(404, "not_found");
    }
    let above = format!("/accounts?org={}", id("130000").await);
    city.get(&above).await.problem(404, "not_found");
}
