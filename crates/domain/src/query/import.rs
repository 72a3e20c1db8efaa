//! Queries of imports: the template and the rows.

use serde::{Deserialize, Serialize};

use super::parse::choice;
use super::{Paging, list_query};
use crate::actor::Branch;
use crate::error::FieldErrors;

list_query! {
    /// The query string of `GET /accounts/imports/{id}/rows`.
    ImportRowQuery {
        /// `errors`, `warnings`, or `all` (default) for every row. Skipped rows are listed with
        /// `all` only.
        only,
    }
}

/// Filter of the rows of an import.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum ImportRows {
    /// All rows.
    #[default]
    All,
    /// Rows that cannot be submitted.
    Errors,
    /// Rows with warnings.
    Warnings,
}

impl ImportRowQuery {
    /// Checks the query.
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

/// The query string of `GET /accounts/import-template`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct TemplateQuery {
    /// `local` (地区) or `ministry` (部委); defaults to the caller's own branch.
    pub branch: String,
}

impl TemplateQuery {
    /// Returns the branch, if present.
    ///
    /// # Errors
    /// No branch has that name.
    pub fn parse(&self) -> Result<Option<Branch>, FieldErrors> {
        let mut errors = FieldErrors::default();
        let branch = choice(&mut errors, "/branch", &self.branch, |s| {
            Branch::from_wire(s).filter(|&branch| branch != Branch::Central)
        });
        errors.into_result().map(|()| branch)
    }
}
