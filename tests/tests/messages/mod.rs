//! Messages about decisions, and reminders of overdue reviews.

mod decisions;
mod inbox;
mod reminders;

use nmrs_tests::ApiClient;
use serde_json::Value;

/// Returns the messages of a user, newest first.
async fn get_messages(client: &ApiClient, query: &str) -> Vec<Value> {
    let page = client.get(&format!("/messages?{query}")).await.expect(200);
    let items = page["items"].as_array().unwrap().clone();
    assert_eq!(page["total"], items.len(), "on one page");
    items
}

/// Returns the kinds of the messages of a user, newest first.
async fn message_kinds(client: &ApiClient) -> Vec<String> {
    let all = get_messages(client, "").await;
    all.iter()
        .map(|message| message["kind"].as_str().unwrap().to_owned())
        .collect()
}

/// Returns the number of unread messages.
async fn count_unread(client: &ApiClient) -> Value {
    let summary = client.get("/messages/summary").await.expect(200);
    summary["unread"].clone()
}
