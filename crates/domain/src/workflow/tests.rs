use std::fmt::Write as _;

use proptest::prelude::*;

use super::*;
use crate::account::{Contact, DraftFields, Functions};
use crate::kind::AccountKind;
use crate::status::Verdict;
use crate::values::ids::UserId;
use crate::values::phone::Phone;
use crate::workflow::Decision;

/// 国办 → 河北省 → 石家庄市 → 长安区, and 北京市 next to 河北省.
const CENTRAL: OrgUnitId = OrgUnitId(0);
const PROVINCE: OrgUnitId = OrgUnitId(1);
const CITY: OrgUnitId = OrgUnitId(2);
const COUNTY: OrgUnitId = OrgUnitId(3);
const ELSEWHERE: OrgUnitId = OrgUnitId(9);
const UNIT: ReportingUnitId = ReportingUnitId(1);

fn actor(party: Party) -> Actor {
    Actor {
        user: UserId(1),
        party,
        code: "x".into(),
        name: "x".into(),
    }
}

fn office(org_unit: OrgUnitId, level: Level) -> Actor {
    actor(Party::Organizing { org_unit, level })
}

fn unit(unit: i64) -> Actor {
    actor(Party::Reporting {
        unit: ReportingUnitId(unit),
        org_unit: COUNTY,
    })
}

/// Returns all actors: the owner, its three offices, the central office, and actors of other
/// branches.
fn everybody() -> Vec<(&'static str, Actor)> {
    vec![
        ("owner", unit(1)),
        ("county", office(COUNTY, Level::Third)),
        ("city", office(CITY, Level::Second)),
        ("province", office(PROVINCE, Level::First)),
        ("central", office(CENTRAL, Level::Central)),
        ("other unit", unit(2)),
        ("other province", office(ELSEWHERE, Level::First)),
    ]
}

fn draft_of(chain: Vec<OrgUnitId>) -> AccountState {
    AccountState {
        status: Status::Draft,
        unit: UNIT,
        chain: ReviewChain::new(chain).unwrap(),
        pending_with: None,
        restored: false,
        has_identifier: false,
    }
}

/// Returns an account of the three-level chain in a status, with the pending office of the status.
fn account_in(status: Status, pending_with: Option<PendingWith>, restored: bool) -> AccountState {
    AccountState {
        status,
        pending_with,
        restored,
        has_identifier: !matches!(
            status,
            Status::Draft | Status::AddPending | Status::AddRejected
        ),
        ..draft_of(vec![COUNTY, CITY, PROVINCE])
    }
}

#[test]
fn the_whole_table_of_status_action_and_role() {
    let at = |unit| Some(PendingWith::OrgUnit(unit));
    let rows = [
        ("draft", account_in(Status::Draft, None, false)),
        (
            "add_pending at county",
            account_in(Status::AddPending, at(COUNTY), false),
        ),
        (
            "add_pending at city",
            account_in(Status::AddPending, at(CITY), false),
        ),
        (
            "add_pending at province",
            account_in(Status::AddPending, at(PROVINCE), false),
        ),
        ("add_rejected", account_in(Status::AddRejected, None, false)),
        ("normal", account_in(Status::Normal, None, false)),
        (
            "modify_pending",
            account_in(Status::ModifyPending, at(COUNTY), false),
        ),
        (
            "modify_rejected",
            account_in(Status::ModifyRejected, None, false),
        ),
        (
            "close_pending",
            account_in(Status::ClosePending, at(COUNTY), false),
        ),
        (
            "close_rejected",
            account_in(Status::CloseRejected, None, false),
        ),
        ("closed", account_in(Status::Closed, None, false)),
        (
            "closed, restored before",
            account_in(Status::Closed, None, true),
        ),
        (
            "restore_pending",
            account_in(Status::RestorePending, Some(PendingWith::Central), false),
        ),
        (
            "restore_rejected",
            account_in(Status::RestoreRejected, None, false),
        ),
        ("gone", account_in(Status::Deleted, None, false)),
    ];
    let mut table = String::new();
    for (title, account) in rows {
        writeln!(table, "{title}").unwrap();
        for action in Action::ALL {
            write!(table, "  {:<9}", format!("{action:?}")).unwrap();
            for (who, actor) in everybody() {
                let cell = match decide(&account, &actor, action) {
                    Ok(t) => {
                        let turn = match t.pending_with {
                            Some(PendingWith::OrgUnit(CITY)) => "@city",
                            Some(PendingWith::OrgUnit(PROVINCE)) => "@province",
                            Some(PendingWith::OrgUnit(_)) => "@county",
                            Some(PendingWith::Central) => "@central",
                            None => "",
                        };
                        format!("→{}{turn}", t.to.as_str())
                    }
                    Err(Refusal::Invisible) => "404".into(),
                    Err(Refusal::Forbidden) => "403".into(),
                    Err(other) => other.code().detail_key(),
                };
                write!(table, " | {who}: {cell}").unwrap();
            }
            table.push('\n');
        }
    }
    insta::assert_snapshot!(table);
}

