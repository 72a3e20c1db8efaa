//! Every POST may be sent again with its key: it is done once, and answered the same.

use futures::future::join_all;
use nmrs_tests::register::{
    account, closure, decision, declare, deletion, form_of, restoration, wechat,
};
use nmrs_tests::{Answer, Api, Call, World, on_both_databases, recount};
use serde_json::{Value, json};

on_both_databases!(
    every_step_of_a_life_may_be_sent_again,
    a_key_is_good_for_one_content_of_one_call_on_one_account,
    a_refusal_is_not_kept,
    every_post_says_whether_it_takes_a_key,
);

const EVENTS: &str = "SELECT COUNT(*) AS n FROM account_events";

fn keyed(path: &str, body: &Value, key: &str) -> Call {
    Call::new("POST", format!("/api/v1{path}"))
        .json(body.clone())
        .header("idempotency-key", key)
}

fn told(answer: &Answer) -> (u16, String) {
    (answer.status, answer.text.clone())
}

/// Sends a call many times at once and twice more after that: one event, one answer.
async fn repeat(world: &World, api: &Api, path: &str, body: Value) -> Value {
    let before = world.db.db_number(EVENTS).await;
    let call = keyed(path, &body, path);
    let at_once = join_all((0..6).map(|_| api.send(call.clone()))).await;
    let first = told(&at_once[0]);
    assert!((200..300).contains(&first.0), "{path}: {first:?}");
    let fresh = |answer: &&Answer| answer.header("idempotency-replayed").is_none();
    assert_eq!(at_once.iter().filter(fresh).count(), 1, "{path}");
    for answer in &at_once {
        assert_eq!(told(answer), first, "{path}");
    }
    for _ in 0..2 {
        let again = api.send(call.clone()).await;
        assert_eq!(again.header("idempotency-replayed"), Some("true"), "{path}");
        assert_eq!(told(&again), first, "{path}");
    }
    let events = world.db.db_number(EVENTS).await - before;
    assert_eq!(events, 1, "{path}");
    serde_json::from_str(&first.1).unwrap_or_default()
}

/// The decision of an office on what an account waits for, sent many times.
async fn decide_repeatedly(world: &World, office: &Api, id: &Value, verdict: &str) -> Value {
    let seen = account(office, id).await;
    let path = format!("/reviews/{}/decision", seen["review_id"]);
    let body = decision(verdict, "请核对", &seen["version"]);
    // A review that climbs is decided by one office after the other, each with keys of its own.
    repeat(world, office, &path, body).await
}

async fn every_step_of_a_life_may_be_sent_again(world: World) {
    let [unit, district, city, central] = world
        .sign_in_all(["110108M044", "110108", "110000", "GB0000"])
        .await;
    let draft = repeat(&world, &unit, "/accounts", wechat("上庄发布", 1, false)).await;
    let id = &draft["id"];
    let path = |step: &str| format!("/accounts/{id}/{step}");
    let submitted = repeat(
        &world,
        &unit,
        &path("submit"),
        json!({"version": draft["version"]}),
    )
    .await;
    assert_eq!(submitted["status"], "add_pending");
    let rejected = decide_repeatedly(&world, &district, id, "reject").await;
    let mut corrected = wechat("上庄镇发布", 1, true);
    corrected["version"] = rejected["version"].clone();
    repeat(&world, &unit, &path("resubmit"), corrected).await;
    decide_repeatedly(&world, &district, id, "approve").await;
    let done = decide_repeatedly(&world, &city, id, "approve").await;
    assert_eq!(done["identifier"], "110108M044WX0001");

    let mut renamed = form_of(&account(&unit, id).await);
    renamed["name"] = json!("上庄镇");
    repeat(&world, &unit, &path("modify"), renamed).await;
    let rejected = decide_repeatedly(&world, &district, id, "reject").await;
    let given_up = json!({"version": rejected["version"]});
    let normal = repeat(&world, &unit, &path("abandon"), given_up).await;
    assert_eq!(normal["status"], "normal");
    repeat(&world, &unit, &path("close"), closure(&normal["version"])).await;
    let closed = decide_repeatedly(&world, &district, id, "approve").await;
    assert_eq!(closed["status"], "closed");
    repeat(
        &world,
        &city,
        &path("restore"),
        restoration(&closed["version"]),
    )
    .await;
    let restored = decide_repeatedly(&world, &central, id, "approve").await;
    assert_eq!(restored["status"], "normal");
    repeat(
        &world,
        &central,
        &path("delete"),
        deletion(&restored["version"]),
    )
    .await;
    assert_eq!(account(&unit, id).await["status"], "gone");
    recount::check(&world.db, &[&unit, &district, &city]).await;
    recount::check_integrity(&world.db).await;
}

