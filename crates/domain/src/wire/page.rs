use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// Rows of this page; empty after the last page.
    pub items: Vec<T>,
    /// Number of this page, from 1.
    pub page: u32,
    /// Rows per page, at most 100.
    pub per_page: u32,
    /// Total number of matching rows.
    pub total: u64,
    /// `false` if there are more rows than `total`: matches of a text search across the country are
    /// counted up to 10,000. Further pages can still be requested.
    #[serde(default = "exact")]
    pub total_exact: bool,
}

/// Default of `exact`: true.
const fn exact() -> bool {
    true
}

impl<T> Page<T> {
    /// Returns the page with each row mapped.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        let Self {
            items,
            page,
            per_page,
            total,
            total_exact,
        } = self;
        Page {
            items: items.into_iter().map(f).collect(),
            page,
            per_page,
            total,
            total_exact,
        }
    }

    /// Returns the number of pages, at least 1.
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(u64::from(self.per_page.max(1))).max(1)
    }
}
