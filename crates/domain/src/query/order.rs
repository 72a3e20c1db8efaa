//! Order of a list.

/// Column by which a list is ordered; ties are broken by the key, in the same direction.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    strum::EnumCount,
    strum::VariantArray,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[strum(serialize_all = "snake_case")]
pub enum SortColumn {
    /// Time of the last change.
    #[default]
    ModifiedAt,
    /// Time of creation.
    CreatedAt,
    /// Start of the current step.
    StepSince,
}

/// Order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    /// Column that determines the order.
    pub column: SortColumn,
    /// True for the largest value first.
    pub descending: bool,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            column: SortColumn::ModifiedAt,
            descending: true,
        }
    }
}

impl Sort {
    /// Parses a column name, with a leading `-` for descending order (`-modified_at`).
    pub fn parse(raw: &str) -> Option<Self> {
        let (descending, name) = match raw.strip_prefix('-') {
            Some(name) => (true, name),
            None => (false, raw),
        };
        SortColumn::from_wire(name).map(|column| Self { column, descending })
    }
}

wire_names!(SortColumn);
