//! Queries of imports: the template and the rows.

use serde::{Deserialize, Serialize};

use super::parse::choice;
use super::{Paging, list_query};
use crate::actor::Branch;
use crate::error::FieldErrors;

list_query! {
    /// The query string of `GET /accounts/imports/{id}/rows`.
    ImportRowQuery {
        /// `errors` or `warnings`; `all` or nothing for every row. Rows that are left out are among all
        /// rows only.
        only,
    }
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
