//! Conditions of the other lists and calls.

use serde::{Deserialize, Serialize};

use super::{Paging, WaitingFilter, choice};
use crate::actor::Branch;
use crate::error::FieldErrors;
use crate::kind::AccountKind;
use crate::status::ApplicationKind;

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

/// The query string of `GET /accounts/import-template`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct TemplateQuery {
    /// `local` (地区) or `ministry` (部委); the caller's own branch when not given.
    pub branch: String,
}

impl TemplateQuery {
    /// The branch, if one is given.
    ///
    /// # Errors
    /// When there is no template of that name.
    pub fn parse(&self) -> Result<Option<Branch>, FieldErrors> {
        let mut errors = FieldErrors::default();
        let branch = choice(&mut errors, "/branch", &self.branch, |s| {
            Branch::from_wire(s).filter(|&branch| branch != Branch::Central)
        });
        errors.into_result().map(|()| branch)
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
