use serde::{Deserialize, Serialize};

use crate::work_list::columns::Column;

/// Preferences of the work list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WorkListPreferences {
    /// Columns in order. Columns that are left out follow at the end, with their defaults.
    pub columns: Vec<ColumnChoice>,
    /// Row spacing.
    pub density: Density,
    /// Rows per page, 1 to 100.
    #[cfg_attr(feature = "openapi", schema(example = 20, minimum = 1, maximum = 100))]
    pub per_page: u32,
}

/// A column and its visibility.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ColumnChoice {
    /// The column.
    pub column: Column,
    /// True if the column is shown; `name` and `identifier` are always shown.
    pub visible: bool,
}

/// Row spacing of a list.
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
