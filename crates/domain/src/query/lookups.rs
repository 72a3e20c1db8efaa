//! Queries of calls that return no list.

use serde::{Deserialize, Serialize};

use super::parse::choice;
use crate::error::FieldErrors;
use crate::kind::AccountKind;

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

/// The query string of a deletion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct VersionQuery {
    /// The version that was read.
    pub version: i64,
}
