use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The rows of this page; empty beyond the end.
    pub items: Vec<T>,
    /// Number of this page, from 1.
    pub page: u32,
    /// Rows a page, at most 100.
    pub per_page: u32,
    /// Rows in all that the conditions find.
    pub total: u64,
}

impl<T> Page<T> {
    /// The same page with each row mapped.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        let Self {
            items,
            page,
            per_page,
            total,
        } = self;
        Page {
            items: items.into_iter().map(f).collect(),
            page,
            per_page,
            total,
        }
    }

    /// Number of pages, at least 1.
    pub fn pages(&self) -> u64 {
        self.total.div_ceil(u64::from(self.per_page.max(1))).max(1)
    }
}
