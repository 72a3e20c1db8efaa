//! Conditions of the rows of an import.

use serde::{Deserialize, Serialize};

use super::{Paging, choice};
use crate::error::FieldErrors;

/// The query string of `GET /accounts/imports/{id}/rows`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct ImportRowQuery {
    /// `errors` or `warnings`; `all` or nothing for every row. Rows that are left out are among all
    /// rows only.
    pub only: String,
    /// Page, from 1.
    pub page: String,
    /// Rows a page, 1 to 100 (default 20).
    pub per_page: String,
}

/// Which rows of an import are listed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ImportRows {
    /// Every one.
    #[default]
    All,
    /// Those that cannot be submitted as they are.
    Errors,
    /// Those with something to look at.
    Warnings,
}

impl ImportRowQuery {
    /// Checks the conditions.
    ///
    /// # Errors
    /// All parameters that cannot be read.
    pub fn parse(&self) -> Result<(ImportRows, Paging), FieldErrors> {
        let mut errors = FieldErrors::default();
        let only = choice(&mut errors, "/only", &self.only, |only| match only {
            "all" => Some(ImportRows::All),
            "errors" => Some(ImportRows::Errors),
            "warnings" => Some(ImportRows::Warnings),
            _ => None,
        });
        let paging = Paging::parse(&self.page, &self.per_page, &mut errors);
        errors
            .into_result()
            .map(|()| (only.unwrap_or_default(), paging))
    }
}
