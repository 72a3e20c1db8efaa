//! Reading messages: one's own only.

use nmrs_tests::register::{declare, reject};
use nmrs_tests::{Api, Server, World, on_both_databases};
use serde_json::{Value, json};

use super::{messages, unread};

on_both_databases!(
    messages_become_read_one_by_one_and_all_together,
    a_message_is_its_recipients_alone,
    messages_have_pages,
    what_was_read_long_ago_is_removed_and_nothing_else,
);

/// Has so many additions of a unit rejected.
async fn rejections(unit: &Api, office: &Api, count: u32) {
    for n in 1..=count {
        let id = declare(unit, &format!("账号{n}"), n).await["id"].clone();
        reject(office, &id, "资料不全").await;
    }
}

async fn messages_become_read_one_by_one_and_all_together(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    assert_eq!(unread(&unit).await, 0);
    rejections(&unit, &district, 4).await;
    assert_eq!(unread(&unit).await, 4);
    let all = messages(&unit, "").await;
    let read = format!("/messages/{}/read", all[2]["id"]);
    unit.post(&read, json!(null)).await.expect(204);
    let seen = |all: &[Value]| all[2]["read_at"].clone();
    let first = seen(&messages(&unit, "").await);
    assert!(first.is_string());
    unit.post(&read, json!(null)).await.expect(204);
    assert_eq!(seen(&messages(&unit, "").await), first, "once read, read");
    assert_eq!(unread(&unit).await, 3);
    let left = messages(&unit, "unread=true").await;
    assert_eq!(left.len(), 3);
    assert!(left.iter().all(|message| message["read_at"].is_null()));
    assert_eq!(messages(&unit, "unread=false").await.len(), 4);

    // What came after the newest that was seen stays unread.
    let up_to = json!({"up_to": all[1]["id"]});
    unit.post("/messages/read", up_to).await.expect(204);
    let left = messages(&unit, "unread=true").await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0]["id"], all[0]["id"]);
    let everything = json!({"up_to": all[0]["id"]});
    unit.post("/messages/read", everything).await.expect(204);
    assert_eq!(unread(&unit).await, 0);
    assert!(messages(&unit, "unread=true").await.is_empty());
    assert_eq!(messages(&unit, "").await.len(), 4);
}

async fn a_message_is_its_recipients_alone(world: World) {
    let [unit, neighbour, district, city, central] = world
        .sign_in_all(["110108M044", "110108M045", "110108", "110000", "GB0000"])
        .await;
    rejections(&unit, &district, 1).await;
    let message = &messages(&unit, "").await[0];
    let read = format!("/messages/{}/read", message["id"]);
    for other in [&neighbour, &district, &city, &central] {
        assert!(messages(other, "").await.is_empty());
        assert_eq!(unread(other).await, 0);
        let answer = other.post(&read, json!(null)).await;
        answer.problem(404, "not_found");
        let all = json!({"up_to": i64::MAX});
        other.post("/messages/read", all).await.expect(204);
    }
    assert_eq!(unread(&unit).await, 1);
    let nothing = unit.post("/messages/999999/read", json!(null)).await;
    nothing.problem(404, "not_found");
}

async fn messages_have_pages(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    rejections(&unit, &district, 5).await;
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
        let answer = unit.get(&format!("/messages?{query}")).await;
        answer.field_error(pointer);
    }
}

async fn what_was_read_long_ago_is_removed_and_nothing_else(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    rejections(&unit, &district, 3).await;
    let all = messages(&unit, "").await;
    let now = time::OffsetDateTime::now_utc().unix_timestamp() * 1000;
    // The first was read 181 days ago, the second 179, the third never, though it is as old.
    for (message, days) in all.iter().zip([181, 179]) {
        let read = now - days * 86_400_000;
        let id = &message["id"];
        let sql = format!("UPDATE messages SET read_at = {read} WHERE id = {id}");
        world.db.db_run(&sql).await;
    }
    world.db.db_run("UPDATE messages SET created_at = 0").await;
    // A server tidies up when it starts.
    let _second = Server::start(&world.db);
    let began = std::time::Instant::now();
    while messages(&unit, "").await.len() == 3 {
        assert!(began.elapsed().as_secs() < 60, "nothing was removed");
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    let left: Vec<_> = messages(&unit, "").await;
    let ids = |messages: &[Value]| messages.iter().map(|m| m["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&left), ids(&all[1..]));
    assert_eq!(unread(&unit).await, 1);
}
