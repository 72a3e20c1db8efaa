//! Signing in.

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{World, on_both_databases};
use serde_json::json;

on_both_databases!(
    each_role_signs_in_and_learns_who_it_is,
    nobody_signs_in_in_the_wrong_role,
    every_wrong_try_gets_the_same_answer,
    the_refresh_token_travels_in_a_cookie_that_scripts_cannot_read,
    calls_without_a_good_token_are_refused,
    a_disabled_user_is_out_at_once,
);

async fn each_role_signs_in_and_learns_who_it_is(world: World) {
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
        let api = world.sign_in(username).await;
        assert_eq!(api.signed_in["token_type"], "Bearer");
        assert!(api.signed_in["expires_in"].as_u64().unwrap() <= 3600);
        let me = api.get("/auth/me").await.expect(200);
        assert_eq!(me, api.signed_in["user"]);
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

async fn nobody_signs_in_in_the_wrong_role(world: World) {
    let anonymous = world.anonymous();
    for (username, role) in [("110108M044", "organizing"), ("110108", "reporting")] {
        let body = json!({"role": role, "username": username, "password": PASSWORD});
        let problem = anonymous
            .post("/auth/login", body)
            .await
            .problem(401, "wrong_credentials");
        assert!(problem["detail"].as_str().unwrap().contains("身份"));
    }
}

async fn every_wrong_try_gets_the_same_answer(world: World) {
    let anonymous = world.anonymous();
    let mut answers = Vec::new();
    for (username, password) in [
        ("110108", "Nmrs-demo-2025"),
        ("999999", PASSWORD),
        ("110108' OR '1'='1", PASSWORD),
        ("GB0000", " Nmrs-demo-2026"),
    ] {
        let body = World::login_body(username, password);
        let answer = anonymous.post("/auth/login", body).await;
        assert_eq!(answer.header("set-cookie"), None);
        let problem = answer.problem(401, "wrong_credentials");
        answers.push(problem["detail"].clone());
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
}

async fn the_refresh_token_travels_in_a_cookie_that_scripts_cannot_read(world: World) {
    let mut api = world.anonymous();
    let answer = api.sign_in("110108", PASSWORD).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(cookie.starts_with("nmrs_refresh="), "{cookie}");
    for part in [
        "HttpOnly",
        "SameSite=Strict",
        "Path=/api/v1/auth",
        "Max-Age=",
    ] {
        assert!(cookie.contains(part), "{part}: {cookie}");
    }
    let token = api.cookie.as_deref().unwrap().split('=').nth(1).unwrap();
    assert!(
        !answer.text.contains(token),
        "the body has the refresh token"
    );
    // Neither of the two is in the log.
    let log = world.server.log();
    assert!(!log.contains(token));
    assert!(!log.contains(api.token.as_deref().unwrap()));
    assert!(!log.contains(PASSWORD));
}

async fn calls_without_a_good_token_are_refused(world: World) {
    let mut api = world.anonymous();
    let header = "eyJ0eXAiOiJKV1QiLCJhbGciOiJIUzI1NiJ9";
    let none =
        "eyJhbGciOiJub25lIn0.eyJpc3MiOiJubXJzIiwic2lkIjoxLCJpYXQiOjAsImV4cCI6OTk5OTk5OTk5OTl9.";
    for token in [None, Some(""), Some("x"), Some(header), Some(none)] {
        api.token = token.map(str::to_owned);
        let answer = api.get("/accounts").await;
        assert!(answer.header("www-authenticate").is_some());
        answer.problem(401, "unauthenticated");
    }
    let good = world.sign_in("110108").await.token.unwrap();
    let (head, signature) = good.rsplit_once('.').unwrap();
    api.token = Some(format!(
        "{head}.{}",
        signature.chars().rev().collect::<String>()
    ));
    api.get("/accounts").await.problem(401, "unauthenticated");
}

async fn a_disabled_user_is_out_at_once(world: World) {
    let mut api = world.sign_in("110108").await;
    api.get("/accounts").await.expect(200);
    world
        .db
        .db_run("UPDATE users SET disabled = TRUE WHERE username = '110108'")
        .await;
    api.get("/accounts").await.problem(401, "session_ended");
    api.sign_in("110108", PASSWORD)
        .await
        .problem(401, "wrong_credentials");
}
