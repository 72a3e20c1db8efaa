use nmrs_domain::event::EventDetails;
use nmrs_domain::status::Status;
use time::macros::datetime;

use super::*;

fn event(seq: i64, kind: EventKind, application: ApplicationKind) -> EventOut {
    EventOut {
        seq,
        at: datetime!(2026-11-19 16:05 UTC),
        actor_code: "110108".into(),
        actor_name: "海淀区".into(),
        kind,
        title: kind.title(Some(application)),
        from: None,
        to: Status::Normal,
        details: EventDetails {
            application: Some(application),
            person: Some("李审核".into()),
            ..EventDetails::default()
        },
        hash: format!("hash {seq}"),
    }
}

fn page(items: Vec<EventOut>, total: u64) -> Page<EventOut> {
    Page {
        items,
        page: 1,
        per_page: 100,
        total,
        total_exact: true,
    }
}

fn history(changes: i64) -> Vec<EventOut> {
    let add = [EventKind::Applied, EventKind::Advanced, EventKind::Approved];
    let mut events: Vec<_> = (1..)
        .zip(add)
        .map(|(seq, kind)| event(seq, kind, ApplicationKind::Add))
        .collect();
    for change in 0..changes {
        let seq = 4 + 2 * change;
        events.push(event(seq, EventKind::Applied, ApplicationKind::Modify));
        events.push(event(seq + 1, EventKind::Approved, ApplicationKind::Modify));
    }
    events
}

#[test]
fn a_short_log_is_shown_in_full() {
    let mut events = history(1);
    events.reverse();
    let summary = LogSummary::of(&[], &page(events, 5));
    assert_eq!(summary.steps.len(), 5);
    assert_eq!(
        summary.steps[0],
        Step {
            day: "2026-11-20".into(),
            what: "提交添加申请".into(),
            unit: "海淀区".into(),
            person: "李审核".into(),
        }
    );
    assert_eq!((summary.total, summary.head.as_str()), (5, "hash 5"));
}

#[test]
fn a_long_log_is_reduced_to_its_addition_and_latest_steps() {
    let events = history(200);
    let newest: Vec<_> = events.iter().rev().take(100).cloned().collect();
    // The two pages may overlap.
    for oldest in [&events[..20], &events[..310]] {
        let summary = LogSummary::of(oldest, &page(newest.clone(), 403));
        let what: Vec<_> = summary.steps.iter().map(|s| s.what.as_str()).collect();
        assert_eq!(what.len(), 7);
        assert_eq!(what[2], "终审同意添加");
        assert_eq!(what[6], "同意修改");
        assert_eq!(summary.head, "hash 403");
    }
}

#[test]
fn many_rejections_do_not_crowd_the_sheet() {
    let events: Vec<_> = (1..=60)
        .map(|seq| {
            let kind = if seq % 2 == 1 {
                EventKind::Resubmitted
            } else {
                EventKind::Rejected
            };
            event(seq, kind, ApplicationKind::Add)
        })
        .rev()
        .collect();
    let summary = LogSummary::of(&[], &page(events, 60));
    assert_eq!(summary.steps.len(), ADDITION);
}
