//! The calls of the API, as its own document lists them.

use nmrs_tests::{Call, World};
use serde_json::Value;

/// One call.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    /// `GET`, `POST`, …
    pub(crate) method: String,
    /// The path with its `{…}`.
    pub(crate) path: String,
    /// Whether it takes a JSON body.
    pub(crate) has_body: bool,
}

impl Operation {
    /// As tables name it.
    pub(crate) fn name(&self) -> String {
        let path = self.path.trim_start_matches("/api/v1");
        format!("{} {path}", self.method)
    }
}

/// Every call of the document.
pub(crate) async fn all(world: &World) -> Vec<Operation> {
    let document = world
        .anonymous()
        .send(Call::new("GET", "/openapi.json"))
        .await
        .expect(200);
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if operation["operationId"].is_string() {
                all.push(Operation {
                    method: method.to_uppercase(),
                    path: path.clone(),
                    has_body: operation["requestBody"]["content"]["application/json"]
                        != Value::Null,
                });
            }
        }
    }
    assert!(all.len() > 15, "{all:?}");
    all
}
