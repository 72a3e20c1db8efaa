use nmrs_domain::duplicates::{DuplicateQuery, Likeness};
use nmrs_domain::wire::DuplicateGroupOut;

use crate::lists::Paginated as _;

pub fn from_address(param: impl Fn(&str) -> Option<String>) -> DuplicateQuery {
    let text = |name: &str| param(name).unwrap_or_default().trim().to_owned();
    DuplicateQuery {
        by: text("by"),
        page: text("page"),
        per_page: text("per_page"),
    }
}

pub fn by(query: &DuplicateQuery) -> Likeness {
    Likeness::from_wire(&query.by).unwrap_or_default()
}

pub fn asking(query: &DuplicateQuery, by: Likeness) -> DuplicateQuery {
    DuplicateQuery {
        by: match by {
            Likeness::Name => String::new(),
            Likeness::Link => by.as_str().into(),
        },
        ..query.clone().with_page_number(1)
    }
}

pub fn hidden_count(group: &DuplicateGroupOut) -> u64 {
    let shown = u64::try_from(group.accounts.len()).unwrap_or(u64::MAX);
    group.count.saturating_sub(shown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_duplicate_query_is_read_from_the_url() {
        let address = |name: &str| match name {
            "by" => Some(" link ".into()),
            "page" => Some("3".into()),
            _ => None,
        };
        let query = from_address(address);
        assert_eq!((by(&query), query.page()), (Likeness::Link, 3));
        let names = asking(&query, Likeness::Name);
        assert_eq!(names, DuplicateQuery::default());
        assert_eq!(by(&asking(&names, Likeness::Link)), Likeness::Link);
    }

    #[test]
    fn an_invalid_url_is_the_first_page_of_names() {
        let query = from_address(|_| Some("x".into()));
        assert_eq!((by(&query), query.page()), (Likeness::Name, 1));
    }

    #[test]
    fn hidden_accounts_of_a_group_are_counted() {
        let group = DuplicateGroupOut {
            by: Likeness::Name,
            key: "上庄发布".into(),
            count: 12,
            accounts: Vec::new(),
        };
        assert_eq!(hidden_count(&group), 12);
    }
}
