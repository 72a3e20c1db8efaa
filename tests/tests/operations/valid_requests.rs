use nmrs_tests::data::accounts::{
    add_account, approve, batch_form, close_form, decision_form, delete_form, perform,
    register_account, reject, restore_form, to_form, version_body, wechat_form,
};
use nmrs_tests::data::import_files::{FIRST_ROW, upload, upload_request, xlsx_file};
use nmrs_tests::data::import_rows::weibo_row;
use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{ApiClient, Request, TestApp};
use serde_json::{Value, json};

use super::Operation;

/// An export of the unit whose progress can be read.
const EXPORT_KEY: &str = "0198f0de-0000-7000-8000-000000000001";

/// Imports of a unit that may be uncommitted at the same time, less a margin.
const MAX_IMPORTS: usize = 15;

/// Makes valid requests. Each one works on newly prepared data of the unit 130102M001.
pub(crate) struct RequestFactory<'a> {
    app: &'a TestApp,
    unit: ApiClient,
    county: ApiClient,
    city: ApiClient,
    province: ApiClient,
    central: ApiClient,
    /// The caller of operations that end the sessions of their caller.
    other_unit: ApiClient,
    last_number: u32,
    imports: Vec<Value>,
}

impl<'a> RequestFactory<'a> {
    pub(crate) async fn new(app: &'a TestApp) -> Self {
        let users = [
            "130102M001",
            "130102",
            "130100",
            "130000",
            "GB0000",
            "bm2904M001",
        ];
        let [unit, county, city, province, central, other_unit] = app.sign_in_all(users).await;
        Self {
            app,
            unit,
            county,
            city,
            province,
            central,
            other_unit,
            last_number: 0,
            imports: Vec::new(),
        }
    }

    /// Returns a caller who may send the requests of an operation.
    pub(crate) fn permitted_caller(&self, operation: &Operation) -> &ApiClient {
        let name = operation.name();
        let (method, path) = name.split_once(' ').unwrap();
        match path {
            "/auth/password" => &self.other_unit,
            "/accounts/{id}/restore" => &self.province,
            "/accounts/{id}/delete" => &self.central,
            _ if path.starts_with("/reviews") || path.starts_with("/reporting-units") => {
                &self.county
            }
            _ if method != "GET"
                && (path.starts_with("/calendar") || path.starts_with("/settings")) =>
            {
                &self.central
            }
            _ => &self.unit,
        }
    }

    /// Returns a request that a permitted caller succeeds with. Only a change of the password is
    /// refused for everybody: a success would end the sessions of its caller.
    pub(crate) async fn request(&mut self, operation: &Operation) -> Request {
        let name = operation.name();
        let (path, body) = self.path_and_body(&name).await;
        if name == "POST /accounts/imports" {
            let file = xlsx_file(&[weibo_row(self.next_number())]);
            return upload_request("账号.xlsx", file);
        }
        let prefix = operation.path.strip_suffix(name.split_once(' ').unwrap().1);
        let request = Request::new(
            &operation.method,
            format!("{}{path}", prefix.unwrap_or_default()),
        );
        match body {
            Value::Null => request,
            body => request.json(body),
        }
    }

