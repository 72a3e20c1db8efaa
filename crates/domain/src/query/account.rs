//! Conditions of the work list.

use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{Paging, Sort, SortColumn, Tab, WaitingFilter, choice, day, day_after, term};
use crate::account::Function;
use crate::calendar::start_of_day;
use crate::error::FieldErrors;
use crate::ids::OrgUnitId;
use crate::kind::AccountKind;
use crate::link;
use crate::status::Status;

/// The query string of `GET /accounts`; empty values count as absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams, utoipa::ToSchema), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct AccountQuery {
    /// `submitted` (default), `drafts`, `to_review` or `rejected`.
    pub tab: String,
    /// Key of an org unit; accounts at it or below.
    pub org: String,
    /// Kind of account.
    pub kind: String,
    /// Status.
    pub status: String,
    /// A function the account has.
    pub function: String,
    /// `true` or `false`.
    pub represents_government: String,
    /// Identifier, whole or its beginning.
    pub identifier: String,
    /// Part of the name.
    pub name: String,
    /// Platform ID or link, whole or a part.
    pub link: String,
    /// First day of creation, `2026-11-01`, in China Standard Time.
    pub created_from: String,
    /// Last day of creation.
    pub created_to: String,
    /// First day of the last change.
    pub modified_from: String,
    /// Last day of the last change.
    pub modified_to: String,
    /// Waits for a decision since at least so many working days, 1 to 1000.
    pub waiting_min: String,
    /// `true`: waits for a decision beyond the limit.
    pub overdue: String,
    /// `-modified_at` (default), `modified_at`, `-created_at`, `created_at`; `step_since` (longest
    /// in the present step first) or `-step_since`. On the tab `submitted` the last two list only
    /// what waits for a decision.
    pub sort: String,
    /// Page, from 1.
    pub page: String,
    /// Rows a page, 1 to 100 (default 20).
    pub per_page: String,
}

/// Conditions of the work list, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFilter {
    /// Tab.
    pub tab: Tab,
    /// Org unit and everything below it.
    pub org: Option<OrgUnitId>,
    /// Kind.
    pub kind: Option<AccountKind>,
    /// Status.
    pub status: Option<Status>,
    /// A function.
    pub function: Option<Function>,
    /// Whether it speaks for a government.
    pub represents_government: Option<bool>,
    /// The identifier or its beginning.
    pub identifier: Option<String>,
    /// Part of the name.
    pub name: Option<String>,
    /// Part of the platform's ID or of the link.
    pub link: Option<String>,
    /// Created at or after.
    pub created_from: Option<OffsetDateTime>,
    /// Created before.
    pub created_before: Option<OffsetDateTime>,
    /// Last changed at or after.
    pub modified_from: Option<OffsetDateTime>,
    /// Last changed before.
    pub modified_before: Option<OffsetDateTime>,
    /// How long it must have waited.
    pub waiting: WaitingFilter,
    /// Order.
    pub sort: Sort,
    /// Page.
    pub paging: Paging,
}

impl AccountFilter {
    /// Whether only conditions are set that the maintained counts know: org unit, kind, status.
    pub fn is_counted(&self) -> bool {
        self.tab == Tab::Submitted
            && self.function.is_none()
            && self.represents_government.is_none()
            && self.identifier.is_none()
            && self.name.is_none()
            && self.link.is_none()
            && self.created_from.is_none()
            && self.created_before.is_none()
            && self.modified_from.is_none()
            && self.modified_before.is_none()
            && !self.only_waiting()
    }

    /// Whether nothing but texts is asked for.
    pub fn is_only_texts(&self) -> bool {
        let without = Self {
            name: None,
            link: None,
            ..self.clone()
        };
        without.is_counted() && self.status.is_none() && self.kind.is_none()
    }

    /// Whether only what waits for a decision is listed. By waiting time nothing else can be
    /// ordered, except where a tab has nothing that waits.
    pub fn only_waiting(&self) -> bool {
        self.waiting.is_set()
            || (self.tab == Tab::Submitted && self.sort.column == SortColumn::StepSince)
    }
}

