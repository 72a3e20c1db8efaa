//! Sessions: refresh, sign-out and expiry.

use nmrs_tests::{ApiClient, Request, Server, TestApp, on_both_databases};

on_both_databases!(
    a_refresh_replaces_the_refresh_token,
    reuse_of_a_refresh_token_ends_its_family,
    a_session_survives_a_restart_and_is_valid_on_all_servers,
    a_sign_out_ends_only_its_own_session,
    an_expired_session_is_refused,
    a_refresh_without_cookie_is_refused,
);

async fn is_alive(client: &ApiClient) -> bool {
    let response = client.get("/auth/me").await;
    let alive = response.status == 200;
    if !alive {
        response.problem(401, "session_ended");
    }
    alive
}

async fn a_refresh_replaces_the_refresh_token(app: TestApp) {
    let mut client = app.sign_in("110108").await;
    for _ in 0..3 {
        let old = client.cookie.clone();
        client.refresh().await.expect(200);
        assert_ne!(client.cookie, old);
        assert!(is_alive(&client).await);
    }
}

async fn reuse_of_a_refresh_token_ends_its_family(app: TestApp) {
    let mut client = app.sign_in("110108").await;
    let other = app.sign_in("110108").await;
    let mut thief = client.clone();
    client.refresh().await.expect(200);
    thief.refresh().await.problem(401, "session_ended");
    // Both copies of the session have ended; another session of the user has not.
    assert!(!is_alive(&client).await);
    assert!(!is_alive(&thief).await);
    client.refresh().await.problem(401, "session_ended");
    assert!(is_alive(&other).await);
}

async fn a_session_survives_a_restart_and_is_valid_on_all_servers(mut app: TestApp) {
    let client = app.sign_in("110108").await;
    app.restart();
    assert!(is_alive(&client.at(app.server.base())).await);
    let second = Server::start(&app.db);
    let mut client = client.at(second.base());
    assert!(is_alive(&client).await);
    client.refresh().await.expect(200);
    assert!(is_alive(&client.at(app.server.base())).await);
}

async fn a_sign_out_ends_only_its_own_session(app: TestApp) {
    let mut client = app.sign_in("110108").await;
    let other = app.sign_in("110108").await;
    let response = client
        .send(Request::new("POST", "/api/v1/auth/logout"))
        .await;
    let cookie = response.header("set-cookie").unwrap();
    assert!(
        cookie.contains("nmrs_refresh=;") && cookie.contains("Max-Age=0"),
        "{cookie}"
    );
    assert_eq!(response.status, 204, "{}", response.described());
    assert!(!is_alive(&client).await);
    client.refresh().await.problem(401, "session_ended");
    assert!(is_alive(&other).await);
    // A repeated sign-out succeeds.
    let again = client
        .send(Request::new("POST", "/api/v1/auth/logout"))
        .await;
    assert_eq!(again.status, 204, "{}", again.described());
}

async fn an_expired_session_is_refused(app: TestApp) {
    let mut client = app.sign_in("110108").await;
    app.db.execute("UPDATE sessions SET expires_at = 1").await;
    assert!(!is_alive(&client).await);
    client.refresh().await.problem(401, "session_ended");
}

async fn a_refresh_without_cookie_is_refused(app: TestApp) {
    let mut client = app.anonymous();
    for cookie in [
        None,
        Some("nmrs_refresh="),
        Some("nmrs_refresh=x"),
        Some("other=x"),
    ] {
        client.cookie = cookie.map(str::to_owned);
        let response = client.refresh().await;
        assert_eq!(response.status, 401, "{}", response.described());
        response.any_problem();
    }
}
