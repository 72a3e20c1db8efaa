use nmrs_domain::duplicates::{DuplicateCriterion, DuplicateQuery};
use nmrs_domain::wire::DuplicateGroupOut;

use crate::lists::Paginated as _;

pub fn by(query: &DuplicateQuery) -> DuplicateCriterion {
    DuplicateCriterion::from_wire(&query.by).unwrap_or_default()
}

pub fn asking(query: &DuplicateQuery, by: DuplicateCriterion) -> DuplicateQuery {
    DuplicateQuery {
        by: match by {
            DuplicateCriterion::Name => String::new(),
            DuplicateCriterion::Link => by.as_str().into(),
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
    use nmrs_domain::query::QueryParams as _;

    #[test]
    fn the_duplicate_query_is_read_from_the_url() {
        let address = |name: &str| match name {
            "by" => Some(" link ".into()),
            "page" => Some("3".into()),
            _ => None,
        };
        let query = DuplicateQuery::from_params(address);
        assert_eq!((by(&query), query.page()), (DuplicateCriterion::Link, 3));
        let names = asking(&query, DuplicateCriterion::Name);
        assert_eq!(names, DuplicateQuery::default());
        assert_eq!(
            by(&asking(&names, DuplicateCriterion::Link)),
            DuplicateCriterion::Link
        );
    }

    #[test]
    fn an_invalid_url_is_the_first_page_of_names() {
        let query = DuplicateQuery::from_params(|_| Some("x".into()));
        assert_eq!((by(&query), query.page()), (DuplicateCriterion::Name, 1));
    }

    #[test]
    fn hidden_accounts_of_a_group_are_counted() {
        let group = DuplicateGroupOut {
            by: DuplicateCriterion::Name,
            key: "上庄发布".into(),
            count: 12,
            accounts: Vec::new(),
        };
        assert_eq!(hidden_count(&group), 12);
    }
}
