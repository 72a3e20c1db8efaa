//! The queue of an office: longest waiting first, one after the other.

use nmrs_tests::register::{approve, declare};
use nmrs_tests::{World, on_both_databases};
use serde_json::json;

on_both_databases!(
    the_queue_shows_what_waits_for_this_office_oldest_first,
    a_decision_names_the_next_in_the_queue,
    units_have_no_queue,
);

async fn the_queue_shows_what_waits_for_this_office_oldest_first(world: World) {
    let [unit, other, district, city] = world
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    let mut reviews = Vec::new();
    for (n, caller) in [(1, &unit), (2, &other), (3, &unit)] {
        let declared = declare(caller, &format!("账号{n}"), n).await;
        reviews.push(declared["review_id"].clone());
    }
    let queue = district.get("/reviews").await.expect(200);
    let ids: Vec<_> = queue["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| r["id"].clone())
        .collect();
    assert_eq!(ids, reviews);
    assert_eq!(queue["total"], 3);
    assert_eq!(city.get("/reviews").await.expect(200)["total"], 0);
    for (kind, total) in [("add", 3), ("modify", 0), ("close", 0), ("restore", 0)] {
        let page = district
            .get(&format!("/reviews?kind={kind}"))
            .await
            .expect(200);
        assert_eq!(page["total"], total, "{kind}");
    }
    district.get("/reviews?kind=x").await.field_error("/kind");

    let second = district
        .get(&format!("/reviews/{}", reviews[1]))
        .await
        .expect(200);
    assert_eq!(second["position"], 2);
    assert_eq!(second["queue_length"], 3);
    assert_eq!(second["previous_review_id"], reviews[0]);
    assert_eq!(second["next_review_id"], reviews[2]);
    assert_eq!(second["open"], true);
    let seen_above = city
        .get(&format!("/reviews/{}", reviews[1]))
        .await
        .expect(200);
    assert_eq!(seen_above["position"], json!(null));
}

async fn a_decision_names_the_next_in_the_queue(world: World) {
    let [unit, district] = world.sign_in_all(["110108M044", "110108"]).await;
    let mut declared = Vec::new();
    for n in 1..=3 {
        declared.push(declare(&unit, &format!("账号{n}"), n).await);
    }
    let decided = approve(&district, &declared[1]["id"]).await;
    assert_eq!(decided["next_review_id"], declared[2]["review_id"]);
    assert_eq!(decided["remaining"], 2);
    let decided = approve(&district, &declared[2]["id"]).await;
    assert_eq!(
        decided["next_review_id"], declared[0]["review_id"],
        "from the front"
    );
    let decided = approve(&district, &declared[0]["id"]).await;
    assert_eq!(decided["next_review_id"], json!(null));
    assert_eq!(decided["remaining"], 0);
}

async fn units_have_no_queue(world: World) {
    let unit = world.sign_in("110108M044").await;
    let declared = declare(&unit, "上庄发布", 1).await;
    unit.get("/reviews").await.problem(403, "forbidden");
    unit.get(&format!("/reviews/{}", declared["review_id"]))
        .await
        .problem(403, "forbidden");
}
