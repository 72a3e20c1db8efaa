use nmrs_domain::query::{DEFAULT_PER_PAGE, ReportingUnitQuery};
use nmrs_domain::wire::ReportingUnitOut;

/// The conditions in the address.
pub fn from_address(param: impl Fn(&str) -> Option<String>) -> ReportingUnitQuery {
    let text = |name: &str| param(name).unwrap_or_default().trim().to_owned();
    ReportingUnitQuery {
        org: text("org"),
        code: text("code"),
        name: text("name"),
        page: text("page"),
        per_page: text("per_page"),
    }
}

/// The page number in force, whatever stands in the address.
pub fn page(query: &ReportingUnitQuery) -> u32 {
    query.page.parse().unwrap_or(1).max(1)
}

/// Rows a page in force.
pub fn per_page(query: &ReportingUnitQuery) -> u32 {
    query.per_page.parse().unwrap_or(DEFAULT_PER_PAGE)
}

/// Whether anything is filtered.
pub fn is_filtered(query: &ReportingUnitQuery) -> bool {
    [&query.org, &query.code, &query.name]
        .into_iter()
        .any(|condition| !condition.is_empty())
}

/// The same conditions with another page.
pub fn at_page(query: &ReportingUnitQuery, page: u32) -> ReportingUnitQuery {
    ReportingUnitQuery {
        // The first page needs no mention.
        page: if page > 1 {
            page.to_string()
        } else {
            String::new()
        },
        ..query.clone()
    }
}

/// 北京市 / 海淀区
pub fn offices(unit: &ReportingUnitOut) -> String {
    let names: Vec<_> = unit.org_path.iter().map(|o| o.name.as_str()).collect();
    names.join(" / ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_tells_the_conditions() {
        let query = from_address(|name| match name {
            "name" => Some(" 公安 ".into()),
            "page" => Some("3".into()),
            _ => None,
        });
        assert_eq!(query.name, "公安");
        assert_eq!((page(&query), per_page(&query)), (3, DEFAULT_PER_PAGE));
        assert!(is_filtered(&query));
        assert_eq!(at_page(&query, 1).page, "");
        assert_eq!(at_page(&query, 1).name, "公安");
    }

    #[test]
    fn nonsense_in_the_address_is_the_first_page() {
        let query = from_address(|name| (name == "page").then(|| "0".into()));
        assert_eq!(page(&query), 1);
        assert!(!is_filtered(&query));
    }
}
