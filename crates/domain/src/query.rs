//! Conditions of a list: from query strings to what the database is asked.

use serde::{Deserialize, Serialize};
use time::{Date, OffsetDateTime};

use crate::account::Function;
use crate::calendar::{parse_day, start_of_day};
use crate::error::FieldErrors;
use crate::ids::OrgUnitId;
use crate::kind::AccountKind;
use crate::link;
use crate::status::{ApplicationKind, Status};
use crate::text;

/// Most rows a page.
pub const MAX_PER_PAGE: u32 = 100;
/// Rows a page when nothing is said.
pub const DEFAULT_PER_PAGE: u32 = 20;
/// The last page that can be asked for; beyond it a filter helps more than a page number.
pub const MAX_PAGE: u32 = 1_000_000;
/// Most characters of a text that is searched for.
pub const MAX_TERM: usize = 100;

/// Tab of the work list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Tab {
    /// 已提交: all but drafts.
    #[default]
    Submitted,
    /// 未提交: drafts.
    Drafts,
    /// 待审核: waiting for the caller's decision.
    ToReview,
    /// 被驳回: rejected and the caller's to handle.
    Rejected,
}

impl Tab {
    /// The name in queries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Drafts => "drafts",
            Self::ToReview => "to_review",
            Self::Rejected => "rejected",
        }
    }

    /// As users read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Submitted => "已提交",
            Self::Drafts => "未提交",
            Self::ToReview => "待审核",
            Self::Rejected => "被驳回",
        }
    }

    /// The tab with this wire name.
    pub fn from_wire(wire: &str) -> Option<Self> {
        [
            Self::Submitted,
            Self::Drafts,
            Self::ToReview,
            Self::Rejected,
        ]
        .into_iter()
        .find(|t| t.as_str() == wire)
    }
}

/// The query string of `GET /accounts`; empty values count as absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
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

/// Column by which a list is ordered; ties are broken by the key, in the same direction.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub enum SortColumn {
    /// When it last changed.
    #[default]
    ModifiedAt,
    /// When it was first stored.
    CreatedAt,
    /// Since when it has been in its present step.
    StepSince,
}

impl SortColumn {
    /// Every column by which a list can be ordered.
    pub const ALL: [Self; 3] = [Self::ModifiedAt, Self::CreatedAt, Self::StepSince];

    /// The name in queries.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ModifiedAt => "modified_at",
            Self::CreatedAt => "created_at",
            Self::StepSince => "step_since",
        }
    }

    /// The column with this wire name.
    pub fn from_wire(wire: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|c| c.as_str() == wire)
    }
}

/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// By what.
    pub column: SortColumn,
    /// Largest first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            column: SortColumn::ModifiedAt,
            descending: true,
        }
    }
}

impl Sort {
    /// Reads `-modified_at` and its like.
    pub fn parse(raw: &str) -> Option<Self> {
        let (descending, name) = match raw.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, raw),
        };
        SortColumn::from_wire(name).map(|column| Self { column, descending })
    }
}

/// Which page, and how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paging {
    /// Page, from 1.
    pub page: u32,
    /// Rows a page.
    pub per_page: u32,
}

impl Paging {
    /// Rows before this page.
    pub fn offset(self) -> u64 {
        u64::from(self.page.saturating_sub(1)) * u64::from(self.per_page)
    }

    /// Reads `page` and `per_page`; empty ones have their defaults.
    pub fn parse(page: &str, per_page: &str, errors: &mut FieldErrors) -> Self {
        let mut number = |at: &str, raw: &str, default, max| match raw {
            "" => default,
            raw => match raw.parse::<u32>() {
                Ok(n) if (1..=max).contains(&n) => n,
                _ => {
                    errors.push(at, format!("应为 1 至 {max} 的整数"));
                    default
                }
            },
        };
        Self {
            page: number("/page", page, 1, MAX_PAGE),
            per_page: number("/per_page", per_page, DEFAULT_PER_PAGE, MAX_PER_PAGE),
        }
    }
}

/// The longest wait that can be asked for, in working days.
pub const MAX_WAITING: u32 = 1000;

/// How long something must have waited for a decision.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct WaitingFilter {
    /// At least so many working days.
    pub min: Option<u32>,
    /// Beyond the limit.
    pub overdue: bool,
    /// What both come to by the calendar: it must have waited since before this moment. Not read
    /// from the query; whoever has the calendar sets it.
    pub begun_before: Option<OffsetDateTime>,
}

impl WaitingFilter {
    /// Whether it asks for anything.
    pub const fn is_set(&self) -> bool {
        self.min.is_some() || self.overdue
    }

