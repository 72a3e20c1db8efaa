//! State of the work list in the URL, with the parameter names of the API.

use nmrs_domain::query::{AccountQuery, Tab};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Tab,
    Org,
    Kind,
    Status,
    Function,
    RepresentsGovernment,
    Identifier,
    Name,
    Link,
    CreatedFrom,
    CreatedTo,
    ModifiedFrom,
    ModifiedTo,
    WaitingMin,
    Overdue,
    Sort,
    Page,
    PerPage,
}

impl Field {
    /// All parameters in the order of the URL.
    pub(crate) const ALL: [Self; 18] = [
        Self::Tab,
        Self::Org,
        Self::Kind,
        Self::Status,
        Self::Function,
        Self::RepresentsGovernment,
        Self::Identifier,
        Self::Name,
        Self::Link,
        Self::CreatedFrom,
        Self::CreatedTo,
        Self::ModifiedFrom,
        Self::ModifiedTo,
        Self::WaitingMin,
        Self::Overdue,
        Self::Sort,
        Self::Page,
        Self::PerPage,
    ];

    /// The parameters that filter the list.
    pub(crate) const CONDITIONS: &[Self] = Self::ALL.split_at(15).0.split_at(1).1;

    pub(crate) const MORE: [Self; 8] = [
        Self::Function,
        Self::RepresentsGovernment,
        Self::CreatedFrom,
        Self::CreatedTo,
        Self::ModifiedFrom,
        Self::ModifiedTo,
        Self::WaitingMin,
        Self::Overdue,
    ];

    pub(crate) const fn as_str(self) -> &'static str {
        match self {
            Self::Tab => "tab",
            Self::Org => "org",
            Self::Kind => "kind",
            Self::Status => "status",
            Self::Function => "function",
            Self::RepresentsGovernment => "represents_government",
            Self::Identifier => "identifier",
            Self::Name => "name",
            Self::Link => "link",
            Self::CreatedFrom => "created_from",
            Self::CreatedTo => "created_to",
            Self::ModifiedFrom => "modified_from",
            Self::ModifiedTo => "modified_to",
            Self::WaitingMin => "waiting_min",
            Self::Overdue => "overdue",
            Self::Sort => "sort",
            Self::Page => "page",
            Self::PerPage => "per_page",
        }
    }

    pub(crate) fn get(self, query: &AccountQuery) -> &str {
        match self {
            Self::Tab => &query.tab,
            Self::Org => &query.org,
            Self::Kind => &query.kind,
            Self::Status => &query.status,
            Self::Function => &query.function,
            Self::RepresentsGovernment => &query.represents_government,
            Self::Identifier => &query.identifier,
            Self::Name => &query.name,
            Self::Link => &query.link,
            Self::CreatedFrom => &query.created_from,
            Self::CreatedTo => &query.created_to,
            Self::ModifiedFrom => &query.modified_from,
            Self::ModifiedTo => &query.modified_to,
            Self::WaitingMin => &query.waiting_min,
            Self::Overdue => &query.overdue,
            Self::Sort => &query.sort,
            Self::Page => &query.page,
            Self::PerPage => &query.per_page,
        }
    }

    pub(crate) fn set(self, query: &mut AccountQuery, value: impl Into<String>) {
        *match self {
            Self::Tab => &mut query.tab,
            Self::Org => &mut query.org,
            Self::Kind => &mut query.kind,
            Self::Status => &mut query.status,
            Self::Function => &mut query.function,
            Self::RepresentsGovernment => &mut query.represents_government,
            Self::Identifier => &mut query.identifier,
            Self::Name => &mut query.name,
            Self::Link => &mut query.link,
            Self::CreatedFrom => &mut query.created_from,
            Self::CreatedTo => &mut query.created_to,
            Self::ModifiedFrom => &mut query.modified_from,
            Self::ModifiedTo => &mut query.modified_to,
            Self::WaitingMin => &mut query.waiting_min,
            Self::Overdue => &mut query.overdue,
            Self::Sort => &mut query.sort,
            Self::Page => &mut query.page,
            Self::PerPage => &mut query.per_page,
        } = value.into();
    }
}

/// State of the work list in the URL.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ListUrl {
    pub(crate) query: AccountQuery,
    /// Open review.
    pub(crate) review: Option<i64>,
}

