//! Queries of the lists of units.

use serde::{Deserialize, Serialize};

use super::parse::{id, prefix, term};
use super::{Paging, list_query};
use crate::error::FieldErrors;
use crate::values::identifiers::ReportingUnitCode;
use crate::values::ids::OrgUnitId;

list_query! {
    /// The query string of `GET /reporting-units`.
    ReportingUnitQuery {
        /// Key of an org unit; reporting units at it or below.
        org,
        /// Code, whole or its beginning.
        code,
        /// Part of the full name.
        name,
    }
}

/// Checked query of the list of reporting units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportingUnitFilter {
    /// Org unit; includes all units below it.
    pub org: Option<OrgUnitId>,
    /// Code, whole or its beginning.
    pub code: Option<String>,
    /// Part of the full name.
    pub name: Option<String>,
    /// Page.
    pub paging: Paging,
}

impl ReportingUnitQuery {
    /// Checks the query.
    ///
    /// # Errors
    /// All parameters that cannot be read.
    pub fn parse(&self) -> Result<ReportingUnitFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let filter = ReportingUnitFilter {
            org: id(OrgUnitId)(e, "/org", &self.org),
            code: prefix(ReportingUnitCode::LENGTH)(e, "/code", &self.code),
            name: term("单位全称")(e, "/name", &self.name),
            paging: Paging::parse(&self.page, &self.per_page, e),
        };
        errors.into_result().map(|()| filter)
    }
}

/// The query string of `GET /org-units`: `parent` or `code`; without both, the caller's own unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct OrgUnitQuery {
    /// Key of the org unit whose children are listed.
    pub parent: String,
    /// Code of one org unit.
    pub code: String,
}
