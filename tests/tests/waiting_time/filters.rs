//! Listing by waiting time: every filter and order finds what a recount finds.

use nmrs_tests::register::{approve, declare, registered, reject};
use nmrs_tests::{Api, World, on_both_databases};
use serde_json::Value;

use super::{db_wait, work_through};

on_both_databases!(
    filters_and_orders_find_what_a_recount_finds,
    bad_waiting_times_are_named,
);

/// Every row of a list, from all its pages; the total agrees.
async fn all(api: &Api, path: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    for page in 1.. {
        let answer = api
            .get(&format!("{path}&per_page=3&page={page}"))
            .await
            .expect(200);
        let items = answer["items"].as_array().unwrap().clone();
        if items.is_empty() {
            assert_eq!(answer["total"], rows.len(), "{path}");
            return rows;
        }
        rows.extend(items);
    }
    rows
}

fn ids(rows: &[Value]) -> Vec<i64> {
    rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

fn days(row: &Value) -> Option<i64> {
    row["waiting_days"].as_i64()
}

async fn filters_and_orders_find_what_a_recount_finds(world: World) {
    let [unit, county, city, province, central] = world
        .sign_in_all(["130102M001", "130102", "130100", "130000", "GB0000"])
        .await;
    work_through(&central, 30).await;
    let offices = [&county, &city, &province];
    registered(&unit, &offices, "在用", 1).await;
    let rejected = declare(&unit, "驳回", 2).await["id"].clone();
    reject(&county, &rejected, "资料不全").await;
    for (n, ago) in (3..).zip([0, 12, 4, 25, 4, 6, 5]) {
        let id = declare(&unit, &format!("等待{n}"), n).await["id"].clone();
        if n % 3 == 0 {
            approve(&county, &id).await;
        }
        db_wait(&world.db, &id, ago).await;
    }
    for api in [&unit, &county, &city, &province, &central] {
        let everything = all(api, "/accounts?sort=created_at").await;
        assert_eq!(everything.len(), 9);
        let mut waiting: Vec<_> = everything
            .into_iter()
            .filter(|r| days(r).is_some())
            .collect();
        // Longest waiting first; of the same day by key, as they were declared a moment apart.
        waiting.sort_by_key(|row| (-days(row).unwrap(), row["id"].as_i64()));
        let longest_first = all(api, "/accounts?sort=step_since").await;
        assert_eq!(
            longest_first.iter().map(days).collect::<Vec<_>>(),
            waiting.iter().map(days).collect::<Vec<_>>()
        );
        let mut reversed = ids(&all(api, "/accounts?sort=-step_since").await);
        reversed.reverse();
        assert_eq!(reversed, ids(&longest_first));
        for (query, least) in [
            ("waiting_min=1", 1),
            ("waiting_min=5", 5),
            ("waiting_min=26", 26),
            ("overdue=true", 6),
            ("overdue=true&waiting_min=3", 6),
            ("overdue=true&waiting_min=12", 12),
            ("overdue=false&waiting_min=4", 4),
        ] {
            let found = all(api, &format!("/accounts?{query}&sort=step_since")).await;
            let recounted: Vec<_> = longest_first
                .iter()
                .filter(|row| days(row).unwrap() >= least)
                .cloned()
                .collect();
            assert_eq!(ids(&found), ids(&recounted), "{query}");
        }
        let narrowed = "/accounts?overdue=true&status=add_pending&kind=wechat_subscription";
        assert_eq!(all(api, narrowed).await.len(), 3);
        assert!(
            all(api, "/accounts?waiting_min=1&status=normal")
                .await
                .is_empty()
        );
    }
    // Rejected ones wait for nobody's decision; on their own tab they have an order all the same.
    let rejected_tab = all(&unit, "/accounts?tab=rejected&sort=step_since").await;
    assert_eq!(ids(&rejected_tab), [rejected.as_i64().unwrap()]);
    for (office, path) in [(&county, "/reviews?"), (&city, "/reviews?")] {
        let tab = all(office, "/accounts?tab=to_review&sort=step_since").await;
        let queue: Vec<_> = all(office, path).await;
        let queued: Vec<_> = queue.iter().map(|r| r["account"].clone()).collect();
        assert_eq!(ids(&queued), ids(&tab));
        let mut reversed: Vec<_> = all(office, "/reviews?sort=-step_since").await;
        reversed.reverse();
        assert_eq!(ids(&reversed), ids(&queue));
        let late = all(office, "/reviews?waiting_min=5&kind=add").await;
        let recounted = tab.iter().filter(|row| days(row) >= Some(5)).count();
        assert_eq!(late.len(), recounted);
        let summary = office.get("/accounts/summary").await.expect(200);
        let overdue = tab.iter().filter(|row| row["overdue"] == true).count();
        assert_eq!(summary["overdue"], overdue, "{summary}");
    }
}

async fn bad_waiting_times_are_named(world: World) {
    let office = world.sign_in("110108").await;
    for list in ["/accounts", "/reviews"] {
        for wrong in ["0", "-1", "1001", "x", "1.5"] {
            let answer = office.get(&format!("{list}?waiting_min={wrong}")).await;
            answer.field_error("/waiting_min");
        }
        let answer = office.get(&format!("{list}?overdue=perhaps")).await;
        answer.field_error("/overdue");
    }
    let answer = office.get("/reviews?sort=modified_at").await;
    answer.field_error("/sort");
}
