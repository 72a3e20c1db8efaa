//! The log of an account: filters, verification, document.

use std::time::{Duration, Instant};

use nmrs_domain::event::{EventKind, EventRecord, chain_hash};
use nmrs_domain::status::Status;
use nmrs_tests::data::accounts::{add_account, close_form, perform, register_account, reject};
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    a_log_is_filtered_sorted_and_paged,
    all_invalid_filters_of_a_log_are_reported,
    the_verification_reports_where_a_log_is_broken,
    a_log_of_five_thousand_events_stays_fast,
    the_log_document_contains_every_event_and_its_exporter,
);

/// Returns the sequence numbers of the events that a query finds.
async fn find_events(client: &ApiClient, id: &Value, query: &str) -> Vec<i64> {
    let page = client.get(&format!("/accounts/{id}/events?{query}")).await;
    let page = page.expect(200);
    let items = page["items"].as_array().unwrap();
    items
        .iter()
        .map(|event| event["seq"].as_i64().unwrap())
        .collect()
}

async fn a_log_is_filtered_sorted_and_paged(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = register_account(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    perform(&unit, &id, "close", close_form).await.expect(200);
    reject(&district, &id, "材料不全").await;
    assert_eq!(find_events(&unit, &id, "").await, [5, 4, 3, 2, 1]);
    for (query, expected) in [
        ("sort=seq", &[1, 2, 3, 4, 5][..]),
        ("sort=-seq&per_page=2&page=2", &[3, 2]),
        ("sort=seq&per_page=2&page=3", &[5]),
        ("page=4&per_page=2", &[]),
        ("kind=applied", &[4, 1]),
        ("kind=rejected", &[5]),
        ("kind=deleted", &[]),
        ("actor=110108", &[5, 4, 2, 1]),
        ("actor=110108m044", &[4, 1]),
        ("actor=上庄镇", &[4, 1]),
        ("actor=%25", &[]),
        ("actor=_", &[]),
        ("actor=110108m044&kind=applied&sort=seq", &[1, 4]),
        ("from=2020-01-01&to=2999-12-31", &[5, 4, 3, 2, 1]),
        ("to=2020-01-01", &[]),
        ("from=2999-01-01", &[]),
        ("kind=&actor=&from=&to=&sort=", &[5, 4, 3, 2, 1]),
    ] {
        assert_eq!(
            find_events(&district, &id, query).await,
            expected,
            "{query}"
        );
    }
    let path = format!("/accounts/{id}/events?kind=applied&per_page=1");
    assert_eq!(unit.get(&path).await.expect(200)["total"], 2);
}

async fn all_invalid_filters_of_a_log_are_reported(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let id = add_account(&unit, "上庄发布", 1).await["id"].clone();
    let wrong = "kind=x&from=2026-02-30&to=x&sort=at&page=0&per_page=101";
    let problem = unit
        .get(&format!("/accounts/{id}/events?{wrong}"))
        .await
        .problem(422, "validation_failed");
    assert_eq!(problem["errors"].as_array().unwrap().len(), 6, "{problem}");
    unit.get(&format!("/accounts/{id}/events?who=x"))
        .await
        .problem(400, "malformed_query");
}

async fn the_verification_reports_where_a_log_is_broken(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = register_account(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    let path = format!("/accounts/{id}/events/verification");
    let verify = async || unit.get(&path).await.expect(200);
    let whole = verify().await;
    assert_eq!(
        (&whole["whole"], &whole["checked"]),
        (&json!(true), &json!(3))
    );
    let log = unit
        .get(&format!("/accounts/{id}/events"))
        .await
        .expect(200);
    assert_eq!(whole["head"], log["items"][0]["hash"]);
    assert_eq!(whole["reason"], Value::Null);

    let table = "account_events";
    let keep = format!("CREATE TABLE kept AS SELECT * FROM {table}");
    app.db.execute(&keep).await;
    let at = |seq: i64| format!("WHERE account_id = {id} AND seq = {seq}");
    for (sql, broken_at, reason) in [
        (
            format!("UPDATE {table} SET details = '{{}}' {}", at(1)),
            1,
            "altered",
        ),
        (
            format!("UPDATE {table} SET details = 'not json' {}", at(3)),
            3,
            "altered",
        ),
        (
            format!("UPDATE {table} SET kind = 'unheard of' {}", at(2)),
            2,
            "altered",
        ),
        (format!("DELETE FROM {table} {}", at(2)), 2, "out_of_order"),
        (format!("DELETE FROM {table} {}", at(3)), 3, "cut"),
    ] {
        app.db.execute(&sql).await;
        let broken = verify().await;
        assert_eq!(broken["whole"], false, "{sql}: {broken}");
        assert_eq!(broken["broken_at"], broken_at, "{sql}: {broken}");
        assert_eq!(broken["reason"], reason, "{sql}: {broken}");
        assert!(broken["detail"].as_str().unwrap().ends_with('。'));
        // The remaining events can be read.
        unit.get(&format!("/accounts/{id}/events"))
            .await
            .expect(200);
        let document = unit.get(&format!("/accounts/{id}/log-document")).await;
        assert_eq!(document.expect(200)["content"]["verification"], broken);
        let restore = format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept");
        app.db.execute(&restore).await;
    }
    assert_eq!(verify().await, whole);
}

/// Time limit of each response; generous, because tests run in parallel and unoptimised.
const TIME_LIMIT: Duration = Duration::from_secs(3);

async fn a_log_of_five_thousand_events_stays_fast(app: TestApp) {
    const EVENTS: i64 = 5_000;
    let [unit, district] = app.sign_in_all(["110108M044", "110108"]).await;
    let id = add_account(&unit, "上庄发布", 1).await["id"]
        .as_i64()
        .unwrap();
    let table = "account_events";
    app.db
        .execute(&format!("DELETE FROM {table} WHERE account_id = {id}"))
        .await;
    let mut previous = String::new();
    let mut rows = Vec::new();
    for seq in 1..=EVENTS {
        let record = EventRecord {
            account: id,
            seq,
            at_ms: 1_780_000_000_000 + seq * 60_000,
            actor_code: "110108M044".into(),
            actor_name: "海淀区上庄镇人民政府".into(),
            kind: EventKind::Resubmitted,
            from: Some(Status::AddRejected),
            to: Status::AddPending,
            details_json: r#"{"application":"add"}"#.into(),
        };
        previous = chain_hash(&previous, &record);
        let EventRecord {
            at_ms,
            actor_code,
            actor_name,
            details_json,
            ..
        } = record;
        rows.push(format!(
            "({id}, {seq}, {at_ms}, '{actor_code}', '{actor_name}', 'resubmitted', \
             'add_rejected', 'add_pending', '{details_json}', '{previous}')"
        ));
    }
    for some in rows.chunks(500) {
        let insert = format!(
            "INSERT INTO {table} (account_id, seq, at, actor_code, actor_name, kind, from_status, \
             to_status, details, hash) VALUES {}",
            some.join(", ")
        );
        app.db.execute(&insert).await;
    }
    let newest = 1_780_000_000_000 + EVENTS * 60_000;
    let sql = format!("UPDATE accounts SET modified_at = {newest} WHERE id = {id}");
    app.db.execute(&sql).await;

    let timed = async |path: &str| {
        let began = Instant::now();
        let response = district
            .get(&format!("/accounts/{id}/{path}"))
            .await
            .expect(200);
        assert!(
            began.elapsed() < TIME_LIMIT,
            "{path}: {:?}",
            began.elapsed()
        );
        response
    };
    assert_eq!(
        timed("events?per_page=100").await["items"][0]["seq"],
        EVENTS
    );
    let last = timed("events?per_page=100&page=50&actor=上庄").await;
    assert_eq!(
        (&last["items"][99]["seq"], &last["total"]),
        (&json!(1), &json!(EVENTS))
    );
    let whole = timed("events/verification").await;
    assert_eq!(
        (&whole["whole"], &whole["checked"]),
        (&json!(true), &json!(EVENTS))
    );
    assert_eq!(whole["head"], previous);
    let document = timed("log-document").await;
    assert_eq!(
        document["content"]["events"].as_array().unwrap().len(),
        5_000
    );
}

async fn the_log_document_contains_every_event_and_its_exporter(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = register_account(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    let document = district.get(&format!("/accounts/{id}/log-document")).await;
    let document = document.expect(200);
    let content = &document["content"];
    assert_eq!(document["format"], "nmrs-log-document-1");
    assert_eq!(content["exporter_code"], "110108");
    assert_eq!(content["account"]["identifier"], "110108M044WX0001");
    assert_eq!(content["account"]["org_path"][1]["code"], "110108");
    assert_eq!(content["verification"]["whole"], true);
    let log = unit.get(&format!("/accounts/{id}/events?sort=seq")).await;
    assert_eq!(content["events"], log.expect(200)["items"]);
    // Reading the document adds no event.
    let again = unit.get(&format!("/accounts/{id}/log-document")).await;
    assert_eq!(again.expect(200)["content"]["events"], content["events"]);
}