    async fn path_and_body(&mut self, name: &str) -> (String, Value) {
        let path = name.split_once(' ').unwrap().1;
        let with_id = |id: &Value| path.replace("{id}", &id.to_string());
        if let Some(body) = independent_body(name) {
            return (path.replace("{day}", "2030-10-01"), body);
        }
        match name {
            "GET /accounts/identity-check" => {
                let query = "kind=weibo&url=https://weibo.com/u/1";
                (format!("{path}?{query}"), Value::Null)
            }
            "POST /accounts" => (path.to_owned(), self.new_form(true)),
            "PUT /accounts/{id}" => {
                let draft = self.draft().await;
                let mut form = self.new_form(false);
                form["version"] = draft["version"].clone();
                (with_id(&draft["id"]), form)
            }
            "DELETE /accounts/{id}" => {
                let draft = self.draft().await;
                let path = format!("{}?version={}", with_id(&draft["id"]), draft["version"]);
                (path, Value::Null)
            }
            "POST /accounts/{id}/submit" => {
                let draft = self.draft().await;
                (with_id(&draft["id"]), version_body(&draft["version"]))
            }
            "POST /accounts/{id}/modify" => {
                let normal = self.normal().await;
                let mut form = with_all_fields(to_form(&normal));
                form["owner"] = json!("宣传科");
                (with_id(&normal["id"]), form)
            }
            "POST /accounts/{id}/close" => {
                let normal = self.normal().await;
                (with_id(&normal["id"]), close_form(&normal["version"]))
            }
            "POST /accounts/{id}/restore" => {
                let closed = self.closed().await;
                let form = restore_form(&closed["version"]);
                (with_id(&closed["account_id"]), form)
            }
            "POST /accounts/{id}/delete" => {
                let pending = self.pending().await;
                (with_id(&pending["id"]), delete_form(&pending["version"]))
            }
            "POST /accounts/{id}/resubmit" => {
                let rejected = self.rejected().await;
                let mut form = self.new_form(true);
                form["version"] = rejected["version"].clone();
                (with_id(&rejected["account_id"]), form)
            }
            "POST /accounts/{id}/abandon" => {
                let rejected = self.rejected().await;
                let body = version_body(&rejected["version"]);
                (with_id(&rejected["account_id"]), body)
            }
            "POST /reviews/{id}/decision" => {
                let pending = self.pending().await;
                let form = decision_form("approve", "同意", &pending["version"]);
                (with_id(&pending["review_id"]), form)
            }
            "POST /reviews/decisions" => {
                let pending = self.pending().await;
                let form = batch_form("approve", "同意", &[&pending]);
                (path.to_owned(), form)
            }
            _ if path.starts_with("/accounts/imports/{id}") => {
                let id = self.import().await["id"].to_string();
                let row = FIRST_ROW.to_string();
                let path = path.replace("{id}", &id).replace("{row}", &row);
                (path, import_body(name))
            }
            _ => (self.path_without_body(name, path).await, Value::Null),
        }
    }

    async fn path_without_body(&mut self, name: &str, path: &str) -> String {
        let id = match name {
            "GET /accounts/{id}"
            | "GET /accounts/{id}/events"
            | "GET /accounts/{id}/events/verification"
            | "GET /accounts/{id}/log-document" => self.pending().await["id"].clone(),
            "GET /reviews/{id}" => self.pending().await["review_id"].clone(),
            "POST /messages/{id}/read" => {
                self.rejected().await;
                let inbox = self.unit.get("/messages").await.expect(200);
                inbox["items"][0]["id"].clone()
            }
            "GET /org-units/{id}" => json!(self.app.db.org_unit_id("130102").await),
            "GET /reporting-units/{id}" => {
                json!(self.app.db.reporting_unit_id("130102M001").await)
            }
            "GET /accounts/exports/{key}" | "DELETE /accounts/exports/{key}" => {
                self.export().await;
                return path.replace("{key}", EXPORT_KEY);
            }
            // The ticket is the credential: everybody who has it gets the file of its owner.
            "GET /exports/{ticket}" => {
                let body = json!({"resource": "accounts", "export": {"filter": {}}});
                let ticket = self.unit.post("/exports/tickets", body).await.expect(201);
                return path.replace("{ticket}", ticket["ticket"].as_str().unwrap());
            }
            "DELETE /calendar/days/{day}" => return path.replace("{day}", "2030-10-01"),
            _ if path.contains('{') => panic!("no valid request for {name}: add one here"),
            _ => return path.to_owned(),
        };
        path.replace("{id}", &id.to_string())
    }

    fn next_number(&mut self) -> u32 {
        self.last_number += 1;
        self.last_number
    }

