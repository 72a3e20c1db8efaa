//! Requests that take long: whose time it is, and how they are given up.

use std::time::Duration;

use nmrs_tests::sheet::{sheet, upload, upload_call, weibo};
use nmrs_tests::slow_line::SlowLine;
use nmrs_tests::{Backend, Call, Server, World};
use serde_json::json;

use super::headers::guarded;

const AT_ONCE: Duration = Duration::ZERO;

#[tokio::test]
async fn an_upload_over_a_slow_line_takes_longer_than_the_server_may() {
    let world = World::new(Backend::Sqlite).await;
    let server = Server::start_with(&world.db, &[("NMRS_REQUEST_SECONDS", "4")]);
    let unit = world.sign_in("110108M044").await.at(server.base());
    let call = upload_call("a.xlsx", sheet(&[weibo(1)]));
    let mut line = SlowLine::begin(&unit, &call, 14);
    let pause = Duration::from_millis(500);
    line.send(line.left(), pause).await;
    let import = line.answer().await.expect(201);
    assert_eq!((&import["rows"], &import["errors"]), (&json!(1), &json!(0)));
}

#[tokio::test]
async fn an_upload_that_stops_is_given_up() {
    let world = World::new(Backend::Sqlite).await;
    let server = Server::start_with(&world.db, &[("NMRS_UPLOAD_SILENCE_SECONDS", "1")]);
    let unit = world.sign_in("110108M044").await.at(server.base());
    let call = upload_call("a.xlsx", sheet(&[weibo(1)]));
    let mut line = SlowLine::begin(&unit, &call, 4);
    line.send(2, AT_ONCE).await;
    let answer = line.answer().await;
    guarded(&answer);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    let problem = answer.problem(503, "timeout");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("传得太慢"), "{detail}");
    let imports = unit.get("/accounts/imports").await.expect(200);
    assert_eq!(imports, json!([]));
}

#[tokio::test]
async fn any_other_body_has_to_come_within_the_time_of_its_request() {
    let world = World::new(Backend::Sqlite).await;
    let server = Server::start_with(&world.db, &[("NMRS_REQUEST_SECONDS", "1")]);
    let caller = world.anonymous().at(server.base());
    let body = World::login_body("110108M044", "whatever");
    let call = Call::new("POST", "/api/v1/auth/login").json(body);
    let mut line = SlowLine::begin(&caller, &call, 4);
    line.send(2, AT_ONCE).await;
    let answer = line.answer().await;
    guarded(&answer);
    assert_eq!(answer.header("cache-control"), Some("no-store"));
    assert_eq!(
        answer.header("content-type"),
        Some("application/problem+json")
    );
    answer.problem(503, "timeout");
    assert!(server.log().contains("Gave up on a request"));
}

#[tokio::test]
async fn uploads_on_their_way_do_not_keep_others_from_theirs() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, other] = world.sign_in_all(["110108M044", "110108M045"]).await;
    // Ten megabytes each: more than a server would hold in memory.
    let mut long = sheet(&[weibo(1)]);
    long.resize(10 * 1024 * 1024, 0);
    let call = upload_call("a.xlsx", long);
    let mut lines = Vec::new();
    for _ in 0..8 {
        let mut line = SlowLine::begin(&unit, &call, 10);
        line.send(5, AT_ONCE).await;
        lines.push(line);
    }
    upload(&other, "a.xlsx", sheet(&[weibo(1)]))
        .await
        .expect(201);
    // The ninth of one user is one too many, once all of them were noticed.
    let broken = || upload(&unit, "a.xlsx", b"PK".to_vec());
    let mut refused = broken().await;
    for _ in 0..200 {
        if refused.status == 503 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        refused = broken().await;
    }
    assert!(refused.header("retry-after").is_some());
    let problem = refused.problem(503, "unavailable");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("同时上传"), "{detail}");
    // Whoever goes away gives its place back.
    drop(lines);
    let mut answer = broken().await;
    for _ in 0..200 {
        if answer.status != 503 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        answer = broken().await;
    }
    answer.problem(422, "spreadsheet_refused");
}
