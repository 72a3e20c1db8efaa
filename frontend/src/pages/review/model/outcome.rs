//! Results of decisions, in Chinese.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::form::Verdict;
use nmrs_domain::status::Status;
use nmrs_domain::wire::{CurrentState, DecisionOut, OrgUnitRef, Problem};

/// Result of a decision, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Outcome {
    pub(crate) text: String,
}

impl Outcome {
    pub(crate) fn of(name: &str, verdict: Verdict, out: &DecisionOut) -> Self {
        Self {
            text: format!(
                "{name}：{}",
                outcome_text(
                    verdict,
                    out.status,
                    out.waiting_for.as_ref(),
                    out.identifier.as_deref()
                )
            ),
        }
    }

    pub(crate) fn queue_empty() -> Self {
        Self {
            text: "待审核的申请都已处理完".into(),
        }
    }
}

/// `已同意，报北京市审核`.
pub(crate) fn outcome_text(
    verdict: Verdict,
    status: Status,
    waiting_for: Option<&OrgUnitRef>,
    identifier: Option<&str>,
) -> String {
    match (verdict, status, waiting_for, identifier) {
        (Verdict::Reject, ..) => "已驳回".to_owned(),
        (_, Status::AddPending, Some(org), _) => format!("已同意，报{}审核", org.name),
        (_, Status::Normal, _, Some(identifier)) => format!("已同意，标识码 {identifier}"),
        (_, status, ..) => format!("已同意，账号现为“{}”", status.label()),
    }
}

/// The application was decided elsewhere, changed, or is out of scope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Collision {
    pub(crate) text: String,
    pub(crate) readable: bool,
}

impl Collision {
    /// `None` if the problem is of another kind.
    pub(crate) fn of(problem: &Problem) -> Option<Self> {
        Self::from_code(problem.code, problem.current)
    }

    pub(crate) fn from_code(code: ErrorCode, current: Option<CurrentState>) -> Option<Self> {
        let now = current
            .map(|current| format!("，账号现为“{}”", current.status.label()))
            .unwrap_or_default();
        let (text, readable) = match code {
            ErrorCode::NotFound => (
                "这条申请不存在，或不在本单位的审核范围内。".to_owned(),
                false,
            ),
            ErrorCode::WrongStatus => (format!("这条申请已由他人审核{now}。"), true),
            ErrorCode::NotYourTurn => (
                format!("这条申请已由本单位审核过，现由上级单位审核{now}。"),
                true,
            ),
            ErrorCode::VersionConflict => (
                format!("这条申请在您填写期间有了变化{now}。请核对最新内容后再决定。"),
                true,
            ),
            _ => return None,
        };
        Some(Self { text, readable })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::actor::Level;

    fn decision_out(status: Status) -> DecisionOut {
        DecisionOut {
            account_id: 1,
            status,
            version: 2,
            identifier: None,
            waiting_for: None,
            allowed_actions: vec![],
            next_review_id: None,
            remaining: 0,
        }
    }

    #[test]
    fn the_outcome_names_the_next_step() {
        let mut up = decision_out(Status::AddPending);
        up.waiting_for = Some(OrgUnitRef {
            id: 1,
            code: "110000".into(),
            name: "北京市".into(),
            level: Level::First,
        });
        assert_eq!(
            Outcome::of("上庄发布", Verdict::Approve, &up).text,
            "上庄发布：已同意，报北京市审核"
        );
        let mut done = decision_out(Status::Normal);
        done.identifier = Some("110108M044WX0002".into());
        assert!(
            Outcome::of("上庄发布", Verdict::Approve, &done)
                .text
                .ends_with("110108M044WX0002")
        );
        assert!(
            Outcome::of("x", Verdict::Approve, &decision_out(Status::Closed))
                .text
                .contains("关停")
        );
        assert!(
            Outcome::of("x", Verdict::Reject, &decision_out(Status::AddRejected))
                .text
                .contains("已驳回")
        );
    }

    #[test]
    fn a_collision_names_the_current_status() {
        let mut problem = Problem {
            kind: "/problems/wrong_status".into(),
            title: "x".into(),
            status: 409,
            code: ErrorCode::WrongStatus,
            detail: "x".into(),
            request_id: "r".into(),
            errors: vec![],
            current: Some(CurrentState {
                status: Status::Normal,
                version: 5,
            }),
            retry_after: None,
        };
        assert!(Collision::of(&problem).unwrap().text.contains("正常"));
        problem.code = ErrorCode::NotFound;
        assert!(!Collision::of(&problem).unwrap().readable);
        problem.code = ErrorCode::Internal;
        assert_eq!(Collision::of(&problem), None);
    }
}