impl ListUrl {
    /// Reads the parameters of the URL; unknown ones are dropped.
    pub(crate) fn read(get: impl Fn(&str) -> Option<String>) -> Self {
        let mut query = AccountQuery::default();
        for field in Field::ALL {
            if let Some(value) = get(field.as_str()) {
                field.set(&mut query, value);
            }
        }
        let review = get("review").and_then(|id| id.parse().ok());
        Self { query, review }
    }

    fn pairs(query: &AccountQuery) -> Vec<(&'static str, &str)> {
        Field::ALL
            .into_iter()
            .map(|field| (field.as_str(), field.get(query).trim()))
            .filter(|(_, value)| !value.is_empty())
            .collect()
    }

    pub(crate) fn path(&self) -> String {
        let mut pairs = url::form_urlencoded::Serializer::new(String::new());
        pairs.extend_pairs(Self::pairs(&self.query));
        if let Some(review) = self.review {
            pairs.append_pair("review", &review.to_string());
        }
        let query = pairs.finish();
        if query.is_empty() {
            "/accounts".into()
        } else {
            format!("/accounts?{query}")
        }
    }

    /// The tab; the first one for an unknown value.
    pub(crate) fn tab(query: &AccountQuery) -> Tab {
        Tab::from_wire(query.tab.trim()).unwrap_or_default()
    }

    /// Other filters, from the first page.
    pub(crate) fn with_conditions(&self, conditions: &AccountQuery) -> Self {
        let mut query = self.query.clone();
        for field in Field::CONDITIONS {
            field.set(&mut query, field.get(conditions).trim());
        }
        query.page.clear();
        Self {
            query,
            review: None,
        }
    }

    pub(crate) fn reset(&self) -> Self {
        self.with_conditions(&AccountQuery::default())
    }

    /// Another tab. The status filter is dropped, and the waiting filters where nothing waits.
    pub(crate) fn with_tab(&self, tab: Tab) -> Self {
        let mut query = self.query.clone();
        query.tab = if tab == Tab::default() {
            String::new()
        } else {
            tab.as_str().into()
        };
        query.status.clear();
        if !matches!(tab, Tab::Submitted | Tab::ToReview) {
            query.waiting_min.clear();
            query.overdue.clear();
        }
        query.page.clear();
        Self {
            query,
            review: None,
        }
    }

    pub(crate) fn with_page(&self, page: u64) -> Self {
        let mut query = self.query.clone();
        query.page = if page <= 1 {
            String::new()
        } else {
            page.to_string()
        };
        Self {
            query,
            review: None,
        }
    }

    /// Another page size, from the first page. Always in the URL: without it, the user's preference
    /// applies.
    pub(crate) fn with_per_page(&self, per_page: u32) -> Self {
        let mut query = self.query.clone();
        query.per_page = per_page.to_string();
        query.page.clear();
        Self {
            query,
            review: None,
        }
    }

    pub(crate) fn with_sort(&self, sort: String) -> Self {
        let mut query = self.query.clone();
        query.sort = sort;
        query.page.clear();
        Self {
            query,
            review: None,
        }
    }

    pub(crate) fn with_review(&self, review: Option<i64>) -> Self {
        Self {
            query: self.query.clone(),
            review,
        }
    }
}

/// Compares the filters only.
pub(crate) fn same_conditions(a: &AccountQuery, b: &AccountQuery) -> bool {
    Field::CONDITIONS
        .iter()
        .all(|field| field.get(a).trim() == field.get(b).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn full() -> AccountQuery {
        let mut query = AccountQuery::default();
        for field in Field::ALL {
            field.set(&mut query, format!("{} &=海", field.as_str()));
        }
        query
    }

    #[test]
    fn url_parameters_have_the_names_of_the_api() {
        let json = serde_json::to_value(full()).unwrap();
        let object = json.as_object().unwrap();
        assert_eq!(object.len(), Field::ALL.len());
        for field in Field::ALL {
            assert_eq!(object[field.as_str()], field.get(&full()));
        }
        assert_eq!(Field::CONDITIONS.first(), Some(&Field::Org));
        assert_eq!(Field::CONDITIONS.last(), Some(&Field::Overdue));
    }

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
        let query = full();
        let url = ListUrl::read(|name| {
            if name == "review" {
                return Some("12".into());
            }
            Field::ALL
                .into_iter()
                .find(|f| f.as_str() == name)
                .map(|f| f.get(&query).to_owned())
        });
        assert_eq!(url.query, query);
        assert_eq!(url.review, Some(12));
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
        let next = url.with_conditions(&AccountQuery {
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
        assert!(same_conditions(&url.query, &url.with_page(2).query));
        assert!(!same_conditions(&url.query, &next.query));
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
