//! The growing lockout after wrong passwords.

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{ApiClient, Request, Response, Server, TestApp, on_both_databases};

on_both_databases!(
    five_wrong_passwords_lock_a_user_on_all_servers_and_after_a_restart,
    the_delay_grows_and_ends,
    a_correct_password_resets_the_failure_count,
    parallel_attempts_have_no_advantage_over_sequential_ones,
    attempts_from_many_addresses_have_no_advantage,
    all_ipv6_addresses_of_a_network_are_locked_together,
    wrong_old_passwords_count_as_failures,
    a_flood_of_sign_ins_from_one_address_is_throttled_and_nothing_else,
    a_flood_from_many_ipv6_addresses_of_a_network_is_throttled,
);

const WRONG: &str = "Wrong-2026";

async fn attempt_sign_in(client: &ApiClient, password: &str) -> Response {
    let body = ApiClient::login_body("110108", password);
    client.post("/auth/login", body).await
}

async fn lock_user(app: &TestApp) {
    let client = app.anonymous();
    for _ in 0..5 {
        attempt_sign_in(&client, WRONG)
            .await
            .problem(401, "wrong_credentials");
    }
}

async fn five_wrong_passwords_lock_a_user_on_all_servers_and_after_a_restart(mut app: TestApp) {
    lock_user(&app).await;
    let response = attempt_sign_in(&app.anonymous(), PASSWORD).await;
    let header = response.header("retry-after").unwrap().to_owned();
    let problem = response.problem(429, "locked_out");
    let seconds = problem["retry_after"].as_u64().unwrap();
    assert_eq!(header, seconds.to_string());
    assert!((1..=30).contains(&seconds), "{seconds}");
    // Longer than this test takes on a slow machine.
    app.db
        .execute("UPDATE login_failures SET locked_until = locked_until + 600000")
        .await;

    app.restart();
    attempt_sign_in(&app.anonymous(), PASSWORD)
        .await
        .problem(429, "locked_out");
    let second = Server::start(&app.db);
    attempt_sign_in(&ApiClient::new(second.base()), PASSWORD)
        .await
        .problem(429, "locked_out");
    // Other users are not locked.
    app.sign_in("110000").await;
}

/// Ends the current delay without resetting the failure count.
async fn end_delay(app: &TestApp) {
    app.db
        .execute("UPDATE login_failures SET locked_until = 0")
        .await;
}

async fn the_delay_grows_and_ends(app: TestApp) {
    lock_user(&app).await;
    let client = app.anonymous();
    let mut last = 0;
    for longest in [60, 120, 240] {
        end_delay(&app).await;
        attempt_sign_in(&client, WRONG)
            .await
            .problem(401, "wrong_credentials");
        let problem = attempt_sign_in(&client, PASSWORD)
            .await
            .problem(429, "locked_out");
        let seconds = problem["retry_after"].as_u64().unwrap();
        assert!(
            last < seconds && seconds <= longest,
            "{last} {seconds} {longest}"
        );
        last = seconds;
    }
    end_delay(&app).await;
    attempt_sign_in(&client, PASSWORD).await.expect(200);
}

async fn a_correct_password_resets_the_failure_count(app: TestApp) {
    let client = app.anonymous();
    for _ in 0..3 {
        for _ in 0..4 {
            attempt_sign_in(&client, WRONG)
                .await
                .problem(401, "wrong_credentials");
        }
        attempt_sign_in(&client, PASSWORD).await.expect(200);
    }
}

async fn parallel_attempts_have_no_advantage_over_sequential_ones(app: TestApp) {
    let client = app.anonymous();
    let attempts = (0..30).map(|_| attempt_sign_in(&client, WRONG));
    let responses = futures::future::join_all(attempts).await;
    let verified = responses
        .iter()
        .filter(|response| response.status == 401)
        .count();
    let locked = responses
        .iter()
        .filter(|response| response.status == 429)
        .count();
    assert_eq!((verified, locked), (5, 25));
}

