//! Draft of a decision.

use std::collections::{BTreeMap, BTreeSet};

use nmrs_domain::error::{FieldError, FieldErrors};
use nmrs_domain::form::{self, MAX_REASON, Verdict};
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::DecisionIn;
use serde::{Deserialize, Serialize};

use crate::pages::shared::same_at;

/// Reviewer, remembered in the browser for the whole queue.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reviewer {
    pub(crate) name: String,
    pub(crate) phone: String,
}

pub(crate) fn reviewer_key(user: i64) -> String {
    format!("nmrs.reviewer.{user}")
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Draft {
    pub(crate) verdict: Option<Verdict>,
    pub(crate) reason: String,
    pub(crate) touched: BTreeSet<&'static str>,
    pub(crate) tried: bool,
    /// Errors of the server with the body that it refused.
    pub(crate) server: Option<(DecisionIn, FieldErrors)>,
}

/// Drafts by review id.
pub(crate) type Drafts = BTreeMap<i64, Draft>;

impl Draft {
    /// `None` until a verdict is chosen.
    pub(crate) fn body(&self, reviewer: &Reviewer, version: i64) -> Option<DecisionIn> {
        Some(DecisionIn {
            decision: self.verdict?,
            reason: self.reason.clone(),
            reviewer_name: reviewer.name.clone(),
            reviewer_phone: reviewer.phone.clone(),
            version,
        })
    }

    /// All errors, including those of untouched fields.
    pub(crate) fn all_errors(&self, reviewer: &Reviewer) -> FieldErrors {
        // Without a verdict, checked as an approval: no reason is missing yet.
        let body = DecisionIn {
            decision: self.verdict.unwrap_or(Verdict::Approve),
            reason: self.reason.clone(),
            reviewer_name: reviewer.name.clone(),
            reviewer_phone: reviewer.phone.clone(),
            version: 0,
        };
        let mut errors = FieldErrors::default();
        if self.verdict.is_none() {
            errors.push("/decision", "请选择同意或驳回");
        }
        if let Err(found) = form::decision(&body) {
            errors.0.extend(found.0);
        }
        for error in self.refused(&body) {
            if errors.at(&error.pointer).is_none() {
                errors.0.push(error.clone());
            }
        }
        errors
    }

    pub(crate) fn errors(&self, reviewer: &Reviewer) -> FieldErrors {
        let mut errors = self.all_errors(reviewer);
        errors
            .0
            .retain(|error| self.tried || self.touched.contains(error.pointer.as_str()));
        errors
    }

    /// Errors of the server at fields that were not changed since.
    fn refused(&self, now: &DecisionIn) -> impl Iterator<Item = &FieldError> {
        self.server.iter().flat_map(move |(sent, refused)| {
            refused
                .0
                .iter()
                .filter(move |error| same_at(sent, now, &error.pointer))
                .collect::<Vec<_>>()
        })
    }

    /// Appends a ready-made reason, once.
    pub(crate) fn add_reason(&mut self, ready: &str) {
        if self.reason.contains(ready) {
            return;
        }
        let before = self.reason.trim_end().trim_end_matches(['。', '；']).len();
        self.reason.truncate(before);
        if !self.reason.is_empty() {
            self.reason.push('；');
        }
        self.reason.push_str(ready);
    }

    /// `12 / 300`, and true if the reason is too long.
    pub(crate) fn counter(&self) -> (String, bool) {
        let length = self.reason.trim().chars().count();
        (format!("{length} / {MAX_REASON}"), length > MAX_REASON)
    }
}

/// Control id of the first error in the order of the page.
pub(crate) fn first_field(errors: &FieldErrors) -> Option<&'static str> {
    [
        ("/decision", "review-approve"),
        ("/reason", "review-reason"),
        ("/reviewer_name", "review-name"),
        ("/reviewer_phone", "review-phone"),
    ]
    .into_iter()
    .find(|(pointer, _)| errors.at(pointer).is_some())
    .map(|(_, id)| id)
}

