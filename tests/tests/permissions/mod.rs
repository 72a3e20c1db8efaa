//! Every call × every role, from a table that has to have every call of the API's document.

use std::collections::BTreeMap;

use nmrs_tests::register::{
    act, approve, closure, decision, decisions, declare, deletion, form_of, registered, reject,
    restoration, wechat,
};
use nmrs_tests::sheet::{sheet, upload, upload_call, weibo};
use nmrs_tests::{Api, Call, World, on_both_databases};
use serde_json::{Value, json};

use crate::problems::operations::{Operation, all};

on_both_databases!(every_call_answers_every_role_as_the_table_says);

/// The columns of the table. All that is asked for belongs to unit 130102M001.
const CALLERS: [&str; 10] = [
    "nobody",
    "130102M001", // the owner
    "130100M024", // another unit
    "130102",     // the county above it
    "130100",     // the city above that
    "130000",     // the province above that
    "130104",     // a county beside
    "110000",     // another province
    "GB0000",     // the central office
    "110108M046", // a unit whose profile is not complete
];

const TABLE: &str = "
                                  nobody owner other county city prov. beside far central fresh
GET /healthz                         200   200   200    200  200   200    200 200     200   200
GET /readyz                          200   200   200    200  200   200    200 200     200   200
POST /auth/login                     200   200   200    200  200   200    200 200     200   200
POST /auth/refresh                   401   200   200    200  200   200    200 200     200   200
POST /auth/logout                    204   204   204    204  204   204    204 204     204   204
GET /auth/me                         401   200   200    200  200   200    200 200     200   200
POST /auth/password                  401   422   422    422  422   422    422 422     422   422
GET /accounts                        401   200   200    200  200   200    200 200     200   403
GET /accounts/summary                401   200   200    200  200   200    200 200     200   403
GET /accounts/duplicates             401   403   403    403  403   200    403 200     200   403
GET /accounts/identity-check         401   200   200    403  403   403    403 403     403   403
GET /accounts/import-template        401   200   200    403  403   403    403 403     403   403
GET /accounts/imports                401   200   200    403  403   403    403 403     403   403
POST /accounts/imports               401   201   201    403  403   403    403 403     403   403
GET /accounts/imports/{id}           401   200   404    403  403   403    403 403     403   403
DELETE /accounts/imports/{id}        401   204   404    403  403   403    403 403     403   403
GET /accounts/imports/{id}/rows      401   200   404    403  403   403    403 403     403   403
PATCH /accounts/imports/{id}/rows/{row} 401 200  404    403  403   403    403 403     403   403
GET /accounts/imports/{id}/errors    401   200   404    403  403   403    403 403     403   403
POST /accounts/imports/{id}/commit   401   200   404    403  403   403    403 403     403   403
POST /accounts/export                401   200   200    200  200   200    200 200     200   403
GET /accounts/exports/{key}          401   200   404    404  404   404    404 404     404   403
DELETE /accounts/exports/{key}       401   204   404    404  404   404    404 404     404   403
POST /exports/tickets                401   201   201    201  201   201    201 201     201   403
GET /exports/{ticket}                200   200   200    200  200   200    200 200     200   200
POST /accounts                       401   201   201    403  403   403    403 403     403   403
GET /accounts/{id}                   401   200   404    200  200   200    404 404     200   403
GET /accounts/{id}/events            401   200   404    200  200   200    404 404     200   403
GET /accounts/{id}/events/verification 401 200   404    200  200   200    404 404     200   403
GET /accounts/{id}/log-document      401   200   404    200  200   200    404 404     200   403
PUT /accounts/{id}                   401   200   404    403  403   403    403 403     403   403
DELETE /accounts/{id}                401   204   404    403  403   403    403 403     403   403
POST /accounts/{id}/submit           401   200   404    403  403   403    403 403     403   403
POST /accounts/{id}/modify           401   200   404    403  403   403    403 403     403   403
POST /accounts/{id}/close            401   200   404    403  403   403    403 403     403   403
POST /accounts/{id}/restore          401   403   403    403  403   200    403 404     403   403
POST /accounts/{id}/delete           401   403   403    403  403   403    403 403     204   403
POST /accounts/{id}/resubmit         401   200   404    403  403   403    403 404     403   403
POST /accounts/{id}/abandon          401   200   404    403  403   403    403 404     403   403
GET /reviews                         401   403   403    200  200   200    200 200     200   403
GET /reviews/{id}                    401   403   403    200  200   200    404 404     200   403
POST /reviews/{id}/decision          401   403   403    200  409   409    404 404     403   403
POST /reviews/decisions              401   403   403    200  200   200    200 200     200   403
GET /org-units                       401   200   200    200  200   200    200 200     200   403
GET /org-units/{id}                  401   200   404    200  200   200    404 404     200   403
GET /preferences/work-list           401   200   200    200  200   200    200 200     200   403
PUT /preferences/work-list           401   200   200    200  200   200    200 200     200   403
GET /messages                        401   200   200    200  200   200    200 200     200   403
GET /messages/summary                401   200   200    200  200   200    200 200     200   403
POST /messages/read                  401   204   204    204  204   204    204 204     204   403
POST /messages/{id}/read             401   204   404    404  404   404    404 404     404   403
GET /calendar                        401   200   200    200  200   200    200 200     200   403
POST /calendar/days                  401   403   403    403  403   403    403 403     200   403
PUT /calendar/days/{day}             401   403   403    403  403   403    403 403     200   403
DELETE /calendar/days/{day}          401   403   403    403  403   403    403 403     204   403
GET /settings/review-limit           401   200   200    200  200   200    200 200     200   403
PUT /settings/review-limit           401   403   403    403  403   403    403 403     200   403
GET /reporting-units                 401   403   403    200  200   200    200 200     200   403
POST /reporting-units/export         401   403   403    200  200   200    200 200     200   403
GET /reporting-units/{id}            401   403   403    200  200   200    404 404     200   403
";

