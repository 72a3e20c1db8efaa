use super::*;
use crate::pages::shared::test_account as account;
use time::OffsetDateTime;

#[test]
fn only_what_the_server_allows_is_offered() {
    use AccountAction::{Abandon, Close, Delete, Modify, Resubmit};
    let of = |status, allowed: &[Action]| available_actions(&account(status, allowed.to_vec()));
    assert_eq!(
        of(Status::Normal, &[Action::Modify, Action::Close]),
        [Close, Modify]
    );
    // Restored before: the server no longer lists the action.
    assert!(of(Status::Closed, &[]).is_empty());
    let again = [Action::Abandon, Action::Resubmit];
    assert_eq!(of(Status::CloseRejected, &again), [Abandon, Resubmit]);
    assert!(
        of(Status::AddRejected, &again).is_empty(),
        "its form handles it"
    );
    assert_eq!(of(Status::AddRejected, &[Action::Delete]), [Delete]);
}

#[test]
fn rejections_are_handled_on_the_page_of_the_account() {
    let every = Action::ALL.to_vec();
    let rejected = account(Status::ModifyRejected, every);
    assert!(!list_actions(&rejected).contains(&AccountAction::Resubmit));
    assert_eq!(
        action_page(AccountAction::Resubmit, &rejected).as_deref(),
        Some("/accounts/1/modify")
    );
    let closing = account(Status::CloseRejected, vec![]);
    assert_eq!(action_page(AccountAction::Resubmit, &closing), None);
    assert!(action_page(AccountAction::Modify, &account(Status::Normal, vec![])).is_some());
}

#[test]
fn a_deletion_is_confirmed_by_code_or_name() {
    let mut account = account(Status::Normal, vec![]);
    assert_eq!(confirmation(&account), ("名称", "西城健康通".into()));
    account.identifier = Some("110108M044WX0002".into());
    let (_, expected) = confirmation(&account);
    assert!(is_confirmed(" 110108m044wx0002 ", &expected));
    assert!(!is_confirmed("110108M044WX000", &expected));
    assert!(!is_confirmed("", ""));
}

#[test]
fn the_newest_application_of_the_kind_is_found() {
    use ApplicationKind::{Close, Modify, Restore};

    let event = |seq, kind, application, reason: &str| EventOut {
        seq,
        at: OffsetDateTime::UNIX_EPOCH,
        actor_code: String::new(),
        actor_name: String::new(),
        kind,
        title: String::new(),
        from: None,
        to: Status::Normal,
        details: EventDetails {
            application: Some(application),
            reason: Some(reason.into()),
            ..EventDetails::default()
        },
        hash: String::new(),
    };
    let events = [
        event(1, EventKind::Applied, Close, "first"),
        event(2, EventKind::Rejected, Close, "no"),
        event(3, EventKind::Resubmitted, Close, "second"),
        event(4, EventKind::Rejected, Close, "no again"),
        event(5, EventKind::Applied, Modify, "other"),
    ];
    let last = last_application(&events, Close).unwrap();
    assert_eq!(last.reason.as_deref(), Some("second"));
    assert_eq!(last_application(&events, Restore), None);
}
