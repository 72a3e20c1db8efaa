//! Every status × action × caller: allowed actions succeed, all others are refused without effect.

use nmrs_tests::data::accounts::{
    add_account, approve, close_form, decision_form, delete_form, get_account, perform,
    register_account, reject, restore_form, to_form, wechat_form,
};
use nmrs_tests::{ApiClient, Response, TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(allowed_actions_are_exactly_those_that_succeed);

const STATUSES: [&str; 11] = [
    "draft",
    "add_pending",
    "add_rejected",
    "normal",
    "modify_pending",
    "modify_rejected",
    "close_pending",
    "close_rejected",
    "closed",
    "restore_pending",
    "restore_rejected",
];

const ACTIONS: [&str; 11] = [
    "edit", "submit", "discard", "modify", "close", "restore", "abandon", "resubmit", "approve",
    "reject", "delete",
];

/// The unit, its three offices, the central office, another unit and another province.
const CALLERS: [&str; 7] = [
    "130102M001",
    "130102",
    "130100",
    "130000",
    "GB0000",
    "130100M024",
    "110000",
];

struct Scenario {
    app: TestApp,
    callers: [ApiClient; 7],
    next: u32,
}

impl Scenario {
    /// Creates an account in a status.
    async fn create_in(&mut self, status: &str) -> Value {
        self.next += 1;
        let n = self.next;
        let [unit, county, city, province, central, ..] = &self.callers;
        let offices = [county, city, province];
        let id = match status {
            "draft" => unit
                .post("/accounts", wechat_form("草稿", n, false))
                .await
                .expect(201)["id"]
                .clone(),
            "add_pending" | "add_rejected" => add_account(unit, "待审", n).await["id"].clone(),
            _ => register_account(unit, &offices, "在用", n).await["id"].clone(),
        };
        match status {
            "add_rejected" => drop(reject(county, &id, "资料不全").await),
            "modify_pending" | "modify_rejected" => {
                self.modify(unit, &id).await.expect(200);
            }
            "close_pending" | "close_rejected" | "closed" | "restore_pending"
            | "restore_rejected" => drop(perform(unit, &id, "close", close_form).await.expect(200)),
            _ => {}
        }
        match status {
            "modify_rejected" | "close_rejected" => drop(reject(county, &id, "不同意").await),
            "closed" | "restore_pending" | "restore_rejected" => {
                approve(county, &id).await;
            }
            _ => {}
        }
        if status.starts_with("restore") {
            perform(province, &id, "restore", restore_form)
                .await
                .expect(200);
        }
        if status == "restore_rejected" {
            reject(central, &id, "不同意").await;
        }
        let created = get_account(unit, &id).await;
        assert_eq!(created["status"], status);
        created
    }

    async fn modify(&self, caller: &ApiClient, id: &Value) -> Response {
        let account = get_account(&self.callers[0], id).await;
        let mut form = to_form(&account);
        form["name"] = json!(format!("{}改", account["name"].as_str().unwrap()));
        caller.post(&format!("/accounts/{id}/modify"), form).await
    }

    /// Sends an action with a valid body.
    async fn try_action(&self, caller: &ApiClient, account: &Value, action: &str) -> Response {
        let (id, version) = (&account["id"], &account["version"]);
        let path = format!("/accounts/{id}");
        let corrected = |submit: bool| {
            let mut form = to_form(account);
            form["name"] = json!("改正后的名称");
            form["submit"] = json!(submit);
            form
        };
        let versioned = json!({"version": version});
        match action {
            "edit" => caller.put(&path, corrected(false)).await,
            "submit" => caller.post(&format!("{path}/submit"), versioned).await,
            "discard" => caller.delete(&format!("{path}?version={version}")).await,
            "modify" => {
                caller
                    .post(&format!("{path}/modify"), corrected(true))
                    .await
            }
            "close" => {
                caller
                    .post(&format!("{path}/close"), close_form(version))
                    .await
            }
            "restore" => {
                caller
                    .post(&format!("{path}/restore"), restore_form(version))
                    .await
            }
            "abandon" => caller.post(&format!("{path}/abandon"), versioned).await,
            "resubmit" => {
                let body = match account["status"].as_str() {
                    Some("close_rejected") => close_form(version),
                    Some("restore_rejected") => restore_form(version),
                    _ => corrected(true),
                };
                caller.post(&format!("{path}/resubmit"), body).await
            }
            "delete" => {
                caller
                    .post(&format!("{path}/delete"), delete_form(version))
                    .await
            }
            verdict => {
                // An unknown id, if there is no open review.
                let review = match &account["review_id"] {
                    Value::Null => json!(i64::MAX),
                    review => review.clone(),
                };
                let body = decision_form(verdict, "不同意", version);
                caller
                    .post(&format!("/reviews/{review}/decision"), body)
                    .await
            }
        }
    }
}

async fn allowed_actions_are_exactly_those_that_succeed(app: TestApp) {
    let callers = app.sign_in_all(CALLERS).await;
    let mut scenario = Scenario {
        app,
        callers,
        next: 0,
    };
    let mut faults = Vec::new();
    for status in STATUSES {
        let mut account = scenario.create_in(status).await;
        for (user, caller) in CALLERS.iter().zip(scenario.callers.clone()) {
            let answer_offers = match caller.get(&format!("/accounts/{}", account["id"])).await {
                response if response.status == 200 => response.ok()["allowed_actions"].clone(),
                response => {
                    response.problem(404, "not_found");
                    json!([])
                }
            };
            let offered = answer_offers.as_array().unwrap();
            for action in ACTIONS {
                let response = scenario.try_action(&caller, &account, action).await;
                let title = format!("{action} by {user} in {status}");
                if response.status < 300 {
                    if !offered.contains(&json!(action)) {
                        faults.push(format!("{title} works, but is not offered"));
                    }
                    // The account has changed.
                    account = scenario.create_in(status).await;
                    continue;
                }
                if offered.contains(&json!(action)) {
                    faults.push(format!("{title} is offered, but: {}", response.described()));
                }
                if ![403, 404, 409].contains(&response.status) {
                    faults.push(format!("{title}: {}", response.described()));
                }
                response.any_problem();
                let current = get_account(&scenario.callers[0], &account["id"]).await;
                if (&current["version"], &current["status"])
                    != (&account["version"], &account["status"])
                {
                    faults.push(format!("{title} was refused, but changed the account"));
                    account = scenario.create_in(status).await;
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let [unit, county, city, province, central, ..] = &scenario.callers;
    invariants::check_counts(&scenario.app.db, &[unit, county, city, province, central]).await;
    scenario.app.db.verify_event_chains().await;
}
