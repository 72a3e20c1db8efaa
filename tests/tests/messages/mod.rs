//! Messages: what was decided, and what an office leaves waiting.

mod decisions;
mod inbox;
mod reminders;

use nmrs_tests::Api;
use serde_json::Value;

/// A user's messages, newest first.
async fn messages(api: &Api, query: &str) -> Vec<Value> {
    let page = api.get(&format!("/messages?{query}")).await.expect(200);
    let items = page["items"].as_array().unwrap().clone();
    assert_eq!(page["total"], items.len(), "on one page");
    items
}

/// Their kinds.
async fn kinds(api: &Api) -> Vec<String> {
    let all = messages(api, "").await;
    all.iter()
        .map(|message| message["kind"].as_str().unwrap().to_owned())
        .collect()
}

/// How many were not read.
async fn unread(api: &Api) -> Value {
    let summary = api.get("/messages/summary").await.expect(200);
    summary["unread"].clone()
}
