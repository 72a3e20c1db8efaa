//! Addresses and methods that are not there, and keys that cannot be.

use nmrs_tests::{Call, World, on_both_databases};

use super::operations::all;

on_both_databases!(
    an_unknown_address_is_a_problem_too,
    a_wrong_method_is_told_which_are_right,
    keys_that_cannot_be_are_refused_and_keys_that_are_not_are_not_found,
    the_server_says_that_it_lives_and_works,
    the_document_is_the_one_that_is_committed,
);

async fn an_unknown_address_is_a_problem_too(world: World) {
    for api in [world.anonymous(), world.sign_in("110108").await] {
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
                let answer = api.send(Call::new(method, path)).await;
                answer.problem(404, "not_found");
            }
        }
    }
}

async fn a_wrong_method_is_told_which_are_right(world: World) {
    let api = world.sign_in("110108M044").await;
    let operations = all(&world).await;
    for operation in &operations {
        if !operation.path.starts_with("/api/") {
            continue;
        }
        let path = operation.path.replace("{id}", "1").replace("{row}", "1");
        let right: Vec<_> = operations
            .iter()
            .filter(|other| other.path == operation.path)
            .map(|other| other.method.as_str())
            .collect();
        for method in ["GET", "POST", "PUT", "PATCH", "DELETE"] {
            // `/accounts/summary` and its like are also keys that cannot be.
            let also_key = [
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
            if right.contains(&method) || also_key {
                continue;
            }
            let answer = api.send(Call::new(method, &path)).await;
            let allow = answer.header("allow").unwrap_or_default().to_owned();
            answer.problem(405, "method_not_allowed");
            for method in &right {
                assert!(allow.contains(method), "{path}: {allow}");
            }
        }
    }
}

async fn keys_that_cannot_be_are_refused_and_keys_that_are_not_are_not_found(world: World) {
    let [unit, office] = world.sign_in_all(["110108M044", "110108"]).await;
    for operation in all(&world).await {
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
            let answer = caller.send(Call::new("GET", path)).await;
            assert_eq!(answer.status, status, "{}", answer.described());
            answer.any_problem();
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

async fn the_server_says_that_it_lives_and_works(mut world: World) {
    for path in ["/healthz", "/readyz"] {
        let answer = world.anonymous().send(Call::new("GET", path)).await;
        assert_eq!((answer.status, answer.text.as_str()), (200, "ok"));
    }
    assert!(world.server.stop(), "the server did not end in order");
}

async fn the_document_is_the_one_that_is_committed(world: World) {
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../openapi/openapi.json");
    let committed = std::fs::read_to_string(committed).unwrap();
    let served = world
        .anonymous()
        .send(Call::new("GET", "/openapi.json"))
        .await
        .expect(200);
    let committed: serde_json::Value = serde_json::from_str(&committed).unwrap();
    assert!(
        served == committed,
        "cargo xtask openapi renews openapi/openapi.json"
    );
    let page = world
        .anonymous()
        .send(Call::new("GET", "/swagger-ui/"))
        .await;
    assert_eq!(page.status, 200, "{}", page.described());
    let start = Call::new("GET", "/swagger-ui/swagger-initializer.js");
    let start = world.anonymous().send(start).await;
    assert!(start.text.contains("/openapi.json"), "{}", start.text);
}
