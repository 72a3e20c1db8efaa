//! Slow requests and their timeouts.

use std::time::Duration;

use nmrs_tests::SlowRequest;
use nmrs_tests::data::import_files::{upload, upload_request, xlsx_file};
use nmrs_tests::data::import_rows::weibo_row;
use nmrs_tests::{ApiClient, Backend, Request, Server, TestApp};
use serde_json::json;

use super::headers::assert_security_headers;

const AT_ONCE: Duration = Duration::ZERO;

#[tokio::test]
async fn a_slow_upload_may_exceed_the_request_timeout() {
    let app = TestApp::new(Backend::Sqlite).await;
    let server = Server::start_with(&app.db, &[("NMRS_REQUEST_SECONDS", "4")]);
    let unit = app.sign_in("110108M044").await.at(server.base());
    let request = upload_request("a.xlsx", xlsx_file(&[weibo_row(1)]));
    let mut slow = SlowRequest::begin(&unit, &request, 14);
    let pause = Duration::from_millis(500);
    slow.send(slow.remaining(), pause).await;
    let import = slow.response().await.expect(201);
    assert_eq!((&import["rows"], &import["errors"]), (&json!(1), &json!(0)));
}

#[tokio::test]
async fn a_stalled_upload_times_out() {
    let app = TestApp::new(Backend::Sqlite).await;
    let server = Server::start_with(&app.db, &[("NMRS_UPLOAD_SILENCE_SECONDS", "1")]);
    let unit = app.sign_in("110108M044").await.at(server.base());
    let request = upload_request("a.xlsx", xlsx_file(&[weibo_row(1)]));
    let mut slow = SlowRequest::begin(&unit, &request, 4);
    slow.send(2, AT_ONCE).await;
    let response = slow.response().await;
    assert_security_headers(&response);
    assert_eq!(response.header("cache-control"), Some("no-store"));
    let problem = response.problem(503, "timeout");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("传得太慢"), "{detail}");
    let imports = unit.get("/accounts/imports").await.expect(200);
    assert_eq!(imports, json!([]));
}

#[tokio::test]
async fn any_other_body_must_arrive_within_the_request_timeout() {
    let app = TestApp::new(Backend::Sqlite).await;
    let server = Server::start_with(&app.db, &[("NMRS_REQUEST_SECONDS", "1")]);
    let caller = app.anonymous().at(server.base());
    let body = ApiClient::login_body("110108M044", "whatever");
    let request = Request::new("POST", "/api/v1/auth/login").json(body);
    let mut slow = SlowRequest::begin(&caller, &request, 4);
    slow.send(2, AT_ONCE).await;
    let response = slow.response().await;
    assert_security_headers(&response);
    assert_eq!(response.header("cache-control"), Some("no-store"));
    assert_eq!(
        response.header("content-type"),
        Some("application/problem+json")
    );
    response.problem(503, "timeout");
    assert!(server.log().contains("Gave up on a request"));
}

#[tokio::test]
async fn pending_uploads_do_not_block_other_users() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, other] = app.sign_in_all(["110108M044", "110108M045"]).await;
    // 10 MB each: more than a server may hold in memory.
    let mut long = xlsx_file(&[weibo_row(1)]);
    long.resize(10 * 1024 * 1024, 0);
    let request = upload_request("a.xlsx", long);
    let mut pending = Vec::new();
    for _ in 0..8 {
        let mut slow = SlowRequest::begin(&unit, &request, 10);
        slow.send(5, AT_ONCE).await;
        pending.push(slow);
    }
    upload(&other, "a.xlsx", xlsx_file(&[weibo_row(1)]))
        .await
        .expect(201);
    // The ninth upload of a user is refused once the server has noticed the other eight.
    let upload_invalid = || upload(&unit, "a.xlsx", b"PK".to_vec());
    let mut refused = upload_invalid().await;
    for _ in 0..200 {
        if refused.status == 503 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        refused = upload_invalid().await;
    }
    assert!(refused.header("retry-after").is_some());
    let problem = refused.problem(503, "unavailable");
    let detail = problem["detail"].as_str().unwrap();
    assert!(detail.contains("同时上传"), "{detail}");
    // Closed connections free their slots.
    drop(pending);
    let mut response = upload_invalid().await;
    for _ in 0..200 {
        if response.status != 503 {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
        response = upload_invalid().await;
    }
    response.problem(422, "spreadsheet_refused");
}
