//! Queries of calls that do not return a list.

use serde::{Deserialize, Serialize};

use super::parse::choice;
use crate::error::FieldErrors;
use crate::kind::AccountKind;

/// The query string of `GET /calendar`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(default, deny_unknown_fields)]
pub struct CalendarQuery {
    /// Year, 1970 to 2999; defaults to the current year.
    pub year: String,
}

impl CalendarQuery {
    /// Returns the year, if present.
    ///
    /// # Errors
    /// The year is not a number from 1970 to 2999.
    pub fn parse(&self) -> Result<Option<i32>, FieldErrors> {
        let mut errors = FieldErrors::default();
        let year = choice(&mut errors, "/year", &self.year, |s| {
            s.parse().ok().filter(|year| (1970..=2999).contains(year))
        });
        errors.into_result().map(|()| year)
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
    /// Platform ID, entered by hand.
    #[serde(default)]
    pub external_id: String,
    /// Name of the platform.
    #[serde(default)]
    pub platform_name: String,
    /// Id of the account that is being changed, whose own identity is not a conflict.
    #[serde(default)]
    pub except: Option<i64>,
}

/// The query string of a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct VersionQuery {
    /// Version, as last read.
    pub version: i64,
}
