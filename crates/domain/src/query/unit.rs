//! Conditions of the lists of units.

use serde::{Deserialize, Serialize};

use super::{Paging, choice, term};
use crate::error::FieldErrors;
use crate::ids::OrgUnitId;

/// The query string of `GET /reporting-units`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams, utoipa::ToSchema), into_params(parameter_in = Query))]
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
