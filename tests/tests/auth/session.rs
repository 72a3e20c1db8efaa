//! Sessions: renewing, signing out, expiring.

use nmrs_tests::{Api, Call, Server, World, on_both_databases};

on_both_databases!(
    a_session_is_renewed_and_the_old_token_is_spent,
    an_old_refresh_token_ends_the_whole_family,
    a_session_goes_on_after_a_restart_and_on_a_second_server,
    signing_out_ends_the_session_and_only_this_one,
    an_expired_session_is_over,
    a_refresh_without_cookie_is_refused,
);

async fn alive(api: &Api) -> bool {
    let answer = api.get("/auth/me").await;
    let lives = answer.status == 200;
    if !lives {
        answer.problem(401, "session_ended");
    }
    lives
}

async fn a_session_is_renewed_and_the_old_token_is_spent(world: World) {
    let mut api = world.sign_in("110108").await;
    for _ in 0..3 {
        let old = api.cookie.clone();
        api.refresh().await.expect(200);
        assert_ne!(api.cookie, old);
        assert!(alive(&api).await);
    }
}

async fn an_old_refresh_token_ends_the_whole_family(world: World) {
    let mut api = world.sign_in("110108").await;
    let other = world.sign_in("110108").await;
    let mut thief = api.clone();
    api.refresh().await.expect(200);
    thief.refresh().await.problem(401, "session_ended");
    // Neither the thief nor the user goes on; a sign-in of its own is not concerned.
    assert!(!alive(&api).await);
    assert!(!alive(&thief).await);
    api.refresh().await.problem(401, "session_ended");
    assert!(alive(&other).await);
}

async fn a_session_goes_on_after_a_restart_and_on_a_second_server(mut world: World) {
    let api = world.sign_in("110108").await;
    world.restart();
    assert!(alive(&api.at(world.server.base())).await);
    let second = Server::start(&world.db);
    let mut api = api.at(second.base());
    assert!(alive(&api).await);
    api.refresh().await.expect(200);
    assert!(alive(&api.at(world.server.base())).await);
}

async fn signing_out_ends_the_session_and_only_this_one(world: World) {
    let mut api = world.sign_in("110108").await;
    let other = world.sign_in("110108").await;
    let answer = api.send(Call::new("POST", "/api/v1/auth/logout")).await;
    let cookie = answer.header("set-cookie").unwrap();
    assert!(
        cookie.contains("nmrs_refresh=;") && cookie.contains("Max-Age=0"),
        "{cookie}"
    );
    assert_eq!(answer.status, 204, "{}", answer.described());
    assert!(!alive(&api).await);
    api.refresh().await.problem(401, "session_ended");
    assert!(alive(&other).await);
    // Signed out is signed out.
    let again = api.send(Call::new("POST", "/api/v1/auth/logout")).await;
    assert_eq!(again.status, 204, "{}", again.described());
}

async fn an_expired_session_is_over(world: World) {
    let mut api = world.sign_in("110108").await;
    world.db.db_run("UPDATE sessions SET expires_at = 1").await;
    assert!(!alive(&api).await);
    api.refresh().await.problem(401, "session_ended");
}

async fn a_refresh_without_cookie_is_refused(world: World) {
    let mut api = world.anonymous();
    for cookie in [
        None,
        Some("nmrs_refresh="),
        Some("nmrs_refresh=x"),
        Some("other=x"),
    ] {
        api.cookie = cookie.map(str::to_owned);
        let answer = api.refresh().await;
        assert_eq!(answer.status, 401, "{}", answer.described());
        answer.any_problem();
    }
}