const IDENTITY_CHECK: &str = "/api/v1/accounts/identity-check?kind=weibo&url=https://weibo.com/u/1";

/// The rows of the table: the name of a call and the status for each caller.
fn rows() -> BTreeMap<String, Vec<u16>> {
    let lines = TABLE.lines().filter(|line| line.contains('/'));
    lines
        .map(|line| {
            let words: Vec<_> = line.split_whitespace().collect();
            let statuses = words[2..].iter().map(|word| word.parse().unwrap());
            (words[..2].join(" "), statuses.collect())
        })
        .collect()
}

/// What an account has to be for a call on it to make sense.
struct Stage<'a> {
    world: &'a World,
    owner: Api,
    county: Api,
    city: Api,
    province: Api,
    next: u32,
    imports: Vec<Value>,
}

impl Stage<'_> {
    fn number(&mut self) -> u32 {
        self.next += 1;
        self.next
    }

    async fn draft(&mut self) -> Value {
        let body = wechat("草稿", self.number(), false);
        self.owner.post("/accounts", body).await.expect(201)
    }

    async fn pending(&mut self) -> Value {
        let number = self.number();
        declare(&self.owner, "待审", number).await
    }

    async fn normal(&mut self) -> Value {
        let number = self.number();
        let offices = [&self.county, &self.city, &self.province];
        registered(&self.owner, &offices, "在用", number).await
    }

    async fn closed(&mut self) -> Value {
        let id = self.normal().await["id"].clone();
        act(&self.owner, &id, "close", closure).await.expect(200);
        let mut closed = approve(&self.county, &id).await;
        closed["id"] = id;
        closed
    }

    async fn rejected(&mut self) -> Value {
        let pending = self.pending().await;
        let mut rejected = reject(&self.county, &pending["id"], "资料不全").await;
        rejected["id"] = pending["id"].clone();
        rejected
    }

    async fn import(&mut self) -> Value {
        let rows = sheet(&[weibo(self.number())]);
        let import = upload(&self.owner, "账号.xlsx", rows).await.expect(201);
        // A unit may have so many that wait, and no more.
        for old in self.imports.drain(..) {
            self.owner.delete(&format!("/accounts/imports/{old}")).await;
        }
        self.imports.push(import["id"].clone());
        import
    }

    /// A call on imports that their owner would succeed with.
    async fn import_call(&mut self, name: &str) -> Call {
        let (method, path) = name.split_once(' ').unwrap();
        if name == "POST /accounts/imports" {
            return upload_call("账号.xlsx", sheet(&[weibo(self.number())]));
        }
        let id = self.import().await["id"].to_string();
        let path = path.replace("{id}", &id).replace("{row}", "3");
        let call = Call::new(method, format!("/api/v1{path}"));
        match name {
            "PATCH /accounts/imports/{id}/rows/{row}" => {
                call.json(json!({"cells": {"name": "改名"}, "version": 1}))
            }
            "POST /accounts/imports/{id}/commit" => {
                call.json(json!({"mode": "submit", "version": 1}))
            }
            _ => call,
        }
    }

    /// Asks how far an export of the owner has come.
    async fn export_call(&self, method: &str) -> Call {
        let key = "0198f0de-0000-7000-8000-000000000001";
        let body = json!({"filter": {}, "format": "csv"});
        let export = Call::new("POST", "/api/v1/accounts/export").json(body);
        let exported = self.owner.send(export.header("Export-Key", key)).await;
        assert_eq!(exported.status, 200, "{}", exported.described());
        Call::new(method, format!("/api/v1/accounts/exports/{key}"))
    }

    /// A call that its owner or office would succeed with.
    async fn call(&mut self, name: &str) -> Call {
        let (method, path) = name.split_once(' ').unwrap();
        let call = |id: &Value| {
            let path = path
                .replace("{id}", &id.to_string())
                .replace("{day}", "2030-10-01");
            let prefix = if path.ends_with("healthz") || path.ends_with("readyz") {
                ""
            } else {
                "/api/v1"
            };
            Call::new(method, format!("{prefix}{path}"))
        };
        let versioned = |number, version: &Value| {
            let mut body = wechat("改正", number, true);
            body["version"] = version.clone();
            body
        };
        if path.starts_with("/accounts/imports") {
            return self.import_call(name).await;
        }
        if let Some(body) = plain_body(name) {
            return call(&Value::Null).json(body);
        }
        match name {
            "POST /auth/login" => {
                let body = World::login_body("110108", nmrs_tests::fixture::PASSWORD);
                call(&Value::Null).json(body)
            }
            "GET /accounts/identity-check" => Call::new("GET", IDENTITY_CHECK),
            "POST /accounts" => call(&Value::Null).json(wechat("新增", self.number(), true)),
            "PUT /accounts/{id}" => {
                let draft = self.draft().await;
                call(&draft["id"]).json(versioned(self.number(), &draft["version"]))
            }
            "DELETE /accounts/{id}" => {
                let draft = self.draft().await;
                let path = format!("{}?version={}", draft["id"], draft["version"]);
                Call::new("DELETE", format!("/api/v1/accounts/{path}"))
            }
            "POST /accounts/{id}/submit" => {
                let draft = self.draft().await;
                call(&draft["id"]).json(json!({"version": draft["version"]}))
            }
            "POST /accounts/{id}/modify" => {
                let normal = self.normal().await;
                let mut changed = form_of(&normal);
                changed["name"] = json!("改名");
                call(&normal["id"]).json(changed)
            }
            "POST /accounts/{id}/close" => {
                let normal = self.normal().await;
                call(&normal["id"]).json(closure(&normal["version"]))
            }
            "POST /accounts/{id}/restore" => {
                let closed = self.closed().await;
                call(&closed["id"]).json(restoration(&closed["version"]))
            }
            "POST /accounts/{id}/delete" => {
                let pending = self.pending().await;
                call(&pending["id"]).json(deletion(&pending["version"]))
            }
            "POST /accounts/{id}/resubmit" => {
                let rejected = self.rejected().await;
                call(&rejected["id"]).json(versioned(self.number(), &rejected["version"]))
            }
            "POST /accounts/{id}/abandon" => {
                let rejected = self.rejected().await;
                call(&rejected["id"]).json(json!({"version": rejected["version"]}))
            }
            "GET /accounts/{id}"
            | "GET /accounts/{id}/events"
            | "GET /accounts/{id}/events/verification"
            | "GET /accounts/{id}/log-document" => call(&self.pending().await["id"]),
            "GET /reviews/{id}" => call(&self.pending().await["review_id"]),
            "POST /reviews/{id}/decision" => {
                let pending = self.pending().await;
                let body = decision("approve", "", &pending["version"]);
                call(&pending["review_id"]).json(body)
            }
            "POST /reviews/decisions" => {
                let pending = self.pending().await;
                call(&Value::Null).json(decisions("approve", "", &[&pending]))
            }
            "POST /messages/{id}/read" => {
                self.rejected().await;
                let told = self.owner.get("/messages").await.expect(200);
                call(&told["items"][0]["id"])
            }
            "GET /accounts/exports/{key}" | "DELETE /accounts/exports/{key}" => {
                self.export_call(method).await
            }
            // Whoever has the ticket gets the file of its owner.
            "GET /exports/{ticket}" => {
                let body = json!({"resource": "accounts", "filter": {}});
                let ticket = self.owner.post("/exports/tickets", body).await.expect(201);
                Call::new(method, ticket["url"].as_str().unwrap())
            }
            "DELETE /calendar/days/{day}" => call(&Value::Null),
            "GET /org-units/{id}" => call(&json!(self.world.db.db_org_unit("130102").await)),
            "GET /reporting-units/{id}" => {
                call(&json!(self.world.db.db_reporting_unit("130102M001").await))
            }
            _ if path.contains('{') => panic!("say here what {name} works on"),
            _ => call(&Value::Null),
        }
    }
}

