//! Commits are idempotent on all servers; imports belong to their unit and expire.

use nmrs_tests::data::import_files::{upload, upload_request, xlsx_file};
use nmrs_tests::data::import_rows::weibo_row;
use nmrs_tests::{Server, TestApp, invariants, on_both_databases};
use serde_json::{Value, json};

use super::{commit, edit_row, get_import, import_path};

on_both_databases!(
    parallel_commits_store_the_rows_once,
    one_of_two_parallel_imports_of_the_same_accounts_is_refused,
    a_repeated_upload_with_a_key_is_stored_once,
    another_server_continues_an_import,
    an_import_is_visible_to_its_unit_only,
    an_import_expires_after_24_hours,
    a_deleted_import_is_not_found_and_its_accounts_remain,
);

async fn parallel_commits_store_the_rows_once(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let second = Server::start(&app.db);
    let there = unit.at(second.base());
    let rows: Vec<_> = (1..=40).map(weibo_row).collect();
    let import = upload(&unit, "a.xlsx", xlsx_file(&rows)).await.expect(201);
    let path = format!("{}/commit", import_path(&import));
    let body = json!({"mode": "submit", "version": 1});
    let requests = (0..8).map(|n| {
        let client = if n % 2 == 0 { &unit } else { &there };
        let request = nmrs_tests::Request::new("POST", format!("/api/v1{path}")).json(body.clone());
        let request = match n {
            0..=2 => request,
            3 | 4 => request.idempotency_key("same"),
            _ => request.idempotency_key(format!("key-{n}")),
        };
        client.send(request)
    });
    let responses = futures::future::join_all(requests).await;
    let fresh = responses.iter().filter(|response| !response.is_replayed());
    assert_eq!(fresh.count(), 1);
    let responses: Vec<Value> = responses
        .into_iter()
        .map(|response| response.expect(200))
        .collect();
    assert_eq!(responses[0]["accounts"], 40);
    assert!(
        responses.iter().all(|response| *response == responses[0]),
        "{responses:?}"
    );
    assert_eq!(unit.get("/accounts").await.expect(200)["total"], 40);
    // Neither another mode nor an old version commits again.
    let again = unit
        .post(&path, json!({"mode": "draft", "version": 77}))
        .await;
    assert!(again.is_replayed());
    assert_eq!(again.expect(200), responses[0]);
    assert_eq!(
        unit.get("/accounts?tab=drafts").await.expect(200)["total"],
        0
    );
    // The key is bound to the body.
    let request = nmrs_tests::Request::new("POST", format!("/api/v1{path}"))
        .json(json!({"mode": "draft", "version": 1}))
        .idempotency_key("same");
    unit.send(request)
        .await
        .problem(422, "idempotency_key_reused");
    invariants::check_counts(&app.db, &[&unit]).await;
    invariants::check_integrity(&app.db).await;
}

async fn one_of_two_parallel_imports_of_the_same_accounts_is_refused(app: TestApp) {
    let [one, other] = app.sign_in_all(["110108M044", "130102M001"]).await;
    let second = Server::start(&app.db);
    let other = other.at(second.base());
    let rows: Vec<_> = (1..=600).map(weibo_row).collect();
    let imports = [
        upload(&one, "a.xlsx", xlsx_file(&rows)).await.expect(201),
        upload(&other, "a.xlsx", xlsx_file(&rows)).await.expect(201),
    ];
    let (first, then) = tokio::join!(
        commit(&one, &imports[0], "submit"),
        commit(&other, &imports[1], "submit")
    );
    let (late, import, refused) = match (first.status, then.status) {
        (200, _) => (&other, &imports[1], then),
        (_, 200) => (&one, &imports[0], first),
        both => panic!("{both:?}"),
    };
    refused.problem(409, "import_has_errors");
    assert_eq!(get_import(late, import).await["errors"], 600);
    assert_eq!(app.db.count("accounts").await, 600);
    invariants::check_counts(&app.db, &[&one, &other]).await;
    invariants::check_integrity(&app.db).await;
}

async fn a_repeated_upload_with_a_key_is_stored_once(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let bytes = xlsx_file(&[weibo_row(1)]);
    let request =
        |name: &str, bytes: &[u8]| upload_request(name, bytes.to_vec()).idempotency_key("upload-1");
    let first = unit.send(request("a.xlsx", &bytes)).await.expect(201);
    let again = unit.send(request("a.xlsx", &bytes)).await;
    assert!(again.is_replayed());
    assert_eq!(again.expect(201), first);
    let listed = unit.get("/accounts/imports").await.expect(200);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    let other = xlsx_file(&[weibo_row(2)]);
    let reused = unit.send(request("a.xlsx", &other)).await;
    reused.problem(422, "idempotency_key_reused");
}

async fn another_server_continues_an_import(mut app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(1), weibo_row(2)])).await;
    let import = import.expect(201);
    app.server.kill();
    let second = Server::start(&app.db);
    let unit = unit.at(second.base());
    assert_eq!(get_import(&unit, &import).await, import);
    let body = json!({"cells": {"name": "改正"}, "version": 1});
    let edited = edit_row(&unit, &import, 4, body).await.expect(200);
    assert_eq!(
        commit(&unit, &edited["import"], "submit").await.expect(200)["accounts"],
        2
    );
}

async fn an_import_is_visible_to_its_unit_only(app: TestApp) {
    let [unit, other] = app.sign_in_all(["110108M044", "110108M045"]).await;
    let import = upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(1)]))
        .await
        .expect(201);
    assert_eq!(other.get("/accounts/imports").await.expect(200), json!([]));
    let path = import_path(&import);
    for below in ["", "/rows", "/errors"] {
        let response = other.get(&format!("{path}{below}")).await;
        response.problem(404, "not_found");
    }
    let body = json!({"skipped": true, "version": 1});
    edit_row(&other, &import, 3, body)
        .await
        .problem(404, "not_found");
    commit(&other, &import, "draft")
        .await
        .problem(404, "not_found");
    other.delete(&path).await.problem(404, "not_found");
    assert_eq!(get_import(&unit, &import).await, import);
}

async fn an_import_expires_after_24_hours(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(1)]))
        .await
        .expect(201);
    let [created, expires] = ["created_at", "expires_at"].map(|at| {
        let text = import[at].as_str().unwrap();
        time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339).unwrap()
    });
    assert_eq!(expires - created, time::Duration::hours(24));
    app.db
        .execute("UPDATE imports SET expires_at = expires_at - 86400000")
        .await;
    unit.get(&import_path(&import))
        .await
        .problem(404, "not_found");
    commit(&unit, &import, "submit")
        .await
        .problem(404, "not_found");
    assert_eq!(unit.get("/accounts/imports").await.expect(200), json!([]));
    // The next server deletes expired imports when it starts.
    let _second = Server::start(&app.db);
    for _ in 0..100 {
        if app.db.count("import_rows").await == 0 {
            assert_eq!(app.db.count("imports").await, 0);
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("what has expired is still there");
}

async fn a_deleted_import_is_not_found_and_its_accounts_remain(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", xlsx_file(&[weibo_row(1)]))
        .await
        .expect(201);
    commit(&unit, &import, "submit").await.expect(200);
    unit.delete(&import_path(&import)).await.expect(204);
    unit.delete(&import_path(&import))
        .await
        .problem(404, "not_found");
    assert_eq!(app.db.count("import_rows").await, 0);
    assert_eq!(unit.get("/accounts").await.expect(200)["total"], 1);
}
