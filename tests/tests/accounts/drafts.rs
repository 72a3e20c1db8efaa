//! Drafts are visible to their unit only.

use nmrs_tests::data::accounts::{get_account, log_lines, wechat_form};
use nmrs_tests::{TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    a_draft_is_saved_edited_and_submitted,
    a_stored_draft_is_submitted_once_it_is_complete,
    offices_do_not_see_drafts,
    a_deleted_draft_is_not_found,
    a_submitted_account_cannot_be_changed_as_a_draft,
);

async fn a_draft_is_saved_edited_and_submitted(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let draft = unit
        .post("/accounts", json!({"kind": "weibo", "url": "weibo.com/x"}))
        .await
        .expect(201);
    assert_eq!(draft["status"], "draft");
    assert_eq!(draft["represents_government"], Value::Null);
    let id = &draft["id"];
    let put = async |mut body: Value, version: &Value| {
        body["version"] = version.clone();
        unit.put(&format!("/accounts/{id}"), body).await
    };
    let edited = put(wechat_form("上庄", 1, false), &draft["version"])
        .await
        .expect(200);
    assert_eq!(edited["kind"], "wechat_subscription");
    assert_eq!(edited["version"], draft["version"].as_i64().unwrap() + 1);
    let stale = put(wechat_form("旧", 1, false), &draft["version"]).await;
    let stale = stale.problem(409, "version_conflict");
    assert_eq!(stale["current"]["version"], edited["version"]);
    unit.put(&format!("/accounts/{id}"), wechat_form("无版本", 1, false))
        .await
        .field_error("/version");
    invariants::check_counts(&app.db, &[&unit]).await;

    let submitted = put(wechat_form("上庄发布", 1, true), &edited["version"])
        .await
        .expect(200);
    assert_eq!(submitted["status"], "add_pending");
    assert_eq!(submitted["name"], "上庄发布");
    let kinds: Vec<_> = log_lines(&unit, id)
        .await
        .into_iter()
        .map(|[_, kind, ..]| kind)
        .collect();
    assert_eq!(kinds, ["drafted", "edited", "applied"]);
    invariants::check_counts(&app.db, &[&unit]).await;
    invariants::check_integrity(&app.db).await;
}

async fn a_stored_draft_is_submitted_once_it_is_complete(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let incomplete = unit
        .post("/accounts", json!({"kind": "weibo"}))
        .await
        .expect(201);
    let complete = unit
        .post("/accounts", wechat_form("上庄发布", 1, false))
        .await
        .expect(201);
    let submit = async |draft: &Value| {
        let path = format!("/accounts/{}/submit", draft["id"]);
        unit.post(&path, json!({"version": draft["version"]})).await
    };
    assert!(
        submit(&incomplete)
            .await
            .field_error("/url")
            .contains("weibo.com/u/")
    );
    let still = get_account(&unit, &incomplete["id"]).await;
    assert_eq!(still["status"], "draft");
    assert_eq!(submit(&complete).await.expect(200)["status"], "add_pending");
    submit(&complete).await.problem(409, "version_conflict");
}

async fn offices_do_not_see_drafts(app: TestApp) {
    let [unit, sibling, district, city, central] = app
        .sign_in_all(["110108M044", "110108M045", "110108", "110000", "GB0000"])
        .await;
    let draft = unit
        .post("/accounts", wechat_form("草稿", 1, false))
        .await
        .expect(201);
    let id = &draft["id"];
    for other in [&sibling, &district, &city, &central] {
        for path in ["", "/events"] {
            other
                .get(&format!("/accounts/{id}{path}"))
                .await
                .problem(404, "not_found");
        }
        for list in ["", "?tab=drafts", "?status=draft", "?name=草稿"] {
            let page = other.get(&format!("/accounts{list}")).await.expect(200);
            assert_eq!(page["total"], 0, "{list}");
            assert_eq!(page["items"], json!([]), "{list}");
        }
    }
    invariants::check_counts(&app.db, &[&unit, &sibling, &district, &city, &central]).await;
}

async fn a_deleted_draft_is_not_found(app: TestApp) {
    let [unit, sibling] = app.sign_in_all(["110108M044", "110108M045"]).await;
    let draft = unit
        .post("/accounts", wechat_form("草稿", 1, false))
        .await
        .expect(201);
    let path = format!("/accounts/{}", draft["id"]);
    let at = |version: i64| format!("{path}?version={version}");
    let version = draft["version"].as_i64().unwrap();
    sibling.delete(&at(version)).await.problem(404, "not_found");
    unit.delete(&at(version + 1))
        .await
        .problem(409, "version_conflict");
    let response = unit.delete(&at(version)).await;
    assert_eq!((response.status, response.text.as_str()), (204, ""));
    unit.get(&path).await.problem(404, "not_found");
    unit.delete(&at(version)).await.problem(404, "not_found");
    invariants::check_counts(&app.db, &[&unit]).await;
    invariants::check_integrity(&app.db).await;
}

async fn a_submitted_account_cannot_be_changed_as_a_draft(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let submitted = unit
        .post("/accounts", wechat_form("上庄发布", 1, true))
        .await
        .expect(201);
    let (path, version) = (
        format!("/accounts/{}", submitted["id"]),
        &submitted["version"],
    );
    let mut body = wechat_form("改名", 1, false);
    body["version"] = version.clone();
    for response in [
        unit.put(&path, body).await,
        unit.delete(&format!("{path}?version={version}")).await,
        unit.post(&format!("{path}/submit"), json!({"version": version}))
            .await,
        unit.post(&format!("{path}/abandon"), json!({"version": version}))
            .await,
    ] {
        let problem = response.problem(409, "wrong_status");
        assert_eq!(problem["current"]["status"], "add_pending");
        assert_eq!(problem["current"]["version"], *version);
    }
    assert_eq!(get_account(&unit, &submitted["id"]).await, submitted);
}
