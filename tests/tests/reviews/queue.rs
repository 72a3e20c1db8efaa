//! The queue of an office, sorted by waiting time.

use nmrs_tests::data::accounts::{add_account, approve};
use nmrs_tests::{TestApp, on_both_databases};
use serde_json::json;

on_both_databases!(
    the_queue_contains_the_open_reviews_of_the_office_oldest_first,
    a_decision_returns_the_next_review_of_the_queue,
    units_have_no_queue,
);

async fn the_queue_contains_the_open_reviews_of_the_office_oldest_first(app: TestApp) {
    let [unit, other, district, city] = app
        .sign_in_all(["110108M044", "110108M045", "110108", "110000"])
        .await;
    let mut reviews = Vec::new();
    for (n, caller) in [(1, &unit), (2, &other), (3, &unit)] {
        let added = add_account(caller, &format!("账号{n}"), n).await;
        reviews.push(added["review_id"].clone());
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

async fn a_decision_returns_the_next_review_of_the_queue(app: TestApp) {
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let mut added = Vec::new();
    for n in 1..=3 {
        added.push(add_account(&unit, &format!("账号{n}"), n).await);
    }
    let decided = approve(&district, &added[1]["id"]).await;
    assert_eq!(decided["next_review_id"], added[2]["review_id"]);
    assert_eq!(decided["remaining"], 2);
    let decided = approve(&district, &added[2]["id"]).await;
    assert_eq!(
        decided["next_review_id"], added[0]["review_id"],
        "from the front"
    );
    let decided = approve(&district, &added[0]["id"]).await;
    assert_eq!(decided["next_review_id"], json!(null));
    assert_eq!(decided["remaining"], 0);
}

async fn units_have_no_queue(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let added = add_account(&unit, "上庄发布", 1).await;
    unit.get("/reviews").await.problem(403, "forbidden");
    unit.get(&format!("/reviews/{}", added["review_id"]))
        .await
        .problem(403, "forbidden");
}
