//! State of the work list in the URL: the query of `GET /accounts`, and the review that is open.

use nmrs_domain::query::{AccountQuery, Filter, FilterControl, QueryParams as _, Tab};

use crate::lists::Paginated as _;

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ListUrl {
    pub(crate) query: AccountQuery,
    pub(crate) review: Option<i64>,
}

impl ListUrl {
    pub(crate) fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let review = get("review").and_then(|id| id.parse().ok());
        Self {
            query: AccountQuery::from_params(get),
            review,
        }
    }

    pub(crate) fn path(&self) -> String {
        let review = self.review.map(|review| review.to_string());
        let review = review.as_deref().map(|review| ("review", review));
        self.query.path("/accounts", review.as_slice())
    }

    /// Returns the tab; an unknown one is the first.
    pub(crate) fn tab(query: &AccountQuery) -> Tab {
        Tab::from_wire(query.tab.trim()).unwrap_or_default()
    }

    /// Replaces the filters and starts at the first page.
    pub(crate) fn with_filters(&self, filters: &AccountQuery) -> Self {
        let mut query = self.query.clone();
        for filter in Filter::ALL {
            filter.set(&mut query, filter.get(filters));
        }
        Self::first_page(query)
    }

    /// Removes every filter.
    pub(crate) fn reset(&self) -> Self {
        self.with_filters(&AccountQuery::default())
    }

    /// Changes the tab. Filters stay, but for the status, which belongs to the tab, and the wait
    /// where nothing waits.
    pub(crate) fn with_tab(&self, tab: Tab) -> Self {
        let mut query = self.query.clone();
        query.tab = if tab == Tab::default() {
            String::new()
        } else {
            tab.as_str().into()
        };
        let waits = matches!(tab, Tab::Submitted | Tab::ToReview);
        for filter in Filter::ALL {
            let stays = match filter.control() {
                FilterControl::Status => false,
                FilterControl::WorkingDays | FilterControl::Overdue => waits,
                _ => true,
            };
            if !stays {
                filter.set(&mut query, "");
            }
        }
        Self::first_page(query)
    }

    pub(crate) fn with_page(&self, page: u64) -> Self {
        let page = u32::try_from(page).unwrap_or(u32::MAX);
        Self {
            query: self.query.clone().with_page_number(page),
            review: None,
        }
    }

    /// Changes the page size and starts at the first page. Without one in the URL, the preference of
    /// each user counts.
    pub(crate) fn with_per_page(&self, per_page: u32) -> Self {
        Self {
            query: self.query.clone().with_page_size(per_page),
            review: None,
        }
    }

    pub(crate) fn with_sort(&self, sort: String) -> Self {
        let mut query = self.query.clone();
        query.sort = sort;
        Self::first_page(query)
    }

    /// Opens or closes a review over the list.
    pub(crate) fn with_review(&self, review: Option<i64>) -> Self {
        Self {
            query: self.query.clone(),
            review,
        }
    }

    fn first_page(query: AccountQuery) -> Self {
        Self {
            query: query.with_page_number(1),
            review: None,
        }
    }
}

/// Returns true if two queries have the same filters, whatever their page and order.
pub(crate) fn same_filters(a: &AccountQuery, b: &AccountQuery) -> bool {
    Filter::ALL
        .iter()
        .all(|filter| filter.get(a) == filter.get(b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_has_only_set_parameters_and_escapes_them() {
        assert_eq!(ListUrl::default().path(), "/accounts");
        let url = ListUrl {
            query: AccountQuery {
                name: " a&b=c 海 ".into(),
                ..AccountQuery::default()
            },
            review: Some(7),
        };
        assert_eq!(url.path(), "/accounts?name=a%26b%3Dc+%E6%B5%B7&review=7");
    }

    #[test]
    fn written_values_are_read_back() {
        let url = ListUrl::read(|name| match name {
            "review" => Some("12".into()),
            "unit" => Some(" 7 ".into()),
            _ => None,
        });
        assert_eq!((url.query.unit.as_str(), url.review), ("7", Some(12)));
        assert_eq!(url.path(), "/accounts?unit=7&review=12");
        assert_eq!(ListUrl::read(|_| Some("x".into())).review, None);
    }

    #[test]
    fn new_filters_start_at_the_first_page_and_keep_tab_and_order() {
        let url = ListUrl {
            query: AccountQuery {
                tab: "to_review".into(),
                sort: "created_at".into(),
                page: "9".into(),
                name: "旧".into(),
                ..AccountQuery::default()
            },
            review: Some(1),
        };
        let next = url.with_filters(&AccountQuery {
            name: " 新 ".into(),
            page: "3".into(),
            ..AccountQuery::default()
        });
        assert_eq!(next.query.name, "新");
        assert_eq!(next.query.page, "");
        assert_eq!(next.query.tab, "to_review");
        assert_eq!(next.query.sort, "created_at");
        assert_eq!(next.review, None);
        assert_eq!(url.reset().query.name, "");
        assert!(same_filters(&url.query, &url.with_page(2).query));
        assert!(!same_filters(&url.query, &next.query));
    }

    #[test]
    fn a_tab_drops_the_status_of_the_other_one() {
        let url = ListUrl {
            query: AccountQuery {
                status: "normal".into(),
                overdue: "true".into(),
                name: "发布".into(),
                ..AccountQuery::default()
            },
            review: None,
        };
        assert_eq!(url.with_tab(Tab::ToReview).query.overdue, "true");
        let drafts = url.with_tab(Tab::Drafts);
        assert_eq!(
            drafts.path(),
            "/accounts?tab=drafts&name=%E5%8F%91%E5%B8%83"
        );
        assert_eq!(drafts.with_tab(Tab::Submitted).query.tab, "");
    }
}
