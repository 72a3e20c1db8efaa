//! The change of the own password.

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{ApiClient, Response, TestApp, on_both_databases};
use serde_json::json;

on_both_databases!(
    a_new_password_ends_all_sessions_and_is_valid_at_once,
    a_password_that_breaks_the_rules_is_a_field_error,
);

const NEW: &str = "Bei-jing-2027";

async fn change_password(client: &ApiClient, old: &str, new: &str) -> Response {
    let body = json!({"old_password": old, "new_password": new});
    client.post("/auth/password", body).await
}

async fn a_new_password_ends_all_sessions_and_is_valid_at_once(app: TestApp) {
    let [mut client, mut other, bystander] = app.sign_in_all(["110108", "110108", "110000"]).await;
    let response = change_password(&client, PASSWORD, NEW).await;
    assert_eq!(response.status, 204, "{}", response.described());
    for session in [&mut client, &mut other] {
        session.get("/auth/me").await.problem(401, "session_ended");
        session.refresh().await.problem(401, "session_ended");
    }
    bystander.get("/auth/me").await.expect(200);
    client
        .sign_in("110108", PASSWORD)
        .await
        .problem(401, "wrong_credentials");
    client.sign_in("110108", NEW).await.expect(200);
    let hashes = app
        .db
        .query_texts("SELECT password_hash AS text FROM users WHERE username = '110108'")
        .await;
    assert!(
        hashes[0].starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{hashes:?}"
    );
}

async fn a_password_that_breaks_the_rules_is_a_field_error(app: TestApp) {
    let client = app.sign_in("110108").await;
    for (new, expected) in [
        ("", "新密码"),
        ("Aa1-", "8"),
        ("abcdefgh", "三种"),
        ("abcd1234", "三种"),
        (PASSWORD, "原密码"),
    ] {
        let detail = change_password(&client, PASSWORD, new)
            .await
            .field_error("/new_password");
        assert!(detail.contains(expected), "{new}: {detail}");
    }
    let long = "Aa1-".repeat(33);
    change_password(&client, PASSWORD, &long)
        .await
        .field_error("/new_password");
    change_password(&client, "", NEW)
        .await
        .field_error("/old_password");
    change_password(&client, "Wrong-2026", NEW)
        .await
        .field_error("/old_password");
    client.get("/auth/me").await.expect(200);
}
