//! In every status, every action as every role: those that the account offers work, all others are
//! refused and nothing changes.

use nmrs_tests::register::{
    account, act, approve, closure, decision, declare, deletion, form_of, registered, reject,
    restoration, wechat,
};
use nmrs_tests::{Answer, Api, World, on_both_databases, recount};
use serde_json::{Value, json};

on_both_databases!(every_status_offers_exactly_what_works);

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

/// The owner, its three offices, the centre, another unit and another province.
const CALLERS: [&str; 7] = [
    "130102M001",
    "130102",
    "130100",
    "130000",
    "GB0000",
    "130100M024",
    "110000",
];

struct Cast {
    world: World,
    callers: [Api; 7],
    next: u32,
}

impl Cast {
    /// A fresh account in a status.
    async fn account_in(&mut self, status: &str) -> Value {
        self.next += 1;
        let n = self.next;
        let [unit, county, city, province, central, ..] = &self.callers;
        let offices = [county, city, province];
        let id = match status {
            "draft" => unit
                .post("/accounts", wechat("草稿", n, false))
                .await
                .expect(201)["id"]
                .clone(),
            "add_pending" | "add_rejected" => declare(unit, "待审", n).await["id"].clone(),
            _ => registered(unit, &offices, "在用", n).await["id"].clone(),
        };
        match status {
            "add_rejected" => drop(reject(county, &id, "资料不全").await),
            "modify_pending" | "modify_rejected" => {
                self.modify(unit, &id).await.expect(200);
            }
            "close_pending" | "close_rejected" | "closed" | "restore_pending"
            | "restore_rejected" => drop(act(unit, &id, "close", closure).await.expect(200)),
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
            act(province, &id, "restore", restoration).await.expect(200);
        }
        if status == "restore_rejected" {
            reject(central, &id, "不同意").await;
        }
        let there = account(unit, &id).await;
        assert_eq!(there["status"], status);
        there
    }

    async fn modify(&self, caller: &Api, id: &Value) -> Answer {
        let seen = account(&self.callers[0], id).await;
        let mut form = form_of(&seen);
        form["name"] = json!(format!("{}改", seen["name"].as_str().unwrap()));
        caller.post(&format!("/accounts/{id}/modify"), form).await
    }

    /// One action by one caller, with a body that would do.
    async fn try_action(&self, caller: &Api, seen: &Value, action: &str) -> Answer {
        let (id, version) = (&seen["id"], &seen["version"]);
        let path = format!("/accounts/{id}");
        let corrected = |submit: bool| {
            let mut form = form_of(seen);
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
                    .post(&format!("{path}/close"), closure(version))
                    .await
            }
            "restore" => {
                caller
                    .post(&format!("{path}/restore"), restoration(version))
                    .await
            }
            "abandon" => caller.post(&format!("{path}/abandon"), versioned).await,
            "resubmit" => {
                let body = match seen["status"].as_str() {
                    Some("close_rejected") => closure(version),
                    Some("restore_rejected") => restoration(version),
                    _ => corrected(true),
                };
                caller.post(&format!("{path}/resubmit"), body).await
            }
            "delete" => {
                caller
                    .post(&format!("{path}/delete"), deletion(version))
                    .await
            }
            verdict => {
                // Without an open review there is nothing to send a decision to.
                let review = match &seen["review_id"] {
                    Value::Null => json!(i64::MAX),
                    review => review.clone(),
                };
                let body = decision(verdict, "不同意", version);
                caller
                    .post(&format!("/reviews/{review}/decision"), body)
                    .await
            }
        }
    }
}

async fn every_status_offers_exactly_what_works(world: World) {
    let callers = world.sign_in_all(CALLERS).await;
    let mut cast = Cast {
        world,
        callers,
        next: 0,
    };
    let mut faults = Vec::new();
    for status in STATUSES {
        let mut seen = cast.account_in(status).await;
        for (who, caller) in CALLERS.iter().zip(cast.callers.clone()) {
            let answer_offers = match caller.get(&format!("/accounts/{}", seen["id"])).await {
                answer if answer.status == 200 => answer.ok()["allowed_actions"].clone(),
                answer => {
                    answer.problem(404, "not_found");
                    json!([])
                }
            };
            let offered = answer_offers.as_array().unwrap();
            for action in ACTIONS {
                let answer = cast.try_action(&caller, &seen, action).await;
                let title = format!("{action} by {who} in {status}");
                if answer.status < 300 {
                    if !offered.contains(&json!(action)) {
                        faults.push(format!("{title} works, but is not offered"));
                    }
                    // It changed: the next action needs a fresh one.
                    seen = cast.account_in(status).await;
                    continue;
                }
                if offered.contains(&json!(action)) {
                    faults.push(format!("{title} is offered, but: {}", answer.described()));
                }
                if ![403, 404, 409].contains(&answer.status) {
                    faults.push(format!("{title}: {}", answer.described()));
                }
                answer.any_problem();
                let now = account(&cast.callers[0], &seen["id"]).await;
                if (&now["version"], &now["status"]) != (&seen["version"], &seen["status"]) {
                    faults.push(format!("{title} was refused, but changed the account"));
                    seen = cast.account_in(status).await;
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let [unit, county, city, province, central, ..] = &cast.callers;
    recount::check(&cast.world.db, &[unit, county, city, province, central]).await;
    cast.world.db.db_verify_chains().await;
}
