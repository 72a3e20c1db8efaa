//! Declaring: keys of repeated calls, fields, profiles.

use nmrs_tests::register::wechat;
use nmrs_tests::{Call, World, on_both_databases};
use serde_json::json;

on_both_databases!(
    a_new_account_says_where_it_is,
    a_repeated_call_gets_the_first_answer_and_makes_no_second_account,
    a_key_is_not_good_for_another_body,
    keys_of_two_units_have_nothing_to_do_with_each_other,
    a_unit_without_profile_can_do_nothing_yet,
    every_missing_field_is_named_at_once,
    markup_and_sql_in_a_name_are_kept_as_they_are,
);

const ACCOUNTS: &str = "/api/v1/accounts";
const COUNT: &str = "SELECT COUNT(*) AS n FROM accounts";

async fn a_new_account_says_where_it_is(world: World) {
    let unit = world.sign_in("110108M044").await;
    let answer = unit.post("/accounts", wechat("上庄发布", 1, false)).await;
    let location = answer.header("location").unwrap().to_owned();
    let created = answer.expect(201);
    assert_eq!(location, format!("/api/v1/accounts/{}", created["id"]));
    let read = unit.send(Call::new("GET", location)).await.expect(200);
    assert_eq!(read, created);
}

async fn a_repeated_call_gets_the_first_answer_and_makes_no_second_account(world: World) {
    let unit = world.sign_in("110108M044").await;
    let call = Call::new("POST", ACCOUNTS)
        .json(wechat("上庄发布", 1, true))
        .header("idempotency-key", "a-key");
    let first = unit.send(call.clone()).await;
    assert_eq!(first.header("idempotency-replayed"), None);
    let first = first.expect(201);
    let second = unit.send(call).await;
    assert_eq!(second.header("idempotency-replayed"), Some("true"));
    assert_eq!(second.ok(), first);
    assert_eq!(world.db.db_number(COUNT).await, 1);
}

async fn a_key_is_not_good_for_another_body(world: World) {
    let unit = world.sign_in("110108M044").await;
    let call = |name| {
        Call::new("POST", ACCOUNTS)
            .json(wechat(name, 1, false))
            .header("idempotency-key", "a-key")
    };
    unit.send(call("上庄发布")).await.expect(201);
    unit.send(call("上庄发布厅"))
        .await
        .problem(422, "idempotency_key_reused");
    for bad in ["", "a b", &"k".repeat(65)] {
        let call = Call::new("POST", ACCOUNTS)
            .json(wechat("上庄发布", 1, false))
            .header("idempotency-key", bad);
        unit.send(call).await.any_problem();
    }
    assert_eq!(world.db.db_number(COUNT).await, 1);
}

async fn keys_of_two_units_have_nothing_to_do_with_each_other(world: World) {
    for (user, n) in [("110108M044", 1), ("110108M045", 2)] {
        let unit = world.sign_in(user).await;
        let call = Call::new("POST", ACCOUNTS)
            .json(wechat("发布", n, true))
            .header("idempotency-key", "a-key");
        unit.send(call).await.expect(201);
    }
    assert_eq!(world.db.db_number(COUNT).await, 2);
}

async fn a_unit_without_profile_can_do_nothing_yet(world: World) {
    let unit = world.sign_in("110108M046").await;
    assert_eq!(unit.signed_in["user"]["profile_complete"], false);
    unit.get("/auth/me").await.expect(200);
    unit.post("/accounts", wechat("温泉", 1, true))
        .await
        .problem(403, "profile_incomplete");
    for path in ["/accounts", "/accounts/summary", "/accounts/1"] {
        unit.get(path).await.problem(403, "profile_incomplete");
    }
    assert_eq!(world.db.db_number(COUNT).await, 0);
}

async fn every_missing_field_is_named_at_once(world: World) {
    let unit = world.sign_in("110108M044").await;
    let answer = unit
        .post("/accounts", json!({"kind": "mini_program", "submit": true}))
        .await
        .problem(422, "validation_failed");
    let errors = answer["errors"].as_array().unwrap();
    let at: Vec<_> = errors.iter().map(|error| &error["pointer"]).collect();
    assert_eq!(
        at,
        [
            "/platform_name",
            "/url",
            "/name",
            "/owner",
            "/represents_government",
            "/functions"
        ]
    );
    assert_eq!(world.db.db_number(COUNT).await, 0);
}

async fn markup_and_sql_in_a_name_are_kept_as_they_are(world: World) {
    let unit = world.sign_in("110108M044").await;
    for (n, name) in [
        "<script>alert(1)</script>",
        "'; DROP TABLE accounts; --",
        "\" OR \"1\"=\"1",
        "%_\\ {{7*7}} ${x}",
        "𠮷野家 ·🏛",
    ]
    .into_iter()
    .enumerate()
    {
        let body = wechat(name, u32::try_from(n).unwrap(), true);
        let id = unit.post("/accounts", body).await.expect(201)["id"].clone();
        let read = unit.get(&format!("/accounts/{id}")).await.expect(200);
        assert_eq!(read["name"], name);
        let found = unit
            .get(&format!("/accounts?name={}", url_encoded(name)))
            .await
            .expect(200);
        assert_eq!(found["total"], 1, "{name}: {found}");
    }
    assert_eq!(world.db.db_number(COUNT).await, 5);
}

fn url_encoded(text: &str) -> String {
    url::form_urlencoded::byte_serialize(text.as_bytes()).collect()
}
