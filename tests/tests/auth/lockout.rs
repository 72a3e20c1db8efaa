//! The growing delay after wrong passwords.

use nmrs_tests::fixture::PASSWORD;
use nmrs_tests::{Answer, Api, Call, Server, World, on_both_databases};

on_both_databases!(
    five_wrong_passwords_lock_a_user_also_after_a_restart_and_on_a_second_server,
    the_delay_grows_and_ends,
    a_right_password_forgives_what_was_wrong_before,
    many_tries_at_once_are_no_better_than_one_after_the_other,
    many_addresses_at_once_are_no_better_than_one,
    all_ipv6_addresses_of_one_network_are_locked_as_one,
    wrong_old_passwords_count_too,
    a_flood_of_sign_ins_from_one_address_is_slowed_down_and_nothing_else,
    a_flood_from_many_ipv6_addresses_of_one_network_is_slowed_down_too,
);

const WRONG: &str = "Wrong-2026";

async fn try_in(api: &Api, password: &str) -> Answer {
    let body = World::login_body("110108", password);
    api.post("/auth/login", body).await
}

async fn lock(world: &World) {
    let api = world.anonymous();
    for _ in 0..5 {
        try_in(&api, WRONG).await.problem(401, "wrong_credentials");
    }
}

async fn five_wrong_passwords_lock_a_user_also_after_a_restart_and_on_a_second_server(
    mut world: World,
) {
    lock(&world).await;
    let answer = try_in(&world.anonymous(), PASSWORD).await;
    let header = answer.header("retry-after").unwrap().to_owned();
    let problem = answer.problem(429, "locked_out");
    let seconds = problem["retry_after"].as_u64().unwrap();
    assert_eq!(header, seconds.to_string());
    assert!((1..=30).contains(&seconds), "{seconds}");
    // Long enough for the slowest machine to come to the end of this test.
    world
        .db
        .db_run("UPDATE login_failures SET locked_until = locked_until + 600000")
        .await;

    world.restart();
    try_in(&world.anonymous(), PASSWORD)
        .await
        .problem(429, "locked_out");
    let second = Server::start(&world.db);
    try_in(&Api::new(second.base()), PASSWORD)
        .await
        .problem(429, "locked_out");
    // Others are not concerned.
    world.sign_in("110000").await;
}

/// Lets the time of the lock pass.
async fn db_pass_the_delay(world: &World) {
    world
        .db
        .db_run("UPDATE login_failures SET locked_until = 0")
        .await;
}

async fn the_delay_grows_and_ends(world: World) {
    lock(&world).await;
    let api = world.anonymous();
    let mut last = 0;
    for longest in [60, 120, 240] {
        db_pass_the_delay(&world).await;
        try_in(&api, WRONG).await.problem(401, "wrong_credentials");
        let problem = try_in(&api, PASSWORD).await.problem(429, "locked_out");
        let seconds = problem["retry_after"].as_u64().unwrap();
        assert!(
            last < seconds && seconds <= longest,
            "{last} {seconds} {longest}"
        );
        last = seconds;
    }
    db_pass_the_delay(&world).await;
    try_in(&api, PASSWORD).await.expect(200);
}

async fn a_right_password_forgives_what_was_wrong_before(world: World) {
    let api = world.anonymous();
    for _ in 0..3 {
        for _ in 0..4 {
            try_in(&api, WRONG).await.problem(401, "wrong_credentials");
        }
        try_in(&api, PASSWORD).await.expect(200);
    }
}

async fn many_tries_at_once_are_no_better_than_one_after_the_other(world: World) {
    let api = world.anonymous();
    let tries = (0..30).map(|_| try_in(&api, WRONG));
    let answers = futures::future::join_all(tries).await;
    let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
    let locked = answers.iter().filter(|answer| answer.status == 429).count();
    assert_eq!((looked_at, locked), (5, 25));
}

async fn many_addresses_at_once_are_no_better_than_one(world: World) {
    let (_server, api) = proxied(&world);
    let tries = (0..60).map(|n| {
        let body = World::login_body("110108", WRONG);
        let call = Call::new("POST", "/api/v1/auth/login").json(body);
        api.send(call.header("x-forwarded-for", format!("10.0.0.{n}")))
    });
    let answers = futures::future::join_all(tries).await;
    let looked_at = answers.iter().filter(|answer| answer.status == 401).count();
    assert_eq!(looked_at, 5, "every further one had to wait");
}

/// A server that believes the header of a proxy.
fn proxied(world: &World) -> (Server, Api) {
    let server = Server::start_with(&world.db, &[("NMRS_TRUST_FORWARDED", "true")]);
    let api = Api::new(server.base());
    (server, api)
}

async fn all_ipv6_addresses_of_one_network_are_locked_as_one(world: World) {
    let (_server, api) = proxied(&world);
    let sign_in = async |from: &str, username: &str, password: &str| {
        let body = World::login_body(username, password);
        let call = Call::new("POST", "/api/v1/auth/login").json(body);
        api.send(call.header("x-forwarded-for", from)).await
    };
    // Each from an address of its own, and each for a user of its own.
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
    let counted = "SELECT COUNT(*) AS n FROM login_failures WHERE subject LIKE 'address:2001:%'";
    assert_eq!(world.db.db_number(counted).await, 2, "one for each network");
}

async fn wrong_old_passwords_count_too(world: World) {
    let api = world.sign_in("110108").await;
    let body = serde_json::json!({"old_password": WRONG, "new_password": "Other-2027"});
    for _ in 0..5 {
        api.post("/auth/password", body.clone())
            .await
            .field_error("/old_password");
    }
    api.post("/auth/password", body)
        .await
        .problem(429, "locked_out");
    try_in(&world.anonymous(), PASSWORD)
        .await
        .problem(429, "locked_out");
}

async fn a_flood_of_sign_ins_from_one_address_is_slowed_down_and_nothing_else(world: World) {
    let office = world.sign_in("110108").await;
    let anonymous = world.anonymous();
    let flood = (0..400).map(|_| anonymous.post("/auth/refresh", serde_json::json!({})));
    let answers = futures::future::join_all(flood).await;
    let slowed = answers.into_iter().find(|answer| answer.status == 429);
    let slowed = slowed.expect("nobody was slowed down");
    assert!(slowed.header("retry-after").is_some());
    slowed.problem(429, "too_many_requests");
    office.get("/accounts").await.expect(200);
}

async fn a_flood_from_many_ipv6_addresses_of_one_network_is_slowed_down_too(world: World) {
    let (_server, api) = proxied(&world);
    let refresh = |from: String| {
        let call = Call::new("POST", "/api/v1/auth/refresh").json(serde_json::json!({}));
        api.send(call.header("x-forwarded-for", from))
    };
    let flood = (0..400).map(|n| refresh(format!("2001:db8:1:2::{n:x}")));
    let answers = futures::future::join_all(flood).await;
    let slowed = answers.into_iter().find(|answer| answer.status == 429);
    slowed
        .expect("nobody was slowed down")
        .problem(429, "too_many_requests");
    let neighbour = refresh("2001:db8:1:3::1".into()).await;
    assert_eq!(neighbour.status, 401, "it only has no session");
}
