//! Query of the calendar.

use serde::{Deserialize, Serialize};

use super::parse::choice;
use crate::error::FieldErrors;

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