#[test]
fn the_record_of_every_permitted_transition() {
    let at = |unit| Some(PendingWith::OrgUnit(unit));
    let accounts = [
        account_in(Status::Draft, None, false),
        account_in(Status::AddPending, at(COUNTY), false),
        account_in(Status::AddPending, at(PROVINCE), false),
        account_in(Status::AddRejected, None, false),
        account_in(Status::Normal, None, false),
        account_in(Status::ModifyPending, at(COUNTY), false),
        account_in(Status::ModifyRejected, None, false),
        account_in(Status::ClosePending, at(COUNTY), false),
        account_in(Status::CloseRejected, None, false),
        account_in(Status::Closed, None, false),
        account_in(Status::RestorePending, Some(PendingWith::Central), false),
        account_in(Status::RestoreRejected, None, false),
    ];
    let mut table = String::new();
    for account in accounts {
        for action in Action::ALL {
            let permitted = everybody()
                .into_iter()
                .find_map(|(_, who)| Some((decide(&account, &who, action).ok()?, who)));
            let Some((transition, who)) = permitted else {
                continue;
            };
            let decision = given(action);
            let input = RecordInput {
                decision: decision.as_ref(),
                identifier: Some("130102M001WX0001".into()),
                ..RecordInput::default()
            };
            let record = record(&account, &who, &transition, input).unwrap();
            assert_eq!(record.state, account.after(&transition));
            assert_eq!(record.review.is_some(), decision.is_some());
            writeln!(
                table,
                "{:<16} {:<9} {:<11} application {:?}, opened {:?}, kept {}, details {}",
                account.status.as_str(),
                format!("{action:?}"),
                record.event.as_str(),
                record.application,
                record.opened,
                record.keeps_application(),
                serde_json::to_string(&record.details).unwrap(),
            )
            .unwrap();
        }
    }
    insta::assert_snapshot!(table);
}

fn given(action: Action) -> Option<Decision> {
    let verdict = match action {
        Action::Approve => Verdict::Approve,
        Action::Reject => Verdict::Reject,
        _ => return None,
    };
    Some(Decision {
        verdict,
        reason: (verdict == Verdict::Reject).then(|| "链接打不开。".into()),
        reviewer_name: "李审核".into(),
        reviewer_phone: Phone::parse("13800001111").unwrap(),
    })
}

#[test]
fn an_addition_lists_all_fields_and_a_corrected_one_the_differences() {
    let stored = DraftFields {
        kind: AccountKind::Weibo,
        platform_name: None,
        name: Some("上庄发布".into()),
        owner: None,
        url: None,
        external_id: None,
        represents_government: None,
        functions: Functions::default(),
        other_function: None,
        contact: Contact::default(),
    };
    let new = DraftFields {
        name: Some("上庄政务".into()),
        ..stored.clone()
    };
    let entered = |status, action| {
        let account = account_in(status, None, false);
        let transition = decide(&account, &unit(1), action).unwrap();
        let fields = EnteredFields {
            stored: &stored,
            new: &new,
        };
        let input = RecordInput {
            fields: Some(fields),
            ..RecordInput::default()
        };
        let record = record(&account, &unit(1), &transition, input).unwrap();
        let changes = record.details.changes.into_iter();
        changes.map(|change| change.field).collect::<Vec<_>>()
    };
    assert_eq!(entered(Status::Draft, Action::Submit), ["kind", "name"]);
    assert_eq!(entered(Status::AddRejected, Action::Resubmit), ["name"]);
    assert!(entered(Status::ModifyRejected, Action::Resubmit).is_empty());
}

#[test]
fn a_reporting_unit_records_no_decision() {
    let account = account_in(
        Status::AddPending,
        Some(PendingWith::OrgUnit(COUNTY)),
        false,
    );
    let transition = decide(&account, &office(COUNTY, Level::Third), Action::Approve).unwrap();
    let decision = given(Action::Approve);
    let input = RecordInput {
        decision: decision.as_ref(),
        ..RecordInput::default()
    };
    let refusal = record(&account, &unit(1), &transition, input).unwrap_err();
    assert_eq!(refusal, Refusal::Forbidden);
}

