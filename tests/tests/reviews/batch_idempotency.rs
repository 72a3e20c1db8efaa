//! A batch that is sent again, cut off, or crossed by another decides each review once.

use std::time::Duration;

use futures::future::join_all;
use nmrs_tests::register::{decisions, declare};
use nmrs_tests::{Answer, Api, Call, World, on_both_databases, recount};
use serde_json::{Value, json};

use super::batch::declare_many;

on_both_databases!(
    a_batch_that_is_sent_again_answers_the_same,
    the_key_of_a_batch_is_good_for_its_content_only,
    batches_that_overlap_decide_each_review_once,
    the_same_batch_many_times_at_once_decides_each_review_once,
    a_batch_that_was_cut_off_is_finished_when_it_is_sent_again,
);

fn batch(body: &Value, key: &str) -> Call {
    Call::new("POST", "/api/v1/reviews/decisions")
        .json(body.clone())
        .header("idempotency-key", key)
}

async fn send(api: &Api, body: &Value, key: &str) -> Answer {
    api.send(batch(body, key)).await
}

/// How many decisions there are, in the log and beside it.
async fn decided(world: &World) -> [i64; 2] {
    let logged = "SELECT COUNT(*) AS n FROM account_events \
                  WHERE kind IN ('advanced', 'approved', 'rejected')";
    let kept = "SELECT COUNT(*) AS n FROM reviews";
    [
        world.db.db_number(logged).await,
        world.db.db_number(kept).await,
    ]
}

async fn a_batch_that_is_sent_again_answers_the_same(world: World) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let declared = declare_many(&unit, 3).await;
    let stale = json!({"review_id": declared[2]["review_id"], "version": 99});
    let body = decisions("approve", "", &[&declared[0], &declared[1], &stale]);
    let first = send(&district, &body, "batch").await;
    assert_eq!(first.header("idempotency-replayed"), None);
    let first = first.expect(200);
    assert_eq!(
        (&first["decided"], &first["refused"]),
        (&json!(2), &json!(1))
    );
    // Much happens meanwhile; what was answered stands.
    let onward = decisions("approve", "", &[]);
    let mut onward = onward;
    onward["items"] = json!([{
        "id": declared[0]["review_id"],
        "version": first["results"][0]["version"],
    }]);
    city.post("/reviews/decisions", onward).await.expect(200);
    let again = send(&district, &body, "batch").await;
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.expect(200), first);
    assert_eq!(decided(&world).await, [3, 3]);
    // Without the key it is another batch, of which nothing can be decided any more.
    let other = district.post("/reviews/decisions", body).await.expect(200);
    assert_eq!(
        (&other["decided"], &other["refused"]),
        (&json!(0), &json!(3))
    );
    assert_eq!(decided(&world).await, [3, 3]);
}

async fn the_key_of_a_batch_is_good_for_its_content_only(world: World) {
    let [unit, district, other] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let declared = declare_many(&unit, 3).await;
    let body = decisions("approve", "", &[&declared[0], &declared[1]]);
    send(&district, &body, "batch").await.expect(200);
    for changed in [
        decisions("approve", "", &[&declared[0], &declared[2]]),
        decisions("approve", "", &[&declared[1], &declared[0]]),
        decisions("reject", "反悔", &[&declared[0], &declared[1]]),
        decisions("approve", "补记", &[&declared[0], &declared[1]]),
    ] {
        send(&district, &changed, "batch")
            .await
            .problem(422, "idempotency_key_reused");
    }
    assert_eq!(decided(&world).await, [2, 2]);
    // Keys are a user's own.
    let out = send(&other, &body, "batch").await.expect(200);
    assert_eq!(out["refused"], 2);
}

async fn batches_that_overlap_decide_each_review_once(world: World) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let declared = declare_many(&unit, 12).await;
    let first: Vec<&Value> = declared[..8].iter().collect();
    let mut second: Vec<&Value> = declared[4..].iter().collect();
    // From the other end, so that they meet in the middle.
    second.reverse();
    let answers = join_all([
        send(&district, &decisions("approve", "", &first), "a"),
        send(&district, &decisions("reject", "同时", &second), "b"),
    ])
    .await;
    let mut taken = 0;
    for answer in answers {
        let out = answer.expect(200);
        taken += out["decided"].as_i64().unwrap();
        for result in out["results"].as_array().unwrap() {
            if result["outcome"] == "refused" {
                assert_eq!(result["problem"]["status"], 409, "{result}");
                assert!(result["problem"]["current"]["version"].is_i64());
            }
        }
        assert_eq!(out["unfinished"], 0, "{out}");
    }
    assert_eq!(taken, 12);
    assert_eq!(decided(&world).await, [12, 12]);
    recount::check(&world.db, &[&unit, &district, &city]).await;
    recount::check_integrity(&world.db).await;
}

async fn the_same_batch_many_times_at_once_decides_each_review_once(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare_many(&unit, 6).await;
    let chosen: Vec<&Value> = declared.iter().collect();
    let body = decisions("approve", "", &chosen);
    let answers = join_all((0..6).map(|_| send(&district, &body, "same"))).await;
    for answer in answers {
        let out = answer.expect(200);
        assert_eq!(out["decided"], 6, "{out}");
    }
    assert_eq!(decided(&world).await, [6, 6]);
    recount::check_integrity(&world.db).await;
}

async fn a_batch_that_was_cut_off_is_finished_when_it_is_sent_again(mut world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let declared = declare_many(&unit, 60).await;
    let chosen: Vec<&Value> = declared.iter().collect();
    let body = decisions("approve", "", &chosen);
    let mut cut_in_the_middle = false;
    for kill in 0.. {
        let before = decided(&world).await;
        if before[0] == 60 || kill == 8 {
            break;
        }
        let caller = district.at(world.server.base());
        let call = batch(&body, "cut");
        let under_way = tokio::spawn(async move { caller.try_send(call).await.is_ok() });
        // Until some are decided, but not all.
        for _ in 0..400 {
            if decided(&world).await[0] > before[0] {
                break;
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        world.restart();
        let answered = under_way.await.unwrap();
        let after = decided(&world).await;
        assert_eq!(after[0], after[1], "half a decision");
        cut_in_the_middle |= !answered && after[0] > 0 && after[0] < 60;
    }
    assert!(cut_in_the_middle, "the server was never killed half-way");
    let district = district.at(world.server.base());
    let out = send(&district, &body, "cut").await.expect(200);
    assert_eq!((&out["decided"], &out["refused"]), (&json!(60), &json!(0)));
    let versions = out["results"].as_array().unwrap().iter();
    assert!(versions.into_iter().all(|r| r["version"].is_i64()));
    assert_eq!(decided(&world).await, [60, 60]);
    assert_eq!(send(&district, &body, "cut").await.expect(200), out);
    let unit = unit.at(world.server.base());
    recount::check_integrity(&world.db).await;
    declare(&unit, "其后", 99).await;
}