    fn new_form(&mut self, submit: bool) -> Value {
        with_all_fields(wechat_form("上庄发布", self.next_number(), submit))
    }

    async fn draft(&mut self) -> Value {
        let body = wechat_form("草稿", self.next_number(), false);
        self.unit.post("/accounts", body).await.expect(201)
    }

    async fn pending(&mut self) -> Value {
        let number = self.next_number();
        add_account(&self.unit, "待审", number).await
    }

    async fn normal(&mut self) -> Value {
        let number = self.next_number();
        let offices = [&self.county, &self.city, &self.province];
        register_account(&self.unit, &offices, "在用", number).await
    }

    /// Returns the response to the approval of a closure.
    async fn closed(&mut self) -> Value {
        let id = self.normal().await["id"].clone();
        let response = perform(&self.unit, &id, "close", close_form).await;
        response.expect(200);
        approve(&self.county, &id).await
    }

    /// Returns the response to the rejection of an addition.
    async fn rejected(&mut self) -> Value {
        let id = self.pending().await["id"].clone();
        reject(&self.county, &id, "资料不全").await
    }

    async fn import(&mut self) -> Value {
        if self.imports.len() == MAX_IMPORTS {
            let oldest = self.imports.remove(0);
            let path = format!("/accounts/imports/{oldest}");
            self.unit.delete(&path).await;
        }
        let file = xlsx_file(&[weibo_row(self.next_number())]);
        let import = upload(&self.unit, "账号.xlsx", file).await.expect(201);
        self.imports.push(import["id"].clone());
        import
    }

    async fn export(&self) {
        let body = json!({"filter": {}, "format": "csv"});
        let request = Request::new("POST", "/api/v1/accounts/export").json(body);
        let request = request.header("Export-Key", EXPORT_KEY);
        let response = self.unit.send(request).await;
        assert_eq!(response.status, 200, "{}", response.described());
    }
}

/// Fills in the optional fields of a form.
fn with_all_fields(mut form: Value) -> Value {
    form["platform_name"] = json!("微信");
    form["external_id"] = json!("");
    form["functions"] = json!(["publish", "interact", "other"]);
    form["other_function"] = json!("预约");
    form["contact"] = json!({
        "name": "王联络",
        "position": "科员",
        "mobile": "13800001111",
        "landline": "010-35001121",
    });
    form
}

fn import_body(name: &str) -> Value {
    match name {
        "PATCH /accounts/imports/{id}/rows/{row}" => {
            json!({"cells": {"name": "改正"}, "skipped": false, "version": 1})
        }
        "POST /accounts/imports/{id}/commit" => json!({"mode": "draft", "version": 1}),
        _ => Value::Null,
    }
}

/// Returns the body of an operation that works on no prepared data.
fn independent_body(name: &str) -> Option<Value> {
    Some(match name {
        "POST /auth/login" => ApiClient::login_body("110105M001", PASSWORD),
        "POST /auth/password" => json!({"old_password": PASSWORD, "new_password": PASSWORD}),
        "PUT /preferences/work-list" => {
            let columns = json!([{"column": "url", "visible": true}]);
            json!({"columns": columns, "density": "compact", "per_page": 50})
        }
        "POST /messages/read" => json!({"up_to": 1}),
        "POST /accounts/export" | "POST /reporting-units/export" => {
            let filter = json!({"name": "上庄", "page": "1"});
            json!({"filter": filter, "columns": ["name", "id"], "format": "csv"})
        }
        "POST /exports/tickets" => {
            json!({"resource": "accounts", "export": {"filter": {"name": "上庄"}, "format": "csv"}})
        }
        "PUT /calendar/days/{day}" => json!({"kind": "off", "note": "国庆节"}),
        "POST /calendar/days" => {
            let span = json!({"from": "2030-10-01", "to": "", "kind": "off", "note": "国庆节"});
            json!({"spans": [span]})
        }
        "PUT /settings/review-limit" => json!({"working_days": 5}),
        _ => return None,
    })
}
