//! Forms of accounts, and the steps of an account from draft to deletion.

use serde_json::{Value, json};

use crate::client::{ApiClient, Response};

/// Returns a valid form of a WeChat subscription account with identity number `n`.
pub fn wechat_form(name: &str, n: u32, submit: bool) -> Value {
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

/// Returns the form of a decision.
pub fn decision_form(verdict: &str, reason: &str, version: &Value) -> Value {
    json!({
        "decision": verdict,
        "reason": reason,
        "reviewer_name": "李审核",
        "reviewer_phone": "010-35001121",
        "version": version,
    })
}

/// Returns the form of one decision on the open reviews of several accounts.
pub fn batch_form(verdict: &str, reason: &str, accounts: &[&Value]) -> Value {
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

/// Adds an account and submits it.
pub async fn add_account(unit: &ApiClient, name: &str, n: u32) -> Value {
    unit.post("/accounts", wechat_form(name, n, true))
        .await
        .expect(201)
}

/// Adds and submits an account for each name, with identity numbers from 1.
pub async fn add_accounts(unit: &ApiClient, names: impl IntoIterator<Item = String>) -> Vec<Value> {
    let mut added = Vec::new();
    for (n, name) in (1..).zip(names) {
        added.push(add_account(unit, &name, n).await);
    }
    added
}

/// Returns an account as a caller sees it.
pub async fn get_account(client: &ApiClient, id: &Value) -> Value {
    client.get(&format!("/accounts/{id}")).await.expect(200)
}

/// Decides the open review of an account.
pub async fn decide(office: &ApiClient, id: &Value, verdict: &str, reason: &str) -> Response {
    let account = get_account(office, id).await;
    let (review, version) = (&account["review_id"], &account["version"]);
    assert!(review.is_i64(), "no open review: {account}");
    let body = decision_form(verdict, reason, version);
    office
        .post(&format!("/reviews/{review}/decision"), body)
        .await
}

/// Approves the open review of an account.
pub async fn approve(office: &ApiClient, id: &Value) -> Value {
    decide(office, id, "approve", "").await.expect(200)
}

/// Rejects the open review of an account.
pub async fn reject(office: &ApiClient, id: &Value, reason: &str) -> Value {
    decide(office, id, "reject", reason).await.expect(200)
}

/// Returns the log of an account, oldest event first: actor, kind, from, to.
pub async fn log_lines(client: &ApiClient, id: &Value) -> Vec<[String; 4]> {
    let page = client
        .get(&format!("/accounts/{id}/events?per_page=100"))
        .await
        .expect(200);
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let line = |event: &Value| ["actor_code", "kind", "from", "to"].map(|name| text(&event[name]));
    let items = page["items"].as_array().expect("items");
    items.iter().rev().map(line).collect()
}

/// Adds an account and has it approved by each office in turn, up to level 1.
pub async fn register_account(
    unit: &ApiClient,
    offices: &[&ApiClient],
    name: &str,
    n: u32,
) -> Value {
    let id = add_account(unit, name, n).await["id"].clone();
    for office in offices {
        approve(office, &id).await;
    }
    let registered = get_account(unit, &id).await;
    assert_eq!(registered["status"], "normal", "{registered}");
    registered
}

/// Returns the form that applies to close an account.
pub fn close_form(version: &Value) -> Value {
    json!({
        "applicant_name": "王申请",
        "applicant_phone": "13800001111",
        "cancelled_on": "2020-11-01",
        "details": "已在平台办理注销",
        "version": version,
    })
}

/// Returns the form that applies to restore an account.
pub fn restore_form(version: &Value) -> Value {
    json!({
        "applicant_name": "赵申请",
        "applicant_phone": "010-35001121",
        "reason": "机构调整完成，恢复更新",
        "version": version,
    })
}

/// Returns the form by which the central office deletes an account.
pub fn delete_form(version: &Value) -> Value {
    json!({"letter_number": "冀政办函〔2026〕7号", "reason": "误报", "version": version})
}

/// Returns the form of an account, for `modify` and `resubmit`.
pub fn to_form(account: &Value) -> Value {
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

/// Reads the version of an account and posts an action with it.
pub async fn perform(
    client: &ApiClient,
    id: &Value,
    action: &str,
    body: impl Fn(&Value) -> Value,
) -> Response {
    let version = get_account(client, id).await["version"].clone();
    client
        .post(&format!("/accounts/{id}/{action}"), body(&version))
        .await
}

/// Returns a body that has nothing but the version.
pub fn version_body(version: &Value) -> Value {
    json!({"version": version})
}
