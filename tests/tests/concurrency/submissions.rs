//! Of many that declare the same account one has it; a repeated call is one call.

use futures::future::join_all;
use nmrs_tests::register::wechat;
use nmrs_tests::{Call, World, on_both_databases, recount};

on_both_databases!(
    fifty_submissions_of_one_identity_by_two_units_are_one,
    twenty_calls_with_one_key_are_one_account,
    a_draft_submitted_many_times_at_once_is_submitted_once,
);

async fn fifty_submissions_of_one_identity_by_two_units_are_one(world: World) {
    let [unit, other, district] = world
        .sign_in_all(["110108M044", "110108M045", "110108"])
        .await;
    let calls = (0..50).map(|n| {
        let caller = if n % 2 == 0 { &unit } else { &other };
        caller.post("/accounts", wechat(&format!("账号{n}"), 1, true))
    });
    let answers = join_all(calls).await;
    let created = answers.iter().filter(|answer| answer.status == 201).count();
    assert_eq!(created, 1);
    for answer in answers.into_iter().filter(|answer| answer.status != 201) {
        answer.problem(409, "identity_taken");
    }
    let stored = "SELECT COUNT(*) AS n FROM accounts";
    assert_eq!(world.db.db_number(stored).await, 1);
    recount::check(&world.db, &[&unit, &other, &district]).await;
    recount::check_integrity(&world.db).await;
}

async fn twenty_calls_with_one_key_are_one_account(world: World) {
    let unit = world.sign_in("110108M044").await;
    let call = Call::new("POST", "/api/v1/accounts")
        .json(wechat("上庄发布", 1, true))
        .header("idempotency-key", "a-key");
    let answers = join_all((0..20).map(|_| unit.send(call.clone()))).await;
    let fresh = answers
        .iter()
        .filter(|answer| answer.header("idempotency-replayed").is_none())
        .count();
    assert_eq!(fresh, 1);
    let mut bodies: Vec<_> = answers
        .into_iter()
        .map(|answer| answer.ok().to_string())
        .collect();
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "{bodies:?}");
    let stored = "SELECT COUNT(*) AS n FROM accounts";
    assert_eq!(world.db.db_number(stored).await, 1);
    recount::check_integrity(&world.db).await;
}

async fn a_draft_submitted_many_times_at_once_is_submitted_once(world: World) {
    let unit = world.sign_in("110108M044").await;
    let draft = unit
        .post("/accounts", wechat("上庄发布", 1, false))
        .await
        .expect(201);
    let path = format!("/accounts/{}/submit", draft["id"]);
    let body = serde_json::json!({"version": draft["version"]});
    let answers = join_all((0..20).map(|_| unit.post(&path, body.clone()))).await;
    let submitted = answers.iter().filter(|answer| answer.status == 200).count();
    assert_eq!(submitted, 1);
    for answer in answers.into_iter().filter(|answer| answer.status != 200) {
        answer.problem(409, "version_conflict");
    }
    recount::check(&world.db, &[&unit]).await;
    recount::check_integrity(&world.db).await;
}
