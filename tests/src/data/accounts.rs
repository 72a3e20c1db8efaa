//! The steps that accounts go through, as short calls.

use serde_json::{Value, json};

use crate::{Answer, Api};

/// A WeChat subscription account, complete, whose identity is number `n`; `submit` as said.
pub fn wechat(name: &str, n: u32, submit: bool) -> Value {
    json!({
        "kind": "wechat_subscription",
        "name": name,
        "owner": "办公室",
        "url": format!("https://mp.weixin.qq.com/s?__biz={}&mid=2650&idx=1", 3_000_000_000 + u64::from(n)),
        "represents_government": true,
        "functions": ["publish", "interact"],
        "contact": {"name": "王联络", "mobile": "13800001111"},
        "submit": submit,
    })
}

/// A decision on the version that was read.
pub fn decision(verdict: &str, reason: &str, version: &Value) -> Value {
    json!({
        "decision": verdict,
        "reason": reason,
        "reviewer_name": "李审核",
        "reviewer_phone": "010-35001121",
        "version": version,
    })
}

/// One decision on many, each an account as its unit saw it when it was submitted.
pub fn decisions(verdict: &str, reason: &str, accounts: &[&Value]) -> Value {
    let items: Vec<Value> = accounts
        .iter()
        .map(|account| json!({"id": account["review_id"], "version": account["version"]}))
        .collect();
    json!({
        "decision": verdict,
        "reason": reason,
        "reviewer_name": "李审核",
        "reviewer_phone": "010-35001121",
        "items": items,
    })
}

/// Declares an account and submits it.
pub async fn declare(unit: &Api, name: &str, n: u32) -> Value {
    unit.post("/accounts", wechat(name, n, true))
        .await
        .expect(201)
}

/// An account as a caller sees it.
pub async fn account(api: &Api, id: &Value) -> Value {
    api.get(&format!("/accounts/{id}")).await.expect(200)
}

/// The decision of an office on what an account waits for.
pub async fn decide(office: &Api, id: &Value, verdict: &str, reason: &str) -> Answer {
    let account = account(office, id).await;
    let (review, version) = (&account["review_id"], &account["version"]);
    assert!(review.is_i64(), "nothing to decide: {account}");
    let body = decision(verdict, reason, version);
    office
        .post(&format!("/reviews/{review}/decision"), body)
        .await
}

/// Approves what an account waits for.
pub async fn approve(office: &Api, id: &Value) -> Value {
    decide(office, id, "approve", "").await.expect(200)
}

/// Rejects what an account waits for.
pub async fn reject(office: &Api, id: &Value, reason: &str) -> Value {
    decide(office, id, "reject", reason).await.expect(200)
}

/// The log of an account, oldest first: who, what happened, from, to.
pub async fn log(api: &Api, id: &Value) -> Vec<[String; 4]> {
    let page = api
        .get(&format!("/accounts/{id}/events?per_page=100"))
        .await
        .expect(200);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let line = |event: &Value| ["actor_code", "kind", "from", "to"].map(|name| text(&event[name]));
    let items = page["items"].as_array().expect("items");
    items.iter().rev().map(line).collect()
}

/// Declares an account and has it approved by one office after the other, up to level 1.
pub async fn registered(unit: &Api, offices: &[&Api], name: &str, n: u32) -> Value {
    let id = declare(unit, name, n).await["id"].clone();
    for office in offices {
        approve(office, &id).await;
    }
    let registered = account(unit, &id).await;
    assert_eq!(registered["status"], "normal", "{registered}");
    registered
}

/// An application to close an account, on the version that was read.
pub fn closure(version: &Value) -> Value {
    json!({
        "applicant_name": "王申请",
        "applicant_phone": "13800001111",
        "cancelled_on": "2020-11-01",
        "details": "已在平台办理注销",
        "version": version,
    })
}

/// An application to restore an account, on the version that was read.
pub fn restoration(version: &Value) -> Value {
    json!({
        "applicant_name": "赵申请",
        "applicant_phone": "010-35001121",
        "reason": "机构调整完成，恢复更新",
        "version": version,
    })
}

/// A deletion by the central office, of the version that was read.
pub fn deletion(version: &Value) -> Value {
    json!({"letter_number": "冀政办函〔2026〕7号", "reason": "误报", "version": version})
}

/// A registered account as a form, to be changed and sent back.
pub fn form_of(account: &Value) -> Value {
    const FIELDS: [&str; 10] = [
        "kind",
        "platform_name",
        "name",
        "owner",
        "url",
        "represents_government",
        "functions",
        "other_function",
        "contact",
        "version",
    ];
    FIELDS
        .iter()
        .map(|field| ((*field).to_owned(), account[*field].clone()))
        .collect()
}

/// Does something with an account on its present version, and answers what it has become.
pub async fn act(api: &Api, id: &Value, action: &str, body: impl Fn(&Value) -> Value) -> Answer {
    let version = account(api, id).await["version"].clone();
    api.post(&format!("/accounts/{id}/{action}"), body(&version))
        .await
}
