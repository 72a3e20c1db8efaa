//! Query of a list in the URL, so that it can be bookmarked and shared.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use nmrs_domain::duplicates::DuplicateQuery;
use nmrs_domain::log::EventQuery;
use nmrs_domain::query::{DEFAULT_PER_PAGE, MessageQuery, ReportingUnitQuery};
use serde::Serialize;

use crate::api::path_with;

/// Query of a list that is returned in pages.
pub trait Paginated: Clone + PartialEq + Serialize + Send + Sync + 'static {
    /// Page number and page size as they are in the URL.
    fn paging(&self) -> (&str, &str);
    fn paging_mut(&mut self) -> (&mut String, &mut String);

    /// Effective page number, from 1.
    fn page(&self) -> u32 {
        self.paging().0.trim().parse().unwrap_or(1).max(1)
    }

    fn per_page(&self) -> u32 {
        let per_page = self.paging().1.trim();
        per_page.parse().unwrap_or(DEFAULT_PER_PAGE)
    }

    #[must_use]
    fn with_page_number(mut self, page: u32) -> Self {
        // The first page is the default.
        *self.paging_mut().0 = if page > 1 {
            page.to_string()
        } else {
            String::new()
        };
        self
    }

    /// Another page size, from the first page.
    #[must_use]
    fn with_page_size(self, per_page: u32) -> Self {
        let mut first = self.with_page_number(1);
        *first.paging_mut().1 = per_page.to_string();
        first
    }
}

macro_rules! paginated {
    ($($query:ty),+) => {$(
        impl Paginated for $query {
            fn paging(&self) -> (&str, &str) {
                (&self.page, &self.per_page)
            }

            fn paging_mut(&mut self) -> (&mut String, &mut String) {
                (&mut self.page, &mut self.per_page)
            }
        }
    )+};
}

paginated!(DuplicateQuery, EventQuery, MessageQuery, ReportingUnitQuery);

/// Query of a list in the URL of its page.
pub struct ListQuery<Q: Paginated> {
    pub query: Memo<Q>,
    pub go: Callback<Q>,
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "the derive would require a `Copy` query"
)]
impl<Q: Paginated> Clone for ListQuery<Q> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: Paginated> Copy for ListQuery<Q> {}

impl<Q: Paginated> ListQuery<Q> {
    /// Reads the query from the URL of the page at `path` with `read`.
    pub fn at(
        path: impl Into<String>,
        read: impl Fn(&dyn Fn(&str) -> Option<String>) -> Q + Send + Sync + 'static,
        options: NavigateOptions,
    ) -> Self {
        let path = path.into();
        let params = use_query_map();
        let navigate = use_navigate();
        Self {
            query: Memo::new(move |_| params.with(|params| read(&|name| params.get(name)))),
            go: Callback::new(move |query: Q| navigate(&path_with(&path, &query), options.clone())),
        }
    }

    pub fn page(self) -> Signal<u32> {
        Signal::derive(move || self.query.with(Q::page))
    }

    pub fn per_page(self) -> Signal<u32> {
        Signal::derive(move || self.query.with(Q::per_page))
    }

    pub fn on_page(self) -> Callback<u32> {
        Callback::new(move |page| {
            self.go
                .run(self.query.get_untracked().with_page_number(page));
        })
    }

    pub fn on_per_page(self) -> Callback<u32> {
        Callback::new(move |per_page| {
            self.go
                .run(self.query.get_untracked().with_page_size(per_page));
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn query(page: &str, per_page: &str) -> ReportingUnitQuery {
        ReportingUnitQuery {
            name: "公安".into(),
            page: page.into(),
            per_page: per_page.into(),
            ..ReportingUnitQuery::default()
        }
    }

    #[test]
    fn an_invalid_page_number_is_the_first_page() {
        for (page, expected) in [("3", 3), (" 3 ", 3), ("0", 1), ("x", 1), ("", 1)] {
            assert_eq!(query(page, "x").page(), expected, "{page}");
        }
        assert_eq!(query("", "x").per_page(), DEFAULT_PER_PAGE);
        assert_eq!(query("", "50").per_page(), 50);
    }

    #[test]
    fn another_page_keeps_the_query() {
        let list = query("3", "50");
        assert_eq!(list.clone().with_page_number(4), query("4", "50"));
        assert_eq!(list.clone().with_page_number(1), query("", "50"));
        assert_eq!(list.with_page_size(100), query("", "100"));
    }
}