impl crate::error::ErrorCode {
    fn detail_key(self) -> String {
        serde_json::to_value(self)
            .unwrap()
            .as_str()
            .unwrap()
            .to_owned()
    }
}

#[test]
fn a_ministry_of_one_level_approves_in_one_step() {
    let account = draft_of(vec![PROVINCE]);
    let submitted = account.after(&decide(&account, &unit(1), Action::Submit).unwrap());
    let transition = decide(&submitted, &office(PROVINCE, Level::First), Action::Approve).unwrap();
    assert_eq!(
        (transition.to, transition.effect),
        (Status::Normal, Effect::Register)
    );
}

#[test]
fn a_chain_is_never_empty() {
    assert!(ReviewChain::new(vec![]).is_none());
}

/// History of an account, kept by the test independently of the state machine.
#[derive(Default)]
struct History {
    approvals: Vec<OrgUnitId>,
    identifiers: usize,
    restores: usize,
}

fn check_step(before: &AccountState, who: &Actor, action: Action, t: &Transition, h: &mut History) {
    assert_eq!(t.from, before.status);
    assert_eq!(
        t.pending_with.is_some(),
        t.to.pending().is_some(),
        "a turn exactly while pending"
    );
    if action == Action::Submit || (action == Action::Resubmit && t.to == Status::AddPending) {
        h.approvals.clear();
    }
    if matches!(action, Action::Approve | Action::Reject) {
        let Party::Organizing { org_unit, level } = who.party else {
            panic!("a reporting unit decided")
        };
        let its_turn = match before.pending_with {
            Some(PendingWith::OrgUnit(turn)) => turn == org_unit,
            Some(PendingWith::Central) => level == Level::Central,
            None => false,
        };
        assert!(its_turn, "decided out of turn");
        if action == Action::Approve && before.status == Status::AddPending {
            h.approvals.push(org_unit);
        }
    }
    match t.effect {
        Effect::Register => {
            h.identifiers += 1;
            assert_eq!(
                h.approvals,
                before.chain.units(),
                "every level, in order, none skipped"
            );
        }
        Effect::Restore => h.restores += 1,
        _ => {}
    }
    assert!(h.identifiers <= 1, "a second identifier");
    assert!(h.restores <= 1, "a second restore");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// From a draft, no sequence of actions of any actor reaches an identifier without a final
    /// approval, a second restore, or a decision of an office that is not pending.
    #[test]
    fn no_sequence_of_actions_breaks_the_rules(
        chain_length in 1usize..=3,
        steps in prop::collection::vec((0usize..7, 0usize..Action::ALL.len()), 1..120),
    ) {
        let full = [COUNTY, CITY, PROVINCE];
        let mut account = draft_of(full[3 - chain_length..].to_vec());
        let mut history = History::default();
        for (who, action) in steps {
            let (_, who) = &everybody()[who];
            let action = Action::ALL[action];
            if let Ok(transition) = decide(&account, who, action) {
                check_step(&account, who, action, &transition, &mut history);
                account = account.after(&transition);
            }
            prop_assert_eq!(account.has_identifier, history.identifiers == 1);
        }
    }

    /// The same with allowed actions only, so that sequences get long.
    #[test]
    fn no_sequence_of_allowed_actions_breaks_the_rules(
        chain_length in 1usize..=3,
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0usize..10), 1..120),
    ) {
        let full = [COUNTY, CITY, PROVINCE];
        let mut account = draft_of(full[3 - chain_length..].to_vec());
        let mut history = History::default();
        for (draw, patience) in steps {
            let moves: Vec<(Actor, Action)> = everybody()
                .into_iter()
                .flat_map(|(_, who)| {
                    allowed(&account, &who).into_iter().map(move |action| (who.clone(), action))
                })
                // Most sequences would end early if removals were as likely as the rest.
                .filter(|(_, a)| patience == 0 || !matches!(a, Action::Delete | Action::Discard))
                .collect();
            if moves.is_empty() {
                // Only a removal may be left: of a closed account that was restored before.
                prop_assert!(matches!(account.status, Status::Deleted | Status::Closed));
                continue;
            }
            let (who, action) = draw.get(&moves);
            let transition = decide(&account, who, *action).unwrap();
            check_step(&account, who, *action, &transition, &mut history);
            account = account.after(&transition);
        }
    }
}
