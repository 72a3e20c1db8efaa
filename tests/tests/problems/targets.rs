//! For each call that takes a body: something that it would work on, and a body that it would take.

use nmrs_tests::register::{
    account, act, approve, closure, decision, decisions, declare, deletion, registered, reject,
    restoration, wechat,
};
use nmrs_tests::sheet::{sheet, upload, weibo};
use nmrs_tests::{Api, World, fixture::PASSWORD};
use serde_json::{Value, json};

use super::operations::{Operation, all};

/// A call that would succeed as it is.
pub(crate) struct Target {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) caller: Api,
    pub(crate) body: Value,
}

/// An account form in which every field is filled in.
fn full(n: u32, submit: bool, version: &Value) -> Value {
    let mut body = wechat("上庄发布", n, submit);
    body["platform_name"] = json!("微信");
    body["external_id"] = json!("");
    body["other_function"] = json!("预约");
    body["contact"] = json!({
        "name": "王联络",
        "position": "科员",
        "mobile": "13800001111",
        "landline": "010-35001121",
    });
    if !version.is_null() {
        body["version"] = version.clone();
    }
    body
}

/// What the central office sets for everybody.
fn setting(name: &str) -> Value {
    match name {
        "PUT /settings/review-limit" => json!({"working_days": 5}),
        "PUT /calendar/days/{day}" => json!({"kind": "off", "note": "国庆节"}),
        _ => {
            let span = json!({"from": "2030-10-01", "kind": "off", "note": "国庆节"});
            json!({"spans": [span]})
        }
    }
}

/// An export of anything.
fn export() -> Value {
    json!({"filter": {"name": "上庄", "page": "1"}, "columns": ["name", "id"], "format": "csv"})
}

/// A closed account.
async fn closed(unit: &Api, offices: [&Api; 2]) -> Value {
    let id = registered(unit, &offices, "关停", 8).await["id"].clone();
    act(unit, &id, "close", closure).await.expect(200);
    approve(offices[0], &id).await;
    account(offices[1], &id).await
}

/// The targets of every call with a body; a call that is not known here fails the test.
pub(crate) async fn prepare(world: &World) -> Vec<Target> {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let draft = unit
        .post("/accounts", wechat("草稿", 1, false))
        .await
        .expect(201);
    let pending = declare(&unit, "待审", 2).await;
    let rejected = declare(&unit, "驳回", 3).await;
    let rejected = reject(&district, &rejected["id"], "资料不全").await;
    let [capital, central] = world.sign_in_all(["110000", "GB0000"]).await;
    let offices = [&district, &capital];
    let normal = registered(&unit, &offices, "在用", 7).await;
    let closed = closed(&unit, offices).await;
    let import = upload(&unit, "账号.xlsx", sheet(&[weibo(1)]))
        .await
        .expect(201);
    let mut targets = Vec::new();
    for operation in all(world).await.into_iter().filter(|o| o.has_body) {
        let Operation { method, path, .. } = &operation;
        let (caller, id, body) = match operation.name().as_str() {
            "POST /auth/login" => (
                &world.anonymous(),
                &Value::Null,
                World::login_body("110108M045", "Wrong-2026"),
            ),
            "POST /auth/password" => (
                &unit,
                &Value::Null,
                json!({"old_password": PASSWORD, "new_password": "Other-2027"}),
            ),
            "POST /accounts" => (&unit, &Value::Null, full(4, true, &Value::Null)),
            "PUT /accounts/{id}" => (&unit, &draft["id"], full(5, false, &draft["version"])),
            "POST /accounts/{id}/submit" => {
                (&unit, &draft["id"], json!({"version": draft["version"]}))
            }
            "POST /accounts/{id}/modify" => {
                let mut changed = full(7, true, &normal["version"]);
                changed["owner"] = json!("宣传科");
                (&unit, &normal["id"], changed)
            }
            "POST /accounts/{id}/close" => (&unit, &normal["id"], closure(&normal["version"])),
            "POST /accounts/{id}/restore" => {
                (&capital, &closed["id"], restoration(&closed["version"]))
            }
            "POST /accounts/{id}/delete" => (&central, &normal["id"], deletion(&normal["version"])),
            "POST /accounts/{id}/abandon" => {
                let body = json!({"version": rejected["version"]});
                (&unit, &rejected["account_id"], body)
            }
            "POST /accounts/{id}/resubmit" => {
                let body = full(6, true, &rejected["version"]);
                (&unit, &rejected["account_id"], body)
            }
            "POST /reviews/{id}/decision" => (
                &district,
                &pending["review_id"],
                decision("reject", "不符合规定", &pending["version"]),
            ),
            "PUT /preferences/work-list" => {
                let columns = json!([{"column": "url", "visible": true}]);
                let body = json!({"columns": columns, "density": "compact", "per_page": 50});
                (&unit, &Value::Null, body)
            }
            "POST /reviews/decisions" => (
                &district,
                &Value::Null,
                decisions("reject", "不符合规定", &[&pending]),
            ),
            "POST /accounts/export" | "POST /reporting-units/export" => {
                (&district, &Value::Null, export())
            }
            "POST /exports/tickets" => {
                let mut body = export();
                body["resource"] = json!("accounts");
                (&district, &Value::Null, body)
            }
            "POST /messages/read" => (&unit, &Value::Null, json!({"up_to": 1})),
            name @ ("PUT /calendar/days/{day}"
            | "POST /calendar/days"
            | "PUT /settings/review-limit") => (&central, &Value::Null, setting(name)),
            "PATCH /accounts/imports/{id}/rows/{row}" => {
                let body = json!({"cells": {"name": "改正"}, "skipped": false, "version": 1});
                (&unit, &import["id"], body)
            }
            "POST /accounts/imports/{id}/commit" => {
                (&unit, &import["id"], json!({"mode": "draft", "version": 1}))
            }
            new => panic!("say here what {new} would work on, so that its bad bodies are tested"),
        };
        targets.push(Target {
            method: method.clone(),
            path: path
                .replace("{id}", &id.to_string())
                .replace("{day}", "2030-10-01")
                .replace("{row}", "3"),
            caller: caller.clone(),
            body,
        });
    }
    targets
}
