//! Query of a list in the URL, so that it can be bookmarked and shared.

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use nmrs_domain::query::{DEFAULT_PER_PAGE, QueryParams};

/// Paging of a query in the URL, and its path.
pub trait Paginated: QueryParams {
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
        let page = if page > 1 {
            page.to_string()
        } else {
            String::new()
        };
        self.set_param("page", page);
        self
    }

    /// Another page size, from the first page.
    #[must_use]
    fn with_page_size(self, per_page: u32) -> Self {
        let mut first = self.with_page_number(1);
        first.set_param("per_page", per_page.to_string());
        first
    }

    /// Path with the parameters that are not empty, and `more` after them.
    fn path(&self, path: &str, more: &[(&str, &str)]) -> String {
        let params = self.params().into_iter().chain(more.iter().copied());
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        for (name, value) in params.filter(|(_, value)| !value.trim().is_empty()) {
            pairs.append_pair(name, value.trim());
        }
        let pairs = pairs.finish();
        if pairs.is_empty() {
            path.to_owned()
        } else {
            format!("{path}?{pairs}")
        }
    }
}

impl<Q: QueryParams> Paginated for Q {}

/// Query of a list in the URL of its page.
pub struct ListQuery<Q: QueryParams> {
    pub query: Memo<Q>,
    pub go: Callback<Q>,
}

#[expect(
    clippy::expl_impl_clone_on_copy,
    reason = "the derive would require a `Copy` query"
)]
impl<Q: QueryParams> Clone for ListQuery<Q> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<Q: QueryParams> Copy for ListQuery<Q> {}

impl<Q: QueryParams> ListQuery<Q> {
    /// Reads the query from the URL of the page at `path`.
    pub fn at(path: impl Into<String>, options: NavigateOptions) -> Self {
        let path = path.into();
        let params = use_query_map();
        let navigate = use_navigate();
        Self {
            query: Memo::new(move |_| {
                params.with(|params| Q::from_params(|name| params.get(name)))
            }),
            go: Callback::new(move |query: Q| navigate(&query.path(&path, &[]), options.clone())),
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
    use nmrs_domain::query::{AccountQuery, ReportingUnitQuery};

    #[test]
    fn a_path_has_the_parameters_that_are_set_and_escapes_them() {
        assert_eq!(AccountQuery::default().path("/accounts", &[]), "/accounts");
        let query = AccountQuery {
            name: " a&b=c 海 ".into(),
            ..AccountQuery::default()
        };
        assert_eq!(
            query.path("/accounts", &[("review", "7")]),
            "/accounts?name=a%26b%3Dc+%E6%B5%B7&review=7"
        );
    }

    #[test]
    fn every_parameter_survives_the_url() {
        let mut query = AccountQuery::default();
        let names: Vec<_> = query.params().iter().map(|(name, _)| *name).collect();
        for name in &names {
            query.set_param(name, format!("{name} &=海"));
        }
        let path = query.path("", &[("review", "1")]);
        let pairs: Vec<_> = url::form_urlencoded::parse(&path.as_bytes()[1..]).collect();
        let again = AccountQuery::from_params(|name| {
            let pair = pairs.iter().find(|(key, _)| key == name);
            pair.map(|(_, value)| value.clone().into_owned())
        });
        assert_eq!(again, query);
    }

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
