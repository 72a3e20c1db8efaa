//! Headers of every answer.

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::register::declare;
use nmrs_tests::{Answer, Api, Call, Server, World, on_both_databases};

on_both_databases!(
    every_answer_keeps_a_browser_from_what_it_should_not_do,
    answers_of_the_api_are_never_kept,
    the_page_runs_under_a_strict_policy,
    nothing_personal_is_logged,
    behind_a_proxy_everything_is_for_https_alone,
);

pub(super) fn guarded(answer: &Answer) {
    let what = answer.described();
    let header = |name| answer.header(name).unwrap_or_default();
    assert_eq!(header("x-content-type-options"), "nosniff", "{what}");
    let policy = header("content-security-policy");
    assert!(policy.contains("frame-ancestors 'none'"), "{policy} {what}");
    assert!(policy.contains("default-src 'none'"), "{policy} {what}");
    assert!(!policy.contains("unsafe-inline"), "{policy} {what}");
    assert!(!policy.contains("'unsafe-eval'"), "{policy} {what}");
    assert!(!policy.contains('*'), "{policy} {what}");
    assert_eq!(header("referrer-policy"), "no-referrer", "{what}");
    assert_eq!(answer.header("server"), None, "{what}");
    assert_eq!(answer.header("x-powered-by"), None, "{what}");
    assert!(!header("x-request-id").is_empty(), "{what}");
}

fn html(path: &str) -> Call {
    Call::new("GET", path).header("accept", "text/html")
}

async fn every_answer_keeps_a_browser_from_what_it_should_not_do(world: World) {
    let api = world.sign_in("110108").await;
    for call in [
        html("/"),
        html("/accounts?tab=rejected"),
        html("/no/such/page"),
        Call::new("GET", "/no-such-file.js"),
        Call::new("GET", "/healthz"),
        Call::new("GET", "/openapi.json"),
        Call::new("GET", "/api/v1/accounts"),
        Call::new("GET", "/api/v1/accounts/1"),
        Call::new("GET", "/api/v1/nothing"),
        Call::new("PATCH", "/api/v1/accounts"),
        Call::new("POST", "/api/v1/auth/login").json(serde_json::json!({})),
    ] {
        guarded(&api.send(call).await);
    }
}

async fn answers_of_the_api_are_never_kept(world: World) {
    let api = world.sign_in("110108").await;
    for path in ["/accounts", "/accounts/1", "/nothing", "/auth/me"] {
        let answer = api.get(path).await;
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
}

async fn the_page_runs_under_a_strict_policy(world: World) {
    let page = world.anonymous().send(html("/accounts/new")).await;
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
    let missing = world.anonymous().send(Call::new("GET", "/x.js")).await;
    assert_eq!(missing.status, 404);
    for outside in [
        "/../Cargo.toml",
        "/%2e%2e/Cargo.toml",
        "/..%2fCargo.toml",
        "/.git/config",
    ] {
        let answer = world.anonymous().send(Call::new("GET", outside)).await;
        assert!(
            (400..500).contains(&answer.status),
            "{}",
            answer.described()
        );
    }
}

async fn nothing_personal_is_logged(world: World) {
    let unit = world.sign_in("110108M044").await;
    let declared = declare(&unit, "上庄发布", 1).await;
    unit.get("/accounts?name=王联络").await.expect(200);
    unit.get(&format!("/accounts/{}", declared["id"]))
        .await
        .expect(200);
    let log = world.server.log();
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

async fn behind_a_proxy_everything_is_for_https_alone(world: World) {
    let proxied = Server::start_with(&world.db, &[("NMRS_TRUST_FORWARDED", "true")]);
    let mut api = Api::new(proxied.base());
    let answer = api.sign_in("110108", PASSWORD).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.contains("Secure"), "{cookie}");
    assert!(answer.header("strict-transport-security").is_some());
    // On one machine without a proxy there is no HTTPS that a browser could be sent to.
    let mut api = world.anonymous();
    let answer = api.sign_in("110108", PASSWORD).await;
    assert!(!answer.header("set-cookie").unwrap().contains("Secure"));
    assert_eq!(answer.header("strict-transport-security"), None);
}
