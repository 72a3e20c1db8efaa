//! Unknown paths, wrong methods and malformed ids.

use nmrs_tests::{Request, TestApp, on_both_databases};

use crate::operations::operations;

on_both_databases!(
    an_unknown_path_is_a_problem_document,
    a_wrong_method_is_refused_with_the_allowed_ones,
    malformed_ids_are_refused_and_unknown_ids_are_not_found,
    health_and_readiness_are_reported,
    the_served_openapi_document_is_the_committed_one,
);

async fn an_unknown_path_is_a_problem_document(app: TestApp) {
    for client in [app.anonymous(), app.sign_in("110108").await] {
        for path in [
            "/api/v1/nothing",
            "/api/v1/accounts/1/nothing",
            "/api/v1/",
            "/api/v2/accounts",
            "/api/",
            "/api/v1/accounts/../accounts/..%2f..%2fetc/passwd",
            "/api/v1/%00",
        ] {
            for method in ["GET", "POST", "DELETE"] {
                let response = client.send(Request::new(method, path)).await;
                response.problem(404, "not_found");
            }
        }
    }
}

async fn a_wrong_method_is_refused_with_the_allowed_ones(app: TestApp) {
    let client = app.sign_in("110108M044").await;
    let operations = operations(&app).await;
    for operation in &operations {
        if !operation.path.starts_with("/api/") {
            continue;
        }
        let path = operation.path.replace("{id}", "1").replace("{row}", "1");
        let allowed: Vec<_> = operations
            .iter()
            .filter(|other| other.path == operation.path)
            .map(|other| other.method.as_str())
            .collect();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            // Paths like `/accounts/summary` also match `/accounts/{id}`.
            let matches_id = [
                "/summary",
                "/identity-check",
                "/duplicates",
                "/decisions",
                "/import-template",
                "/imports",
                "/export",
                "/tickets",
            ]
            .iter()
            .any(|name| path.ends_with(name));
            if allowed.contains(&method) || matches_id {
                continue;
            }
            let response = client.send(Request::new(method, &path)).await;
            let allow = response.header("allow").unwrap_or_default().to_owned();
            response.problem(405, "method_not_allowed");
            for method in &allowed {
                assert!(allow.contains(method), "{path}: {allow}");
            }
        }
    }
}

async fn malformed_ids_are_refused_and_unknown_ids_are_not_found(app: TestApp) {
    let [unit, office] = app.sign_in_all(["110108M044", "110108"]).await;
    for operation in operations(&app).await {
        if operation.method != "GET" || !operation.path.contains("{id}") {
            continue;
        }
        let caller = if operation.path.contains("/accounts") {
            &unit
        } else {
            &office
        };
        for (key, status) in [
            ("99999999999999999999", 400),
            ("-99999999999999999999", 400),
            ("x", 400),
            ("1.5", 400),
            ("1e3", 400),
            ("%FF", 400),
            ("1%00", 400),
            ("1'", 400),
            ("-1", 404),
            ("0", 404),
            ("9223372036854775807", 404),
            ("-9223372036854775808", 404),
        ] {
            let path = operation.path.replace("{id}", key);
            let response = caller.send(Request::new("GET", path)).await;
            assert_eq!(response.status, status, "{}", response.described());
            response.any_problem();
        }
    }
    for query in [
        "",
        "?version=",
        "?version=x",
        "?version=99999999999999999999",
        "?v=1",
    ] {
        unit.delete(&format!("/accounts/1{query}"))
            .await
            .any_problem();
    }
}

async fn health_and_readiness_are_reported(mut app: TestApp) {
    for path in ["/healthz", "/readyz"] {
        let response = app.anonymous().send(Request::new("GET", path)).await;
        assert_eq!((response.status, response.text.as_str()), (200, "ok"));
    }
    assert!(app.server.stop(), "the server did not end in order");
}

async fn the_served_openapi_document_is_the_committed_one(app: TestApp) {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/openapi.json");
    let committed = std::fs::read_to_string(committed).unwrap();
    let served = app.anonymous().openapi().await;
    let committed: serde_json::Value = serde_json::from_str(&committed).unwrap();
    assert!(
        served == committed,
        "cargo xtask openapi renews openapi/openapi.json"
    );
    let page = app
        .anonymous()
        .send(Request::new("GET", "/swagger-ui/"))
        .await;
    assert_eq!(page.status, 200, "{}", page.described());
    let start = Request::new("GET", "/swagger-ui/swagger-initializer.js");
    let start = app.anonymous().send(start).await;
    assert!(start.text.contains("/openapi.json"), "{}", start.text);
}
