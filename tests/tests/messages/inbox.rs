//! Reading messages.

use nmrs_tests::data::accounts::{add_account, reject};
use nmrs_tests::{ApiClient, Server, TestApp, on_both_databases};
use serde_json::{Value, json};

use super::{count_unread, get_messages};

on_both_databases!(
    messages_are_marked_as_read_singly_and_together,
    a_message_is_visible_to_its_recipient_only,
    messages_are_paged,
    only_messages_read_long_ago_are_deleted,
);

/// Adds `count` accounts and has them rejected.
async fn add_rejected_accounts(unit: &ApiClient, office: &ApiClient, count: u32) {
    for n in 1..=count {
        let id = add_account(unit, &format!("账号{n}"), n).await["id"].clone();
        reject(office, &id, "资料不全").await;
    }
}

async fn messages_are_marked_as_read_singly_and_together(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    assert_eq!(count_unread(&unit).await, 0);
    add_rejected_accounts(&unit, &district, 4).await;
    assert_eq!(count_unread(&unit).await, 4);
    let all = get_messages(&unit, "").await;
    let read = format!("/messages/{}/read", all[2]["id"]);
    unit.post(&read, json!(null)).await.expect(204);
    let seen = |all: &[Value]| all[2]["read_at"].clone();
    let first = seen(&get_messages(&unit, "").await);
    assert!(first.is_string());
    unit.post(&read, json!(null)).await.expect(204);
    assert_eq!(
        seen(&get_messages(&unit, "").await),
        first,
        "once read, read"
    );
    assert_eq!(count_unread(&unit).await, 3);
    let left = get_messages(&unit, "unread=true").await;
    assert_eq!(left.len(), 3);
    assert!(left.iter().all(|message| message["read_at"].is_null()));
    assert_eq!(get_messages(&unit, "unread=false").await.len(), 4);

    // Messages newer than `up_to` stay unread.
    let up_to = json!({"up_to": all[1]["id"]});
    unit.post("/messages/read", up_to).await.expect(204);
    let left = get_messages(&unit, "unread=true").await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["id"], all[0]["id"]);
    let everything = json!({"up_to": all[0]["id"]});
    unit.post("/messages/read", everything).await.expect(204);
    assert_eq!(count_unread(&unit).await, 0);
    assert!(get_messages(&unit, "unread=true").await.is_empty());
    assert_eq!(get_messages(&unit, "").await.len(), 4);
}

async fn a_message_is_visible_to_its_recipient_only(app: TestApp) {
    let [unit, neighbour, district, city, central] = app
        .sign_in_all(["110108M044", "110108M045", "110108", "110000", "GB0000"])
        .await;
    add_rejected_accounts(&unit, &district, 1).await;
    let message = &get_messages(&unit, "").await[0];
    let read = format!("/messages/{}/read", message["id"]);
    for other in [&neighbour, &district, &city, &central] {
        assert!(get_messages(other, "").await.is_empty());
        assert_eq!(count_unread(other).await, 0);
        let response = other.post(&read, json!(null)).await;
        response.problem(404, "not_found");
        let all = json!({"up_to": i64::MAX});
        other.post("/messages/read", all).await.expect(204);
    }
    assert_eq!(count_unread(&unit).await, 1);
    let nothing = unit.post("/messages/999999/read", json!(null)).await;
    nothing.problem(404, "not_found");
}

async fn messages_are_paged(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    add_rejected_accounts(&unit, &district, 5).await;
    let mut ids = Vec::new();
    for page in 1..=3 {
        let path = format!("/messages?per_page=2&page={page}&unread=true");
        let page = unit.get(&path).await.expect(200);
        assert_eq!((&page["total"], &page["per_page"]), (&json!(5), &json!(2)));
        let items = page["items"].as_array().unwrap();
        ids.extend(items.iter().map(|item| item["id"].as_i64().unwrap()));
    }
    assert_eq!(ids.len(), 5);
    assert!(ids.is_sorted_by(|a, b| a > b), "newest first: {ids:?}");
    for (query, pointer) in [
        ("page=0", "/page"),
        ("per_page=101", "/per_page"),
        ("unread=x", "/unread"),
    ] {
        let response = unit.get(&format!("/messages?{query}")).await;
        response.field_error(pointer);
    }
}

async fn only_messages_read_long_ago_are_deleted(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    add_rejected_accounts(&unit, &district, 3).await;
    let all = get_messages(&unit, "").await;
    let now = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
    // The first was read 181 days ago, the second 179 days ago, the third is unread.
    for (message, days) in all.iter().zip([181, 179]) {
        let read = now - days * 86_400_000;
        let id = &message["id"];
        let sql = format!("UPDATE messages SET read_at = {read} WHERE id = {id}");
        app.db.execute(&sql).await;
    }
    app.db.execute("UPDATE messages SET created_at = 0").await;
    // A server deletes old messages when it starts.
    let _second = Server::start(&app.db);
    let began = std::time::Instant::now();
    // Not by the list: its rows and their total may be read before and after the deletion.
    let first = format!("messages WHERE id = {}", all[0]["id"]);
    while app.db.count(&first).await == 1 {
        assert!(began.elapsed().as_secs() < 60, "nothing was removed");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let left: Vec<_> = get_messages(&unit, "").await;
    let ids = |messages: &[Value]| messages.iter().map(|m| m["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&left), ids(&all[1..]));
    assert_eq!(count_unread(&unit).await, 1);
}