pub(crate) const QUICK_LIMIT_NOTE: &str = "点选填入，可再修改";

/// Ready-made reasons; without a kind, those that fit all kinds.
pub(crate) const fn quick_reasons(kind: Option<ApplicationKind>) -> &'static [&'static str] {
    let Some(kind) = kind else {
        return &["请核对后重新提交", "请补充说明材料", "与实际情况不符"];
    };
    match kind {
        ApplicationKind::Add => &[
            "名称与平台认证名称不一致",
            "链接打不开或不是该账号",
            "开设主体填写有误",
            "功能与账号内容不符",
        ],
        ApplicationKind::Modify => &[
            "名称与平台认证名称不一致",
            "新链接打不开或不是该账号",
            "请补充修改依据",
        ],
        ApplicationKind::Close => &[
            "账号仍在更新，请先完成注销",
            "注销日期与平台记录不符",
            "请补充关停详情",
        ],
        ApplicationKind::Restore => &["恢复原因不充分", "账号尚未具备恢复条件", "请补充说明材料"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reviewer() -> Reviewer {
        Reviewer {
            name: "李审核".into(),
            phone: "010-35001121".into(),
        }
    }

    #[test]
    fn errors_are_shown_after_the_first_attempt() {
        let mut draft = Draft::default();
        assert!(draft.errors(&Reviewer::default()).is_empty());
        draft.touched.insert("/reviewer_phone");
        let errors = draft.errors(&Reviewer::default());
        assert_eq!(errors.0.len(), 1);
        draft.tried = true;
        let errors = draft.errors(&Reviewer::default());
        assert!(errors.at("/decision").is_some());
        assert!(errors.at("/reviewer_name").is_some());
        assert!(errors.at("/reason").is_none());
        assert_eq!(first_field(&errors), Some("review-approve"));
        assert_eq!(first_field(&FieldErrors::default()), None);
    }

    #[test]
    fn a_rejection_needs_a_reason() {
        let mut draft = Draft {
            verdict: Some(Verdict::Reject),
            tried: true,
            ..Draft::default()
        };
        assert!(draft.errors(&reviewer()).at("/reason").is_some());
        draft.add_reason("开设主体填写有误");
        assert!(draft.errors(&reviewer()).is_empty());
        let body = draft.body(&reviewer(), 4).unwrap();
        assert_eq!(
            (body.version, body.reason.as_str()),
            (4, "开设主体填写有误")
        );
        assert!(Draft::default().body(&reviewer(), 4).is_none());
    }

    #[test]
    fn ready_made_reasons_are_joined_and_not_repeated() {
        let mut draft = Draft {
            reason: "请核对。 ".into(),
            ..Draft::default()
        };
        draft.add_reason("开设主体填写有误");
        draft.add_reason("开设主体填写有误");
        draft.add_reason("功能与账号内容不符");
        assert_eq!(draft.reason, "请核对；开设主体填写有误；功能与账号内容不符");
    }

    #[test]
    fn the_counter_counts_characters() {
        let draft = Draft {
            reason: "名称不一致".repeat(61),
            ..Draft::default()
        };
        assert_eq!(draft.counter(), ("305 / 300".into(), true));
        for kind in ApplicationKind::ALL.map(Some).into_iter().chain([None]) {
            assert!(!quick_reasons(kind).is_empty());
            for reason in quick_reasons(kind) {
                assert!(reason.chars().count() < 30);
            }
        }
    }

    #[test]
    fn server_errors_are_shown_until_the_field_is_changed() {
        let mut draft = Draft {
            verdict: Some(Verdict::Approve),
            tried: true,
            ..Draft::default()
        };
        let sent = draft.body(&reviewer(), 7).unwrap();
        draft.server = Some((sent, FieldErrors::one("/reviewer_name", "姓名有误")));
        assert_eq!(
            draft.errors(&reviewer()).at("/reviewer_name"),
            Some("姓名有误")
        );
        let other = Reviewer {
            name: "王审核".into(),
            ..reviewer()
        };
        assert!(draft.errors(&other).is_empty());
    }
}
