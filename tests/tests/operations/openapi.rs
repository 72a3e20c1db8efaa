use nmrs_tests::TestApp;
use serde_json::Value;

/// An operation of the API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) method: String,
    /// The path with its parameters, `/api/v1/accounts/{id}`.
    pub(crate) path: String,
    pub(crate) has_json_body: bool,
}

impl Operation {
    /// Returns the method and the path below `/api/v1`.
    pub(crate) fn name(&self) -> String {
        let path = self.path.trim_start_matches("/api/v1");
        format!("{} {path}", self.method)
    }
}

/// Returns all operations of the document that the server serves.
pub(crate) async fn operations(app: &TestApp) -> Vec<Operation> {
    let document = app.anonymous().openapi().await;
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation["operationId"].is_string() {
                let body = &operation["requestBody"]["content"]["application/json"];
                operations.push(Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    has_json_body: *body != Value::Null,
                });
            }
        }
    }
    assert!(operations.len() > 15, "{operations:?}");
    operations
}