async fn attempts_from_many_addresses_have_no_advantage(app: TestApp) {
    let (_server, client) = start_behind_proxy(&app);
    let attempts = (0..60).map(|n| {
        let body = ApiClient::login_body("110108", WRONG);
        let request = Request::new("POST", "/api/v1/auth/login").json(body);
        client.send(request.header("x-forwarded-for", format!("10.0.0.{n}")))
    });
    let responses = futures::future::join_all(attempts).await;
    let verified = responses
        .iter()
        .filter(|response| response.status == 401)
        .count();
    assert_eq!(verified, 5, "every further one had to wait");
}

/// Starts a server that trusts the `X-Forwarded-For` header.
fn start_behind_proxy(app: &TestApp) -> (Server, ApiClient) {
    let server = Server::start_with(&app.db, &[("NMRS_TRUST_FORWARDED", "true")]);
    let client = ApiClient::new(server.base());
    (server, client)
}

async fn all_ipv6_addresses_of_a_network_are_locked_together(app: TestApp) {
    let (_server, client) = start_behind_proxy(&app);
    let sign_in = async |from: &str, username: &str, password: &str| {
        let body = ApiClient::login_body(username, password);
        let request = Request::new("POST", "/api/v1/auth/login").json(body);
        client.send(request.header("x-forwarded-for", from)).await
    };
    // Each attempt from another address and for another user.
    for n in 0..50 {
        let from = format!("2001:db8:1:2:{n:x}::1");
        sign_in(&from, &format!("nobody-{n}"), WRONG)
            .await
            .problem(401, "wrong_credentials");
    }
    sign_in("2001:db8:1:2:ffff::1", "110108", PASSWORD)
        .await
        .problem(429, "locked_out");
    for other in ["2001:db8:1:3::1", "203.0.113.7", "::ffff:203.0.113.7"] {
        sign_in(other, "110108", PASSWORD).await.expect(200);
    }
    let counted = "login_failures WHERE subject LIKE 'address:2001:%'";
    assert_eq!(app.db.count(counted).await, 2, "one for each network");
}

async fn wrong_old_passwords_count_as_failures(app: TestApp) {
    let client = app.sign_in("110108").await;
    let body = serde_json::json!({"old_password": WRONG, "new_password": "Other-2027"});
    for _ in 0..5 {
        client
            .post("/auth/password", body.clone())
            .await
            .field_error("/old_password");
    }
    client
        .post("/auth/password", body)
        .await
        .problem(429, "locked_out");
    attempt_sign_in(&app.anonymous(), PASSWORD)
        .await
        .problem(429, "locked_out");
}

async fn a_flood_of_sign_ins_from_one_address_is_throttled_and_nothing_else(app: TestApp) {
    let office = app.sign_in("110108").await;
    let anonymous = app.anonymous();
    let flood = (0..400).map(|_| anonymous.post("/auth/refresh", serde_json::json!({})));
    let responses = futures::future::join_all(flood).await;
    let throttled = responses
        .into_iter()
        .find(|response| response.status == 429);
    let throttled = throttled.expect("nobody was slowed down");
    assert!(throttled.header("retry-after").is_some());
    throttled.problem(429, "too_many_requests");
    office.get("/accounts").await.expect(200);
}

async fn a_flood_from_many_ipv6_addresses_of_a_network_is_throttled(app: TestApp) {
    let (_server, client) = start_behind_proxy(&app);
    let refresh = |from: String| {
        let request = Request::new("POST", "/api/v1/auth/refresh").json(serde_json::json!({}));
        client.send(request.header("x-forwarded-for", from))
    };
    let flood = (0..400).map(|n| refresh(format!("2001:db8:1:2::{n:x}")));
    let responses = futures::future::join_all(flood).await;
    let throttled = responses
        .into_iter()
        .find(|response| response.status == 429);
    throttled
        .expect("nobody was slowed down")
        .problem(429, "too_many_requests");
    let neighbour = refresh("2001:db8:1:3::1".into()).await;
    assert_eq!(neighbour.status, 401, "it only has no session");
}
