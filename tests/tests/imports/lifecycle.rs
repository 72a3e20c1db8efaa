//! An import is taken once, by whichever call and whichever server; it belongs to its unit and to its
//! day.

use nmrs_tests::sheet::{sheet, upload, upload_call, weibo};
use nmrs_tests::{Server, World, on_both_databases, recount};
use serde_json::{Value, json};

use super::{at, commit, patch, present};

on_both_databases!(
    many_commits_at_once_are_one,
    two_units_with_the_same_accounts_at_once_are_one_and_a_refusal,
    an_upload_with_a_key_is_kept_once,
    another_server_goes_on_where_one_was_stopped,
    an_import_is_its_units_own,
    after_a_day_it_is_gone,
    what_is_thrown_away_is_gone_and_its_accounts_stay,
);

async fn many_commits_at_once_are_one(world: World) {
    let unit = world.sign_in("110108M044").await;
    let second = Server::start(&world.db);
    let there = unit.at(second.base());
    let rows: Vec<_> = (1..=40).map(weibo).collect();
    let import = upload(&unit, "a.xlsx", sheet(&rows)).await.expect(201);
    let path = format!("{}/commit", at(&import));
    let body = json!({"mode": "submit", "version": 1});
    let calls = (0..8).map(|n| {
        let api = if n % 2 == 0 { &unit } else { &there };
        let call = nmrs_tests::Call::new("POST", format!("/api/v1{path}")).json(body.clone());
        let call = match n {
            0..=2 => call,
            3 | 4 => call.header("idempotency-key", "same"),
            _ => call.header("idempotency-key", format!("key-{n}")),
        };
        api.send(call)
    });
    let answers = futures::future::join_all(calls).await;
    let fresh = answers
        .iter()
        .filter(|answer| answer.header("idempotency-replayed").is_none());
    assert_eq!(fresh.count(), 1);
    let answers: Vec<Value> = answers
        .into_iter()
        .map(|answer| answer.expect(200))
        .collect();
    assert_eq!(answers[0]["accounts"], 40);
    assert!(
        answers.iter().all(|answer| *answer == answers[0]),
        "{answers:?}"
    );
    assert_eq!(unit.get("/accounts").await.expect(200)["total"], 40);
    // Nor does another mode or an old version do it again.
    let again = unit
        .post(&path, json!({"mode": "draft", "version": 77}))
        .await;
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.expect(200), answers[0]);
    assert_eq!(
        unit.get("/accounts?tab=drafts").await.expect(200)["total"],
        0
    );
    // The key belongs to its content.
    let call = nmrs_tests::Call::new("POST", format!("/api/v1{path}"))
        .json(json!({"mode": "draft", "version": 1}))
        .header("idempotency-key", "same");
    unit.send(call).await.problem(422, "idempotency_key_reused");
    recount::check(&world.db, &[&unit]).await;
    recount::check_integrity(&world.db).await;
}