/// The body of a call for which nothing has to be prepared.
fn plain_body(name: &str) -> Option<Value> {
    match name {
        "POST /auth/password" => {
            Some(json!({"old_password": "Wrong-2026", "new_password": "Other-2027"}))
        }
        "PUT /preferences/work-list" => {
            Some(json!({"columns": [], "density": "compact", "per_page": 50}))
        }
        "POST /messages/read" => Some(json!({"up_to": 1})),
        "POST /accounts/export" | "POST /reporting-units/export" => Some(json!({"filter": {}})),
        "POST /exports/tickets" => Some(json!({"resource": "accounts", "filter": {}})),
        "PUT /calendar/days/{day}" => Some(json!({"kind": "off"})),
        "POST /calendar/days" => {
            Some(json!({"spans": [{"from": "2030-10-01", "to": "2030-10-07", "kind": "off"}]}))
        }
        "PUT /settings/review-limit" => Some(json!({"working_days": 5})),
        _ => None,
    }
}

async fn every_call_answers_every_role_as_the_table_says(world: World) {
    let rows = rows();
    let document: Vec<String> = all(&world).await.iter().map(Operation::name).collect();
    let named: Vec<String> = rows.keys().cloned().collect();
    let missing: Vec<_> = document
        .iter()
        .filter(|name| !named.contains(name))
        .collect();
    assert!(
        missing.is_empty(),
        "the table says nothing about {missing:?}"
    );
    let unknown: Vec<_> = named
        .iter()
        .filter(|name| !document.contains(name))
        .collect();
    assert!(unknown.is_empty(), "no such calls: {unknown:?}");

    let mut stage = Stage {
        world: &world,
        owner: world.sign_in("130102M001").await,
        county: world.sign_in("130102").await,
        city: world.sign_in("130100").await,
        province: world.sign_in("130000").await,
        next: 0,
        imports: Vec::new(),
    };
    let mut sessions = BTreeMap::new();
    for user in CALLERS.into_iter().filter(|user| *user != "nobody") {
        sessions.insert(user, world.sign_in(user).await);
    }
    let mut faults = Vec::new();
    for (name, statuses) in &rows {
        assert_eq!(statuses.len(), CALLERS.len(), "{name}");
        for (caller, status) in CALLERS.iter().zip(statuses) {
            let api = match *caller {
                "nobody" => world.anonymous(),
                // Calls that end or renew a session get one of their own.
                user if ["POST /auth/refresh", "POST /auth/logout"].contains(&name.as_str()) => {
                    world.sign_in(user).await
                }
                user => sessions[user].clone(),
            };
            let call = stage.call(name).await;
            let answer = api.send(call).await;
            if answer.status != *status {
                faults.push(format!(
                    "{name} by {caller}, not {status}: {}",
                    answer.described()
                ));
            } else if answer.status >= 400 {
                answer.any_problem();
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
