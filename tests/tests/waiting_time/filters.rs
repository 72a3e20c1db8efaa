//! Filters and sort orders by waiting time, compared with a recount.

use nmrs_tests::data::accounts::{add_account, approve, register_account, reject};
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::Value;

use super::{set_waiting_days, set_working_days};

on_both_databases!(
    filters_and_sort_orders_agree_with_a_recount,
    invalid_waiting_times_are_field_errors,
);

/// Returns the rows of all pages; their number must be the total.
async fn all_rows(client: &ApiClient, path: &str) -> Vec<Value> {
    let mut rows = Vec::new();
    for page in 1.. {
        let response = client
            .get(&format!("{path}&per_page=3&page={page}"))
            .await
            .expect(200);
        let items = response["items"].as_array().unwrap().clone();
        if items.is_empty() {
            assert_eq!(response["total"], rows.len(), "{path}");
            return rows;
        }
        rows.extend(items);
    }
    rows
}

fn ids(rows: &[Value]) -> Vec<i64> {
    rows.iter().map(|row| row["id"].as_i64().unwrap()).collect()
}

fn waiting_days(row: &Value) -> Option<i64> {
    row["waiting_days"].as_i64()
}

async fn filters_and_sort_orders_agree_with_a_recount(app: TestApp) {
    let [unit, county, city, province, central] = app
        .sign_in_all(["130102M001", "130102", "130100", "130000", "GB0000"])
        .await;
    set_working_days(&central, 30).await;
    let offices = [&county, &city, &province];
    register_account(&unit, &offices, "在用", 1).await;
    let rejected = add_account(&unit, "驳回", 2).await["id"].clone();
    reject(&county, &rejected, "资料不全").await;
    for (n, ago) in (3..).zip([0, 12, 4, 25, 4, 6, 5]) {
        let id = add_account(&unit, &format!("等待{n}"), n).await["id"].clone();
        if n % 3 == 0 {
            approve(&county, &id).await;
        }
        set_waiting_days(&app.db, &id, ago).await;
    }
    for client in [&unit, &county, &city, &province, &central] {
        let everything = all_rows(client, "/accounts?sort=created_at").await;
        assert_eq!(everything.len(), 9);
        let mut waiting: Vec<_> = everything
            .into_iter()
            .filter(|r| waiting_days(r).is_some())
            .collect();
        // Longest waiting first; within a day by id, because they were added in that order.
        waiting.sort_by_key(|row| (-waiting_days(row).unwrap(), row["id"].as_i64()));
        let longest_first = all_rows(client, "/accounts?sort=step_since").await;
        assert_eq!(
            longest_first.iter().map(waiting_days).collect::<Vec<_>>(),
            waiting.iter().map(waiting_days).collect::<Vec<_>>()
        );
        let mut reversed = ids(&all_rows(client, "/accounts?sort=-step_since").await);
        reversed.reverse();
        assert_eq!(reversed, ids(&longest_first));
        for (query, minimum) in [
            ("waiting_min=1", 1),
            ("waiting_min=5", 5),
            ("waiting_min=26", 26),
            ("overdue=true", 6),
            ("overdue=true&waiting_min=3", 6),
            ("overdue=true&waiting_min=12", 12),
            ("overdue=false&waiting_min=4", 4),
        ] {
            let found = all_rows(client, &format!("/accounts?{query}&sort=step_since")).await;
            let recounted: Vec<_> = longest_first
                .iter()
                .filter(|row| waiting_days(row).unwrap() >= minimum)
                .cloned()
                .collect();
            assert_eq!(ids(&found), ids(&recounted), "{query}");
        }
        let narrowed = "/accounts?overdue=true&status=add_pending&kind=wechat_subscription";
        assert_eq!(all_rows(client, narrowed).await.len(), 3);
        assert!(
            all_rows(client, "/accounts?waiting_min=1&status=normal")
                .await
                .is_empty()
        );
    }
    // Rejected accounts have no waiting time but can be sorted by it on their tab.
    let rejected_tab = all_rows(&unit, "/accounts?tab=rejected&sort=step_since").await;
    assert_eq!(ids(&rejected_tab), [rejected.as_i64().unwrap()]);
    for (office, path) in [(&county, "/reviews?"), (&city, "/reviews?")] {
        let tab = all_rows(office, "/accounts?tab=to_review&sort=step_since").await;
        let queue: Vec<_> = all_rows(office, path).await;
        let queued: Vec<_> = queue.iter().map(|r| r["account"].clone()).collect();
        assert_eq!(ids(&queued), ids(&tab));
        let mut reversed: Vec<_> = all_rows(office, "/reviews?sort=-step_since").await;
        reversed.reverse();
        assert_eq!(ids(&reversed), ids(&queue));
        let overdue_reviews = all_rows(office, "/reviews?waiting_min=5&kind=add").await;
        let recounted = tab
            .iter()
            .filter(|row| waiting_days(row) >= Some(5))
            .count();
        assert_eq!(overdue_reviews.len(), recounted);
        let summary = office.get("/accounts/summary").await.expect(200);
        let overdue = tab.iter().filter(|row| row["overdue"] == true).count();
        assert_eq!(summary["overdue"], overdue, "{summary}");
    }
}

async fn invalid_waiting_times_are_field_errors(app: TestApp) {
    let office = app.sign_in("110108").await;
    for list in ["/accounts", "/reviews"] {
        for wrong in ["0", "-1", "1001", "x", "1.5"] {
            let response = office.get(&format!("{list}?waiting_min={wrong}")).await;
            response.field_error("/waiting_min");
        }
        let response = office.get(&format!("{list}?overdue=perhaps")).await;
        response.field_error("/overdue");
    }
    let response = office.get("/reviews?sort=modified_at").await;
    response.field_error("/sort");
}
