//! Of many decisions on one review exactly one is taken.

use futures::future::join_all;
use nmrs_tests::register::{account, approve, decision, declare};
use nmrs_tests::{Answer, Api, Backend, Server, TestDb, World, recount};

/// How many answers were 200; every other has to say that somebody was faster.
fn winners(answers: Vec<Answer>) -> usize {
    let mut winners = 0;
    for answer in answers {
        if answer.status == 200 {
            winners += 1;
            continue;
        }
        let code = answer.body["code"].as_str().unwrap_or_default().to_owned();
        assert!(
            ["version_conflict", "wrong_status", "not_your_turn"].contains(&code.as_str()),
            "{}",
            answer.described()
        );
        let problem = answer.problem(409, &code);
        assert!(problem["current"]["version"].is_i64());
    }
    winners
}

/// Lets `many` callers approve and reject at once at these servers, and checks that one was heard.
async fn race(world: &World, others: &[&Server], many: usize) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let declared = declare(&unit, "上庄发布", 1).await;
    let path = format!("/reviews/{}/decision", declared["review_id"]);
    let mut servers = vec![&world.server];
    servers.extend(others);
    let callers: Vec<Api> = servers.iter().map(|s| district.at(s.base())).collect();
    let calls = (0..many).map(|n| {
        let verdict = if n % 4 == 3 { "reject" } else { "approve" };
        let body = decision(verdict, "同时", &declared["version"]);
        callers[n % callers.len()].post(&path, body)
    });
    assert_eq!(winners(join_all(calls).await), 1);
    let decided = "SELECT COUNT(*) AS n FROM account_events \
                   WHERE kind IN ('advanced', 'approved', 'rejected')";
    assert_eq!(world.db.db_number(decided).await, 1);
    assert_eq!(
        world
            .db
            .db_number("SELECT COUNT(*) AS n FROM reviews")
            .await,
        1
    );
    recount::check(&world.db, &[&unit, &district, &city]).await;
    recount::check_integrity(&world.db).await;
}

#[tokio::test]
async fn two_hundred_decisions_at_once_through_two_servers_on_postgresql_are_one() {
    if Backend::Postgres.is_missing() {
        return;
    }
    let db = TestDb::new(Backend::Postgres).await;
    // Two servers that start at once on a new secret.
    let second = Server::start(&db);
    let server = Server::start(&db);
    race(&World { server, db }, &[&second], 200).await;
}

#[tokio::test]
async fn fifty_decisions_at_once_on_sqlite_are_one() {
    race(&World::new(Backend::Sqlite).await, &[], 50).await;
}

#[tokio::test]
async fn fifty_decisions_at_once_through_two_servers_on_one_sqlite_file_are_one() {
    let world = World::new(Backend::Sqlite).await;
    let second = Server::start(&world.db);
    race(&world, &[&second], 50).await;
}

nmrs_tests::on_both_databases!(final_approvals_at_once_give_each_account_its_own_identifier);

async fn final_approvals_at_once_give_each_account_its_own_identifier(world: World) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let mut ids = Vec::new();
    for n in 1..=12 {
        let id = declare(&unit, &format!("账号{n}"), n).await["id"].clone();
        approve(&district, &id).await;
        ids.push(id);
    }
    join_all(ids.iter().map(|id| approve(&city, id))).await;
    let mut given = Vec::new();
    for id in &ids {
        let seen = account(&unit, id).await;
        given.push(seen["identifier"].as_str().unwrap().to_owned());
    }
    given.sort();
    let wanted: Vec<_> = (1..=12).map(|n| format!("110108M044WX{n:04}")).collect();
    assert_eq!(given, wanted);
    recount::check(&world.db, &[&unit, &district, &city]).await;
    recount::check_integrity(&world.db).await;
}
