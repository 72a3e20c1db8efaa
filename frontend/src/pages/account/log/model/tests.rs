use nmrs_domain::diff::FieldChange;
use nmrs_domain::event::{EventDetails, chain_hash};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use nmrs_domain::wire::{LogAccountOut, UnitRef, VerificationOut};
use time::macros::datetime;

use super::*;
use crate::lists::Paginated as _;
use nmrs_domain::query::QueryParams as _;

fn event(seq: i64, previous: &str, details: EventDetails) -> EventOut {
    let mut event = EventOut {
        seq,
        at: datetime!(2026-11-20 01:12:03.456 UTC),
        actor_code: "110108".into(),
        actor_name: "海淀区".into(),
        kind: EventKind::Rejected,
        title: "驳回添加".into(),
        from: Some(Status::AddPending),
        to: Status::AddRejected,
        details,
        hash: String::new(),
    };
    event.hash = chain_hash(previous, &event.record(7).unwrap());
    event
}

fn details() -> EventDetails {
    EventDetails {
        reason: Some("链接打不开".into()),
        person: Some("李审核".into()),
        phone: Some("010-35001121".into()),
        cancelled_on: Some(String::new()),
        changes: vec![FieldChange {
            field: "name".into(),
            label: "名称".into(),
            old: "甲".into(),
            new: "乙".into(),
        }],
        ..EventDetails::default()
    }
}

fn content() -> LogContent {
    let first = event(1, "", details());
    let second = event(2, &first.hash, EventDetails::default());
    LogContent {
        account: LogAccountOut {
            id: 7,
            identifier: Some("110108M044WX0001".into()),
            kind: AccountKind::Weibo,
            name: "上庄发布".into(),
            status: Status::AddRejected,
            version: 2,
            reporting_unit: UnitRef {
                id: 1,
                code: "110108M044".into(),
                name: "上庄镇".into(),
            },
            org_path: Vec::new(),
        },
        exported_at: datetime!(2026-11-20 16:00 UTC),
        exporter_code: "110108".into(),
        exporter_name: "海淀区".into(),
        verification: VerificationOut {
            whole: true,
            checked: 2,
            head: Some(second.hash.clone()),
            broken_at: None,
            reason: None,
            detail: None,
        },
        events: vec![first, second],
    }
}

#[test]
fn an_event_lists_its_entered_values() {
    assert_eq!(
        entered(&event(1, "", details())),
        [
            Entered::Change {
                label: "名称".into(),
                old: "甲".into(),
                new: "乙".into()
            },
            Entered::Line("链接打不开".into()),
            Entered::Line("李审核 010-35001121".into()),
        ]
    );
    assert_eq!(step(&event(1, "", details())), "添加待审核 → 添加被驳回");
}

#[test]
fn an_altered_missing_or_exchanged_event_is_found() {
    assert_eq!(own_check(&content()), Ok(()));
    let mut altered = content();
    altered.events[0].details = EventDetails::default();
    assert!(own_check(&altered).unwrap_err().contains("第 1 条"));
    let mut missing = content();
    missing.events.remove(0);
    assert!(own_check(&missing).unwrap_err().contains("第 1 条"));
    let mut cut = content();
    cut.events.pop();
    assert!(own_check(&cut).is_err());
    let mut other = content();
    other.account.id = 8;
    assert!(own_check(&other).is_err());
}

#[test]
fn a_file_is_named_after_account_and_day() {
    assert_eq!(
        file_name(&content()),
        "流水-110108M044WX0001-2026-11-21.json"
    );
}

#[test]
fn the_log_query_is_read_from_the_url() {
    let query = EventQuery::from_params(|name| (name == "kind").then(|| "rejected".into()));
    assert!(is_filtered(&query));
    assert_eq!((query.page(), query.per_page()), (1, 20));
    let order = EventQuery::from_params(|name| (name == "sort").then(|| "seq".into()));
    assert!(!is_filtered(&order));
    for choice in kinds() {
        assert!(EventKind::from_wire(&choice.value).is_some());
    }
}
