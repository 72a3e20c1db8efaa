//! Signing in.

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::json;

on_both_databases!(
    each_role_signs_in_and_reads_its_user,
    a_sign_in_with_the_wrong_role_is_refused,
    all_failed_sign_ins_get_the_same_response,
    the_refresh_token_is_in_an_http_only_cookie,
    requests_without_a_valid_token_are_refused,
    a_disabled_user_loses_access_at_once,
);

async fn each_role_signs_in_and_reads_its_user(app: TestApp) {
    for (username, role, access, path) in [
        ("GB0000", "organizing", "central", vec!["GB0000"]),
        ("110000", "organizing", "level1", vec!["110000"]),
        ("130100", "organizing", "level2", vec!["130000", "130100"]),
        (
            "130102",
            "organizing",
            "level3",
            vec!["130000", "130100", "130102"],
        ),
        ("bm2904", "organizing", "level2", vec!["bm2900", "bm2904"]),
        (
            "110108M044",
            "reporting",
            "reporting",
            vec!["110000", "110108"],
        ),
    ] {
        let client = app.sign_in(username).await;
        assert_eq!(client.session["token_type"], "Bearer");
        assert!(client.session["expires_in"].as_u64().unwrap() <= 3600);
        let me = client.get("/auth/me").await.expect(200);
        assert_eq!(me, client.session["user"]);
        assert_eq!(me["username"], username);
        assert_eq!(me["role"], role);
        assert_eq!(me["access"], access);
        let codes: Vec<_> = me["org_path"]
            .as_array()
            .unwrap()
            .iter()
            .map(|o| &o["code"])
            .collect();
        assert_eq!(codes, path);
        assert_eq!(
            me["reporting_unit"]["code"].is_string(),
            role == "reporting"
        );
    }
}

async fn a_sign_in_with_the_wrong_role_is_refused(app: TestApp) {
    let anonymous = app.anonymous();
    for (username, role) in [("110108M044", "organizing"), ("110108", "reporting")] {
        let body = json!({"role": role, "username": username, "password": PASSWORD});
        let problem = anonymous
            .post("/auth/login", body)
            .await
            .problem(401, "wrong_credentials");
        assert!(problem["detail"].as_str().unwrap().contains("身份"));
    }
}

async fn all_failed_sign_ins_get_the_same_response(app: TestApp) {
    let anonymous = app.anonymous();
    let mut responses = Vec::new();
    for (username, password) in [
        ("110108", "Nmrs-demo-2025"),
        ("999999", PASSWORD),
        ("110108' OR '1'='1", PASSWORD),
        ("GB0000", " Nmrs-demo-2026"),
    ] {
        let body = ApiClient::login_body(username, password);
        let response = anonymous.post("/auth/login", body).await;
        assert_eq!(response.header("set-cookie"), None);
        let problem = response.problem(401, "wrong_credentials");
        responses.push(problem["detail"].clone());
    }
    responses.dedup();
    assert_eq!(responses.len(), 1, "{responses:?}");
}

async fn the_refresh_token_is_in_an_http_only_cookie(app: TestApp) {
    let mut client = app.anonymous();
    let response = client.sign_in("110108", PASSWORD).await;
    let cookie = response.header("set-cookie").unwrap();
    assert!(cookie.starts_with("nmrs_refresh="), "{cookie}");
    for part in [
        "HttpOnly",
        "SameSite=Strict",
        "Path=/api/v1/auth",
        "Max-Age=",
    ] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    let token = client.cookie.as_deref().unwrap().split('=').nth(1).unwrap();
    assert!(
        !response.text.contains(token),
        "the body has the refresh token"
    );
    // The log contains neither token.
    let log = app.server.log();
    assert!(!log.contains(token));
    assert!(!log.contains(client.token.as_deref().unwrap()));
    assert!(!log.contains(PASSWORD));
}

async fn requests_without_a_valid_token_are_refused(app: TestApp) {
    let mut client = app.anonymous();
    let header = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9";
    let none =
        "eyJhbGciOiJub25lIn0.eyJpc3MiOiJubXJzIiwic2lkIjoxLCJpYXQiOjAsImV4cCI6OTk5OTk5OTk5OTl9.";
    for token in [None, Some(""), Some("x"), Some(header), Some(none)] {
        client.token = token.map(str::to_owned);
        let response = client.get("/accounts").await;
        assert!(response.header("www-authenticate").is_some());
        response.problem(401, "unauthenticated");
    }
    let good = app.sign_in("110108").await.token.unwrap();
    let (head, signature) = good.rsplit_once('.').unwrap();
    client.token = Some(format!(
        "{head}.{}",
        signature.chars().rev().collect::<String>()
    ));
    client
        .get("/accounts")
        .await
        .problem(401, "unauthenticated");
}

async fn a_disabled_user_loses_access_at_once(app: TestApp) {
    let mut client = app.sign_in("110108").await;
    client.get("/accounts").await.expect(200);
    app.db
        .execute("UPDATE users SET disabled = TRUE WHERE username = '110108'")
        .await;
    client.get("/accounts").await.problem(401, "session_ended");
    client
        .sign_in("110108", PASSWORD)
        .await
        .problem(401, "wrong_credentials");
}
