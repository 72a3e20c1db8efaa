use nmrs_domain::event::{EventDetails, EventKind, chain_hash};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use nmrs_domain::wire::{EventOut, LogAccountOut, UnitRef};
use serde_json::{Value, json};
use time::macros::datetime;

use super::*;

fn content() -> LogContent {
    let at = datetime!(2026-11-24 08:00:00.123 UTC);
    let mut event = EventOut {
        seq: 1,
        at,
        actor_code: "110108M044".into(),
        actor_name: "上庄镇".into(),
        kind: EventKind::Applied,
        title: "提交添加申请".into(),
        from: Some(Status::Draft),
        to: Status::AddPending,
        details: EventDetails::default(),
        hash: String::new(),
    };
    event.hash = chain_hash("", &event.record(7).unwrap());
    let mut chain = ChainVerifier::default();
    chain.push(1, event.record(7).as_ref(), &event.hash);
    LogContent {
        account: LogAccountOut {
            id: 7,
            identifier: None,
            kind: AccountKind::Weibo,
            name: "上庄\"发布\"".into(),
            status: Status::AddPending,
            version: 1,
            reporting_unit: UnitRef {
                id: 1,
                code: "110108M044".into(),
                name: "上庄镇".into(),
            },
            org_path: Vec::new(),
        },
        exported_at: at,
        exporter_code: "110108".into(),
        exporter_name: "海淀区".into(),
        verification: chain.end().into(),
        events: vec![event],
    }
}

fn document(key: &DocumentKey) -> Value {
    serde_json::to_value(key.sign(content()).unwrap()).unwrap()
}

#[test]
fn a_document_is_valid_however_it_is_formatted() {
    let key = DocumentKey::new(&[7; 32]);
    let document = document(&key);
    for text in [
        document.to_string(),
        serde_json::to_string_pretty(&document).unwrap(),
    ] {
        let genuine = verify_document(&text, &key.public()).unwrap();
        assert_eq!(genuine.content, content());
        assert_eq!((genuine.chain.events, genuine.chain.fault), (1, None));
    }
}

#[test]
fn every_change_of_a_document_is_found() {
    let key = DocumentKey::new(&[7; 32]);
    let public = key.public();
    for (pointer, value) in [
        ("/content/account/name", json!("别的")),
        ("/content/exported_at", json!("2026-11-23T08:00:00Z")),
        ("/content/exporter_code", json!("110000")),
        ("/content/events/0/actor_name", json!("别人")),
        ("/content/events/0/title", json!("删除账号")),
        ("/content/events", json!([])),
        ("/content/verification/whole", json!(false)),
    ] {
        let mut document = document(&key);
        *document.pointer_mut(pointer).unwrap() = value;
        let fault = verify_document(&document.to_string(), &public).unwrap_err();
        assert_eq!(fault, DocumentError::Signature, "{pointer}");
    }
    for at in [
        "",
        "/content",
        "/content/events/0",
        "/content/account/reporting_unit",
    ] {
        let mut document = document(&key);
        let object = document.pointer_mut(at).unwrap().as_object_mut().unwrap();
        object.insert("note".into(), json!("核对无误"));
        let fault = verify_document(&document.to_string(), &public).unwrap_err();
        assert!(
            matches!(fault, DocumentError::ReadError(_)),
            "{at}: {fault}"
        );
    }
}

#[test]
fn a_document_signed_with_another_key_is_refused() {
    let (key, forger) = (DocumentKey::new(&[7; 32]), DocumentKey::new(&[8; 32]));
    let theirs = document(&forger);
    let fault = verify_document(&theirs.to_string(), &key.public()).unwrap_err();
    assert_eq!(fault, DocumentError::OtherKey(forger.public()));
    let mut renamed = theirs;
    renamed["signature"]["public_key"] = json!(key.public());
    let fault = verify_document(&renamed.to_string(), &key.public()).unwrap_err();
    assert_eq!(fault, DocumentError::Signature);
    for no_key in ["", "zz", &"0".repeat(63)] {
        let fault = verify_document(&document(&key).to_string(), no_key).unwrap_err();
        assert_eq!(fault, DocumentError::InvalidKey);
    }
}
