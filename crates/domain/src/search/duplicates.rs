//! Query of possible duplicates: similar accounts of different units.

use serde::{Deserialize, Serialize};

use crate::error::FieldErrors;
use crate::query::{Paging, choice, list_query};

/// Property in which possible duplicates agree.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum DuplicateCriterion {
    /// Nearly the same name on the same platform.
    #[default]
    Name,
    /// Nearly the same link, on any platform.
    Link,
}

impl DuplicateCriterion {
    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Name => "名称相近",
            Self::Link => "链接相近",
        }
    }
}

list_query! {
    /// The query string of `GET /accounts/duplicates`.
    DuplicateQuery {
        /// `name` (default): nearly the same name on the same platform; `link`: nearly the same link.
        by,
    }
}

impl DuplicateQuery {
    /// Checks the query.
    ///
    /// # Errors
    /// All parameters that cannot be read.
    pub fn parse(&self) -> Result<(DuplicateCriterion, Paging), FieldErrors> {
        let mut errors = FieldErrors::default();
        let by =
            choice(&mut errors, "/by", &self.by, DuplicateCriterion::from_wire).unwrap_or_default();
        let paging = Paging::parse(&self.page, &self.per_page, &mut errors);
        errors.into_result().map(|()| (by, paging))
    }
}

wire_names!(DuplicateCriterion);