async fn two_units_with_the_same_accounts_at_once_are_one_and_a_refusal(world: World) {
    let [one, other] = world.sign_in_all(["110108M044", "130102M001"]).await;
    let second = Server::start(&world.db);
    let other = other.at(second.base());
    let rows: Vec<_> = (1..=600).map(weibo).collect();
    let imports = [
        upload(&one, "a.xlsx", sheet(&rows)).await.expect(201),
        upload(&other, "a.xlsx", sheet(&rows)).await.expect(201),
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
    assert_eq!(present(late, import).await["errors"], 600);
    let accounts = "SELECT COUNT(*) AS n FROM accounts";
    assert_eq!(world.db.db_number(accounts).await, 600);
    recount::check(&world.db, &[&one, &other]).await;
    recount::check_integrity(&world.db).await;
}

async fn an_upload_with_a_key_is_kept_once(world: World) {
    let unit = world.sign_in("110108M044").await;
    let bytes = sheet(&[weibo(1)]);
    let call = |name: &str, bytes: &[u8]| {
        upload_call(name, bytes.to_vec()).header("idempotency-key", "upload-1")
    };
    let first = unit.send(call("a.xlsx", &bytes)).await.expect(201);
    let again = unit.send(call("a.xlsx", &bytes)).await;
    assert_eq!(again.header("idempotency-replayed"), Some("true"));
    assert_eq!(again.expect(201), first);
    let listed = unit.get("/accounts/imports").await.expect(200);
    assert_eq!(listed.as_array().unwrap().len(), 1);
    let other = sheet(&[weibo(2)]);
    let reused = unit.send(call("a.xlsx", &other)).await;
    reused.problem(422, "idempotency_key_reused");
}

async fn another_server_goes_on_where_one_was_stopped(mut world: World) {
    let unit = world.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", sheet(&[weibo(1), weibo(2)])).await;
    let import = import.expect(201);
    world.server.kill();
    let second = Server::start(&world.db);
    let unit = unit.at(second.base());
    assert_eq!(present(&unit, &import).await, import);
    let body = json!({"cells": {"name": "改正"}, "version": 1});
    let mended = patch(&unit, &import, 4, body).await.expect(200);
    assert_eq!(
        commit(&unit, &mended["import"], "submit").await.expect(200)["accounts"],
        2
    );
}

async fn an_import_is_its_units_own(world: World) {
    let [unit, other] = world.sign_in_all(["110108M044", "110108M045"]).await;
    let import = upload(&unit, "a.xlsx", sheet(&[weibo(1)]))
        .await
        .expect(201);
    assert_eq!(other.get("/accounts/imports").await.expect(200), json!([]));
    let path = at(&import);
    for below in ["", "/rows", "/errors"] {
        let answer = other.get(&format!("{path}{below}")).await;
        answer.problem(404, "not_found");
    }
    let body = json!({"skipped": true, "version": 1});
    patch(&other, &import, 3, body)
        .await
        .problem(404, "not_found");
    commit(&other, &import, "draft")
        .await
        .problem(404, "not_found");
    other.delete(&path).await.problem(404, "not_found");
    assert_eq!(present(&unit, &import).await, import);
}

async fn after_a_day_it_is_gone(world: World) {
    let unit = world.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", sheet(&[weibo(1)]))
        .await
        .expect(201);
    let [created, expires] = ["created_at", "expires_at"].map(|at| {
        let text = import[at].as_str().unwrap();
        time::OffsetDateTime::parse(text, &time::format_description::well_known::Rfc3339).unwrap()
    });
    assert_eq!(expires - created, time::Duration::hours(24));
    world
        .db
        .db_run("UPDATE imports SET expires_at = expires_at - 86400000")
        .await;
    unit.get(&at(&import)).await.problem(404, "not_found");
    commit(&unit, &import, "submit")
        .await
        .problem(404, "not_found");
    assert_eq!(unit.get("/accounts/imports").await.expect(200), json!([]));
    // The next server to start tidies up at once.
    let _second = Server::start(&world.db);
    for _ in 0..100 {
        let rows = "SELECT COUNT(*) AS n FROM import_rows";
        if world.db.db_number(rows).await == 0 {
            let imports = "SELECT COUNT(*) AS n FROM imports";
            assert_eq!(world.db.db_number(imports).await, 0);
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    panic!("what has expired is still there");
}

async fn what_is_thrown_away_is_gone_and_its_accounts_stay(world: World) {
    let unit = world.sign_in("110108M044").await;
    let import = upload(&unit, "a.xlsx", sheet(&[weibo(1)]))
        .await
        .expect(201);
    commit(&unit, &import, "submit").await.expect(200);
    unit.delete(&at(&import)).await.expect(204);
    unit.delete(&at(&import)).await.problem(404, "not_found");
    let rows = "SELECT COUNT(*) AS n FROM import_rows";
    assert_eq!(world.db.db_number(rows).await, 0);
    assert_eq!(unit.get("/accounts").await.expect(200)["total"], 1);
}
