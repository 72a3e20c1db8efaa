use serde::{Deserialize, Serialize};

use crate::columns::Column;

/// How a user wants to see the work list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkListPreferences {
    /// The columns, in their order. Columns that are not named come last, as they are at first.
    pub columns: Vec<ColumnChoice>,
    /// How close the rows stand.
    pub density: Density,
    /// Rows a page, 1 to 100.
    #[cfg_attr(feature = "openapi", schema(example = 20, minimum = 1, maximum = 100))]
    pub per_page: u32,
}

/// A column, and whether it is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// The column.
    pub column: Column,
    /// Whether it is shown; `name` and `identifier` always are.
    pub visible: bool,
}

/// How close the rows of a list stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Density {
    /// 标准
    #[default]
    Comfortable,
    /// 紧凑: more rows on a screen.
    Compact,
}
