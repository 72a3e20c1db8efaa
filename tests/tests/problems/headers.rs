//! Headers of all responses.

use nmrs_tests::data::accounts::add_account;
use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{ApiClient, Request, Response, Server, TestApp, on_both_databases};

on_both_databases!(
    every_response_has_security_headers,
    responses_of_the_api_are_not_cached,
    the_page_has_a_strict_content_security_policy,
    no_personal_data_is_logged,
    behind_a_proxy_cookies_and_headers_require_https,
);

pub(super) fn assert_security_headers(response: &Response) {
    let described = response.described();
    let header = |name| response.header(name).unwrap_or_default();
    assert_eq!(header("x-content-type-options"), "nosniff", "{described}");
    let policy = header("content-security-policy");
    assert!(
        policy.contains("frame-ancestors 'none'"),
        "{policy} {described}"
    );
    assert!(
        policy.contains("default-src 'none'"),
        "{policy} {described}"
    );
    assert!(!policy.contains("unsafe-inline"), "{policy} {described}");
    assert!(!policy.contains("'unsafe-eval'"), "{policy} {described}");
    assert!(!policy.contains('*'), "{policy} {described}");
    assert_eq!(header("referrer-policy"), "no-referrer", "{described}");
    assert_eq!(response.header("server"), None, "{described}");
    assert_eq!(response.header("x-powered-by"), None, "{described}");
    assert!(!header("x-request-id").is_empty(), "{described}");
}

fn page_request(path: &str) -> Request {
    Request::new("GET", path).header("accept", "text/html")
}

async fn every_response_has_security_headers(app: TestApp) {
    let client = app.sign_in("110108").await;
    for request in [
        page_request("/"),
        page_request("/accounts?tab=rejected"),
        page_request("/no/such/page"),
        Request::new("GET", "/no-such-file.js"),
        Request::new("GET", "/healthz"),
        Request::new("GET", "/openapi.json"),
        Request::new("GET", "/api/v1/accounts"),
        Request::new("GET", "/api/v1/accounts/1"),
        Request::new("GET", "/api/v1/nothing"),
        Request::new("PATCH", "/api/v1/accounts"),
        Request::new("POST", "/api/v1/auth/login").json(serde_json::json!({})),
    ] {
        assert_security_headers(&client.send(request).await);
    }
}

async fn responses_of_the_api_are_not_cached(app: TestApp) {
    let client = app.sign_in("110108").await;
    for path in ["/accounts", "/accounts/1", "/nothing", "/auth/me"] {
        let response = client.get(path).await;
        assert_eq!(response.header("cache-control"), Some("no-store"), "{path}");
    }
}

async fn the_page_has_a_strict_content_security_policy(app: TestApp) {
    let page = app.anonymous().send(page_request("/accounts/new")).await;
    assert_eq!(page.status, 200, "{}", page.described());
    assert!(page.text.contains("<html"), "{}", page.described());
    let policy = page.header("content-security-policy").unwrap();
    for part in [
        "script-src 'self' 'wasm-unsafe-eval'",
        "connect-src 'self'",
        "base-uri 'none'",
        "form-action 'self'",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    let missing = app.anonymous().send(Request::new("GET", "/x.js")).await;
    assert_eq!(missing.status, 404);
    for outside in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "/.git/config",
    ] {
        let response = app.anonymous().send(Request::new("GET", outside)).await;
        assert!(
            (400..500).contains(&response.status),
            "{}",
            response.described()
        );
    }
}

async fn no_personal_data_is_logged(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let added = add_account(&unit, "上庄发布", 1).await;
    unit.get("/accounts?name=王联络").await.expect(200);
    unit.get(&format!("/accounts/{}", added["id"]))
        .await
        .expect(200);
    let log = app.server.log();
    for personal in ["13800001111", "王联络", "127.0.0.1:9", "Bearer"] {
        assert!(!log.contains(personal), "{personal} is in the log");
    }
    let lines: Vec<serde_json::Value> = log
        .lines()
        .map(|line| serde_json::from_str(line).expect("each line of the log is JSON"))
        .collect();
    let answered = lines
        .iter()
        .filter(|line| line.to_string().contains("Answered"))
        .count();
    assert!(answered >= 4, "{log}");
    assert!(log.contains("request.id"), "{log}");
}

async fn behind_a_proxy_cookies_and_headers_require_https(app: TestApp) {
    let proxied = Server::start_with(&app.db, &[("NMRS_TRUST_FORWARDED", "true")]);
    let mut client = ApiClient::new(proxied.base());
    let response = client.sign_in("110108", PASSWORD).await;
    let cookie = response.header("set-cookie").unwrap();
    assert!(cookie.contains("Secure"), "{cookie}");
    assert!(response.header("strict-transport-security").is_some());
    // Without a proxy there is no HTTPS.
    let mut client = app.anonymous();
    let response = client.sign_in("110108", PASSWORD).await;
    assert!(!response.header("set-cookie").unwrap().contains("Secure"));
    assert_eq!(response.header("strict-transport-security"), None);
}
