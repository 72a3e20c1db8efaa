//! Accounts out of scope are not found.

use nmrs_tests::data::accounts::{add_account, get_account, wechat_form};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

on_both_databases!(
    offices_above_see_an_account_and_others_do_not,
    another_unit_cannot_read_or_change_an_account,
    a_filter_cannot_reach_beyond_the_scope,
);

async fn offices_above_see_an_account_and_others_do_not(app: TestApp) {
    let unit = app.sign_in("130102M001").await;
    let id = add_account(&unit, "长安教育", 1).await["id"].clone();
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
        let client = app.sign_in(user).await;
        let total = client.get("/accounts").await.expect(200)["total"].clone();
        assert_eq!(total, i64::from(sees), "{user}");
        for path in ["", "/events", "/events/verification", "/log-document"] {
            let response = client.get(&format!("/accounts/{id}{path}")).await;
            if sees {
                response.expect(200);
            } else {
                response.problem(404, "not_found");
            }
        }
    }
}

async fn another_unit_cannot_read_or_change_an_account(app: TestApp) {
    let [unit, sibling] = app.sign_in_all(["110108M044", "110108M045"]).await;
    let before = add_account(&unit, "上庄发布", 1).await;
    let (path, version) = (format!("/accounts/{}", before["id"]), &before["version"]);
    let mut body = wechat_form("夺名", 2, true);
    body["version"] = version.clone();
    for response in [
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
        response.problem(404, "not_found");
    }
    assert_eq!(get_account(&unit, &before["id"]).await, before);
}

async fn a_filter_cannot_reach_beyond_the_scope(app: TestApp) {
    let [unit, city, other] = app.sign_in_all(["130102M001", "130100", "110000"]).await;
    add_account(&unit, "长安教育", 1).await;
    let id = async |code| app.db.org_unit_id(code).await;
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
    let unit_id = app.db.reporting_unit_id("130102M001").await;
    let path = format!("/accounts?unit={unit_id}");
    assert_eq!(city.get(&path).await.expect(200)["total"], 1);
    other.get(&path).await.problem(404, "not_found");
}
