//! `nmrs verify-document`: a log document proves itself, and what was done to it shows.

use nmrs_tests::register::registered;
use nmrs_tests::{TestDb, World, on_both_databases};
use serde_json::{Value, json};

use super::{printed, run};

on_both_databases!(a_document_is_genuine_until_something_in_it_is_changed);

/// Whether the command was content, and what it said.
fn verify(db: &TestDb, document: &Value, key: Option<&str>) -> (bool, String) {
    let file = db.file("document.json");
    std::fs::write(&file, serde_json::to_string_pretty(document).unwrap()).unwrap();
    let mut arguments = vec!["verify-document", file.to_str().unwrap()];
    arguments.extend(key.iter().flat_map(|key| ["--public-key", key]));
    let output = run(db, &arguments, "");
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

async fn a_document_is_genuine_until_something_in_it_is_changed(world: World) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = registered(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    let path = format!("/accounts/{id}/log-document");
    let document = unit.get(&path).await.expect(200);
    let key = printed(&world.db, &["document-key"], "");
    let key = key.trim();
    assert_eq!(document["signature"]["public_key"], key);
    for key in [None, Some(key)] {
        let (genuine, said) = verify(&world.db, &document, key);
        assert!(genuine && said.contains("3 events"), "{said}");
        assert!(said.contains("110108M044WX0001"), "{said}");
    }
    let mut altered = document.clone();
    altered["content"]["events"][1]["details"]["person"] = json!("别人");
    let (genuine, said) = verify(&world.db, &altered, None);
    assert!(!genuine && said.contains("altered"), "{said}");
    let (genuine, said) = verify(&world.db, &document, Some(&"0".repeat(64)));
    assert!(!genuine && said.contains(key), "{said}");
    let (genuine, _) = verify(&world.db, &json!({"content": {}}), None);
    assert!(!genuine);

    // Genuine, but made of a log that was tampered with.
    let tamper = format!("UPDATE account_events SET actor_name = 'x' WHERE account_id = {id}");
    world.db.db_run(&tamper).await;
    let tampered = unit.get(&path).await.expect(200);
    let (whole, said) = verify(&world.db, &tampered, None);
    assert!(!whole && said.contains("not whole: event 1"), "{said}");
    assert!(
        verify(&world.db, &document, None).0,
        "the earlier one proves what was"
    );
}

#[test]
fn no_secret_is_made_to_check_a_document() {
    let folder = tempfile::tempdir().unwrap();
    let secret = folder.path().join("secret.key");
    let output = std::process::Command::new(nmrs_tests::program())
        .arg("document-key")
        .env("NMRS_SECRET_FILE", &secret)
        .output()
        .unwrap();
    assert!(!output.status.success() && !secret.exists());
}
