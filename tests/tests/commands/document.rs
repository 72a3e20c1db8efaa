//! `nmrs verify-document` detects changes of a log document.

use nmrs_tests::data::accounts::register_account;
use nmrs_tests::{TestApp, TestDb, on_both_databases};
use serde_json::{Value, json};

use super::{run, run_successfully};

on_both_databases!(a_changed_document_fails_verification);

/// Runs the command and returns true if it succeeded, and its output.
fn verify(db: &TestDb, document: &Value, key: Option<&str>) -> (bool, String) {
    let file = db.file("document.json");
    std::fs::write(&file, serde_json::to_string_pretty(document).unwrap()).unwrap();
    let mut arguments = vec!["verify-document", file.to_str().unwrap()];
    arguments.extend(key.iter().flat_map(|key| ["--public-key", key]));
    let output = run(db, &arguments, "");
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

async fn a_changed_document_fails_verification(app: TestApp) {
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = register_account(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    let path = format!("/accounts/{id}/log-document");
    let document = unit.get(&path).await.expect(200);
    let key = run_successfully(&app.db, &["document-key"], "");
    let key = key.trim();
    assert_eq!(document["signature"]["public_key"], key);
    for key in [None, Some(key)] {
        let (genuine, text) = verify(&app.db, &document, key);
        assert!(genuine && text.contains("3 events"), "{text}");
        assert!(text.contains("110108M044WX0001"), "{text}");
    }
    let mut altered = document.clone();
    altered["content"]["events"][1]["details"]["person"] = json!("别人");
    let (genuine, text) = verify(&app.db, &altered, None);
    assert!(!genuine && text.contains("altered"), "{text}");
    let (genuine, text) = verify(&app.db, &document, Some(&"0".repeat(64)));
    assert!(!genuine && text.contains(key), "{text}");
    let (genuine, _) = verify(&app.db, &json!({"content": {}}), None);
    assert!(!genuine);

    // A genuine document of a broken log.
    let tamper = format!("UPDATE account_events SET actor_name = 'x' WHERE account_id = {id}");
    app.db.execute(&tamper).await;
    let tampered = unit.get(&path).await.expect(200);
    let (whole, text) = verify(&app.db, &tampered, None);
    assert!(!whole && text.contains("not whole: event 1"), "{text}");
    assert!(
        verify(&app.db, &document, None).0,
        "the earlier one proves what was"
    );
}

#[test]
fn the_document_key_command_creates_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.key");
    let output = std::process::Command::new(nmrs_tests::program())
        .arg("document-key")
        .env("NMRS_SECRET_FILE", &secret)
        .output()
        .unwrap();
    assert!(!output.status.success() && !secret.exists());
}
