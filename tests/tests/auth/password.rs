//! Changing one's own password.

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{Answer, Api, World, on_both_databases};
use serde_json::json;

on_both_databases!(
    a_new_password_ends_every_session_and_is_good_at_once,
    a_password_against_the_rules_is_refused_at_its_field,
);

const NEW: &str = "Bei-jing-2027";

async fn change(api: &Api, old: &str, new: &str) -> Answer {
    let body = json!({"old_password": old, "new_password": new});
    api.post("/auth/password", body).await
}

async fn a_new_password_ends_every_session_and_is_good_at_once(world: World) {
    let [mut api, mut other, bystander] = world.sign_in_all(["110108", "110108", "110000"]).await;
    let answer = change(&api, PASSWORD, NEW).await;
    assert_eq!(answer.status, 204, "{}", answer.described());
    for session in [&mut api, &mut other] {
        session.get("/auth/me").await.problem(401, "session_ended");
        session.refresh().await.problem(401, "session_ended");
    }
    bystander.get("/auth/me").await.expect(200);
    api.sign_in("110108", PASSWORD)
        .await
        .problem(401, "wrong_credentials");
    api.sign_in("110108", NEW).await.expect(200);
    let hashes = world
        .db
        .db_texts("SELECT password_hash AS text FROM users WHERE username = '110108'")
        .await;
    assert!(
        hashes[0].starts_with("$argon2id$v=19$m=19456,t=2,p=1$"),
        "{hashes:?}"
    );
}

async fn a_password_against_the_rules_is_refused_at_its_field(world: World) {
    let api = world.sign_in("110108").await;
    for (new, expected) in [
        ("", "新密码"),
        ("Aa1-", "8"),
        ("abcdefgh", "三种"),
        ("abcd1234", "三种"),
        (PASSWORD, "原密码"),
    ] {
        let detail = change(&api, PASSWORD, new)
            .await
            .field_error("/new_password");
        assert!(detail.contains(expected), "{new}: {detail}");
    }
    let long = "Aa1-".repeat(33);
    change(&api, PASSWORD, &long)
        .await
        .field_error("/new_password");
    change(&api, "", NEW).await.field_error("/old_password");
    change(&api, "Wrong-2026", NEW)
        .await
        .field_error("/old_password");
    api.get("/auth/me").await.expect(200);
}