impl AccountQuery {
    /// Checks the conditions.
    ///
    /// # Errors
    /// All parameters that cannot be read, with what is expected.
    pub fn parse(&self) -> Result<AccountFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let filter = AccountFilter {
            tab: choice(e, "/tab", &self.tab, Tab::from_wire).unwrap_or_default(),
            org: choice(e, "/org", &self.org, |s| {
                s.parse().ok().filter(|&n| n > 0).map(OrgUnitId)
            }),
            kind: choice(e, "/kind", &self.kind, AccountKind::from_wire),
            status: choice(e, "/status", &self.status, |s| {
                Status::from_wire(s).filter(|&s| s != Status::Deleted)
            }),
            function: choice(e, "/function", &self.function, Function::from_wire),
            represents_government: choice(
                e,
                "/represents_government",
                &self.represents_government,
                |s| s.parse().ok(),
            ),
            identifier: choice(e, "/identifier", &self.identifier, |s| {
                (s.len() <= 16 && s.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| s.into())
            }),
            name: term(e, "/name", "名称", &self.name),
            link: term(e, "/link", "账号 ID 或链接", &self.link).map(|t| link::search_term(&t)),
            created_from: day(e, "/created_from", &self.created_from).map(start_of_day),
            created_before: day_after(e, "/created_to", &self.created_to),
            modified_from: day(e, "/modified_from", &self.modified_from).map(start_of_day),
            modified_before: day_after(e, "/modified_to", &self.modified_to),
            waiting: WaitingFilter::parse(e, &self.waiting_min, &self.overdue),
            sort: choice(e, "/sort", &self.sort, Sort::parse).unwrap_or_default(),
            paging: Paging::parse(&self.page, &self.per_page, e),
        };
        errors.into_result().map(|()| filter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn nothing_said_is_the_first_page_newest_first() {
        let filter = AccountQuery::default().parse().unwrap();
        assert_eq!(
            filter.paging,
            Paging {
                page: 1,
                per_page: 20
            }
        );
        assert_eq!(filter.sort, Sort::default());
        assert!(filter.is_counted());
    }

    #[test]
    fn days_include_their_last_moment_in_china() {
        let query = AccountQuery {
            modified_from: "2026-11-01".into(),
            modified_to: "2026-11-01".into(),
            ..AccountQuery::default()
        };
        let filter = query.parse().unwrap();
        assert_eq!(filter.modified_from, Some(datetime!(2026-10-31 16:00 UTC)));
        assert_eq!(
            filter.modified_before,
            Some(datetime!(2026-11-01 16:00 UTC))
        );
        assert!(!filter.is_counted());
    }

    #[test]
    fn waiting_is_asked_for_in_days_and_by_the_limit() {
        let read = |min: &str, overdue: &str, sort: &str| {
            let query = AccountQuery {
                waiting_min: min.into(),
                overdue: overdue.into(),
                sort: sort.into(),
                ..AccountQuery::default()
            };
            query.parse().unwrap()
        };
        let long = read("3", "false", "");
        assert_eq!((long.waiting.min, long.waiting.overdue), (Some(3), false));
        assert!(long.only_waiting() && !long.is_counted());
        assert!(read("", "true", "").only_waiting());
        assert!(read("", "", "-step_since").only_waiting());
        assert!(read("", "false", "-created_at").is_counted());
    }

    #[test]
    fn every_bad_parameter_is_named() {
        let query = AccountQuery {
            tab: "x".into(),
            org: "99999999999999999999".into(),
            kind: "fax".into(),
            status: "gone".into(),
            represents_government: "maybe".into(),
            identifier: "' OR 1".into(),
            name: "x".repeat(10_000),
            created_from: "2026-02-30".into(),
            waiting_min: "0".into(),
            overdue: "late".into(),
            sort: "password".into(),
            page: "0".into(),
            per_page: "101".into(),
            ..AccountQuery::default()
        };
        let errors = query.parse().unwrap_err();
        let at: Vec<_> = errors.0.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(
            at,
            [
                "/tab",
                "/org",
                "/kind",
                "/status",
                "/represents_government",
                "/identifier",
                "/name",
                "/created_from",
                "/waiting_min",
                "/overdue",
                "/sort",
                "/page",
                "/per_page"
            ]
        );
    }
}