async fn a_key_is_good_for_one_content_of_one_call_on_one_account(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let mut drafts = Vec::new();
    for n in 1..=2 {
        let body = wechat(&format!("草稿{n}"), n, false);
        drafts.push(unit.post("/accounts", body).await.expect(201));
    }
    let submit = |draft: &Value, version: &Value| {
        let path = format!("/accounts/{}/submit", draft["id"]);
        keyed(&path, &json!({"version": version}), "key")
    };
    let version = &drafts[0]["version"];
    let submitted = unit.send(submit(&drafts[0], version)).await.expect(200);
    let events = world.db.db_number(EVENTS).await;
    let abandon = format!("/accounts/{}/abandon", drafts[0]["id"]);
    for other in [
        submit(&drafts[1], &drafts[1]["version"]),
        submit(&drafts[0], &submitted["version"]),
        keyed(&abandon, &json!({"version": version}), "key"),
        keyed("/accounts", &wechat("另一个", 3, true), "key"),
    ] {
        unit.send(other)
            .await
            .problem(422, "idempotency_key_reused");
    }
    assert_eq!(world.db.db_number(EVENTS).await, events);

    let second = declare(&unit, "第二个", 4).await;
    let decide = |of: &Value, verdict: &str| {
        let path = format!("/reviews/{}/decision", of["review_id"]);
        keyed(&path, &decision(verdict, "原因", &of["version"]), "key")
    };
    // The same key of another user is another key.
    district
        .send(decide(&submitted, "approve"))
        .await
        .expect(200);
    for other in [decide(&submitted, "reject"), decide(&second, "approve")] {
        district
            .send(other)
            .await
            .problem(422, "idempotency_key_reused");
    }
    assert_eq!(
        account(&unit, &second["id"]).await["version"],
        second["version"]
    );
}

async fn a_refusal_is_not_kept(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", declared["review_id"]);
    let bad = decision("reject", "", &declared["version"]);
    district
        .send(keyed(&path, &bad, "key"))
        .await
        .field_error("/reason");
    // The corrected form may have the same key: nothing was done with it yet.
    let good = decision("reject", "资料不全", &declared["version"]);
    district.send(keyed(&path, &good, "key")).await.expect(200);
    for key in ["", "a b", "键", &"k".repeat(65)] {
        let bad_key = district.try_send(keyed(&path, &good, key)).await;
        assert_eq!(bad_key.unwrap().status, 422, "{key:?}");
    }
}

async fn every_post_says_whether_it_takes_a_key(world: World) {
    /// Signing in and out creates nothing; what was read stays read; an export changes nothing.
    const WITHOUT: [&str; 4] = [
        "/api/v1/auth/",
        "/api/v1/messages/",
        "/api/v1/accounts/export",
        "/api/v1/reporting-units/export",
    ];
    let document = world
        .anonymous()
        .send(Call::new("GET", "/openapi.json"))
        .await
        .expect(200);
    for (path, item) in document["paths"].as_object().unwrap() {
        let Some(post) = item.get("post") else {
            continue;
        };
        let no_parameters = Vec::new();
        let parameters = post["parameters"].as_array().unwrap_or(&no_parameters);
        let takes = parameters
            .iter()
            .any(|p| p["name"] == "Idempotency-Key" && p["in"] == "header");
        let wanted = !WITHOUT.iter().any(|prefix| path.starts_with(prefix));
        assert_eq!(takes, wanted, "{path}");
    }
}