    fn parse(errors: &mut FieldErrors, min: &str, overdue: &str) -> Self {
        let min = match min.trim() {
            "" => None,
            raw => {
                let days = raw.parse().ok().filter(|n| (1..=MAX_WAITING).contains(n));
                if days.is_none() {
                    errors.push("/waiting_min", format!("应为 1 至 {MAX_WAITING} 的整数"));
                }
                days
            }
        };
        Self {
            min,
            overdue: choice(errors, "/overdue", overdue, |s| s.parse().ok()).unwrap_or(false),
            begun_before: None,
        }
    }
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
                Status::from_wire(s).filter(|&s| s != Status::Gone)
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

pub(crate) fn choice<T>(
    errors: &mut FieldErrors,
    at: &str,
    raw: &str,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let raw = raw.trim();
    if raw.is_empty() {
        return None;
    }
    let value = read(raw);
    if value.is_none() {
        errors.push(at, "没有这个取值，请对照接口文档");
    }
    value
}

pub(crate) fn term(
    errors: &mut FieldErrors,
    at: &str,
    label: &'static str,
    raw: &str,
) -> Option<String> {
    errors
        .take(at, text::optional_line(label, max_term(at), raw))
        .flatten()
}

/// A link is searched for as a whole, and links are long.
fn max_term(at: &str) -> usize {
    if at == "/link" {
        link::MAX_URL
    } else {
        MAX_TERM
    }
}

pub(crate) fn day(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<Date> {
    let raw = raw.trim();
    if raw.is_empty() {
        return None;
    }
    let date = parse_day(raw);
    if date.is_none() {
        errors.push(at, "日期应为 2026-11-01 的形式，并确实存在");
    }
    date
}

pub(crate) fn day_after(errors: &mut FieldErrors, at: &str, raw: &str) -> Option<OffsetDateTime> {
    day(errors, at, raw)
        .and_then(Date::next_day)
        .map(start_of_day)
}

/// The query string of `GET /reviews`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ReviewQuery {
    /// `add`, `modify`, `close` or `restore`.
    pub kind: String,
    /// Waits since at least so many working days, 1 to 1000.
    pub waiting_min: String,
    /// `true`: waits beyond the limit.
    pub overdue: String,
    /// `step_since` (default, longest waiting first) or `-step_since`.
    pub sort: String,
    /// Page, from 1.
    pub page: String,
    /// Rows a page, 1 to 100 (default 20).
    pub per_page: String,
}

/// Conditions of the queue, checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReviewFilter {
    /// What is asked for.
    pub kind: Option<ApplicationKind>,
    /// How long it must have waited.
    pub waiting: WaitingFilter,
    /// Shortest waiting first.
    pub newest_first: bool,
    /// Page.
    pub paging: Paging,
}

impl ReviewQuery {
    /// Checks the conditions.
    ///
    /// # Errors
    /// All parameters that cannot be read.
    pub fn parse(&self) -> Result<ReviewFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let filter = ReviewFilter {
            kind: choice(e, "/kind", &self.kind, ApplicationKind::from_wire),
            waiting: WaitingFilter::parse(e, &self.waiting_min, &self.overdue),
            newest_first: choice(e, "/sort", &self.sort, |s| match s {
                "step_since" => Some(false),
                "-step_since" => Some(true),
                _ => None,
            })
            .unwrap_or(false),
            paging: Paging::parse(&self.page, &self.per_page, e),
        };
        errors.into_result().map(|()| filter)
    }
}

/// The query string of `GET /reporting-units`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ReportingUnitQuery {
    /// Key of an org unit; units at it or below.
    pub org: String,
    /// The code or its beginning.
    pub code: String,
    /// Part of the full name.
    pub name: String,
    /// Page, from 1.
    pub page: String,
    /// Rows a page, 1 to 100 (default 20).
    pub per_page: String,
}

/// Conditions of the list of reporting units, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingUnitFilter {
    /// Org unit and everything below it.
    pub org: Option<OrgUnitId>,
    /// The code or its beginning.
    pub code: Option<String>,
    /// Part of the full name.
    pub name: Option<String>,
    /// Page.
    pub paging: Paging,
}

impl ReportingUnitQuery {
    /// Checks the conditions.
    ///
    /// # Errors
    /// All parameters that cannot be read.
    pub fn parse(&self) -> Result<ReportingUnitFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let filter = ReportingUnitFilter {
            org: choice(e, "/org", &self.org, |s| {
                s.parse().ok().filter(|&n| n > 0).map(OrgUnitId)
            }),
            code: choice(e, "/code", &self.code, |s| {
                (s.len() <= 10 && s.bytes().all(|b| b.is_ascii_alphanumeric())).then(|| s.into())
            }),
            name: term(e, "/name", "单位全称", &self.name),
            paging: Paging::parse(&self.page, &self.per_page, e),
        };
        errors.into_result().map(|()| filter)
    }
}

/// The query string of `GET /org-units`: one of the two, or nothing for the caller's own unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct OrgUnitQuery {
    /// Key of the org unit whose children are asked for.
    pub parent: String,
    /// Code of one org unit.
    pub code: String,
}

/// The query string of `GET /accounts/identity-check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct IdentityQuery {
    /// Kind of account.
    pub kind: AccountKind,
    /// Link.
    #[serde(default)]
    pub url: String,
    /// The platform's ID, entered by hand.
    #[serde(default)]
    pub external_id: String,
    /// Name of the platform.
    #[serde(default)]
    pub platform_name: String,
    /// The account that is being changed, which may keep its own identity.
    #[serde(default)]
    pub except: Option<i64>,
}

/// The query string of `GET /messages`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct MessageQuery {
    /// `true`: only those that were not read.
    pub unread: String,
    /// Page, from 1.
    pub page: String,
    /// Rows a page, 1 to 100 (default 20).
    pub per_page: String,
}

impl MessageQuery {
    /// Checks the conditions: whether only unread ones, and the page.
    ///
    /// # Errors
    /// All parameters that cannot be read.
    pub fn parse(&self) -> Result<(bool, Paging), FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let unread = choice(e, "/unread", &self.unread, |s| s.parse().ok()).unwrap_or(false);
        let paging = Paging::parse(&self.page, &self.per_page, e);
        errors.into_result().map(|()| (unread, paging))
    }
}

/// The query string of `GET /calendar`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct CalendarQuery {
    /// The year, 1970 to 2999; the present one when not given.
    pub year: String,
}

impl CalendarQuery {
    /// The year, if one is given.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn parse(&self) -> Result<Option<i32>, FieldErrors> {
        let mut errors = FieldErrors::default();
        let year = choice(&mut errors, "/year", &self.year, |s| {
            s.parse().ok().filter(|year| (1970..=2999).contains(year))
        });
        errors.into_result().map(|()| year)
    }
}

/// The query string of a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct VersionQuery {
    /// The version that was read.
    pub version: i64,
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
