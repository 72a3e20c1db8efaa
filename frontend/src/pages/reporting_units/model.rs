use nmrs_domain::query::ReportingUnitQuery;

pub fn condition_count(query: &ReportingUnitQuery) -> usize {
    [&query.org, &query.code, &query.name]
        .into_iter()
        .filter(|condition| !condition.is_empty())
        .count()
}

/// Error of the query, in Chinese.
pub fn query_error(query: &ReportingUnitQuery) -> Option<String> {
    let errors = query.parse().err()?;
    if errors.at("/code").is_some() {
        return Some("单位标识只含字母和数字，最多 10 位。".into());
    }
    errors.0.into_iter().next().map(|error| error.detail)
}

const MAX_SELECTED: usize = 1_000;

/// True if all `ids` are selected, false if none, `None` if some.
pub fn selection_mark(selected: &[i64], ids: &[i64]) -> Option<bool> {
    match ids.iter().filter(|id| selected.contains(id)).count() {
        0 => Some(false),
        n if n == ids.len() => Some(true),
        _ => None,
    }
}

/// Selects or deselects units. Returns false if the limit was reached.
pub fn select(selected: &mut Vec<i64>, ids: &[i64], on: bool) -> bool {
    if !on {
        selected.retain(|id| !ids.contains(id));
        return true;
    }
    for &id in ids {
        if selected.contains(&id) {
            continue;
        }
        if selected.len() >= MAX_SELECTED {
            return false;
        }
        selected.push(id);
    }
    true
}

pub fn condition_words(query: &ReportingUnitQuery) -> Vec<String> {
    let org = (!query.org.is_empty()).then(|| "所选组织单位及其下级".to_owned());
    let one = |label: &str, value: &str| (!value.is_empty()).then(|| format!("{label} {value}"));
    [
        org,
        one("单位标识", &query.code),
        one("单位全称", &query.name),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::query::QueryParams as _;

    #[test]
    fn the_unit_query_is_read_from_the_url() {
        let query = ReportingUnitQuery::from_params(|name| match name {
            "name" => Some(" 公安 ".into()),
            "page" => Some("3".into()),
            _ => None,
        });
        assert_eq!(query.name, "公安");
        assert_eq!(query.page, "3");
        assert_eq!(condition_count(&query), 1);
    }

    #[test]
    fn units_are_selected_across_pages_up_to_a_limit() {
        let mut selected = vec![1];
        assert_eq!(selection_mark(&selected, &[1, 2]), None);
        assert!(select(&mut selected, &[1, 2], true));
        assert_eq!(
            (selection_mark(&selected, &[1, 2]), &selected),
            (Some(true), &vec![1, 2])
        );
        assert!(select(&mut selected, &[1], false));
        assert_eq!(selection_mark(&selected, &[1]), Some(false));
        let many: Vec<i64> = (0..1_001).collect();
        assert!(!select(&mut selected, &many, true));
        assert_eq!(selected.len(), MAX_SELECTED);
    }

    #[test]
    fn filters_are_described_in_words() {
        let query = ReportingUnitQuery {
            org: "7".into(),
            name: "公安".into(),
            ..ReportingUnitQuery::default()
        };
        let words = ["所选组织单位及其下级", "单位全称 公安"];
        assert_eq!(condition_words(&query), words);
        assert!(condition_words(&ReportingUnitQuery::default()).is_empty());
    }

    #[test]
    fn an_impossible_unit_code_is_refused_before_the_query() {
        let code = |code: &str| ReportingUnitQuery {
            code: code.into(),
            ..ReportingUnitQuery::default()
        };
        assert_eq!(query_error(&code("110108M")), None);
        assert!(query_error(&code("海淀")).is_some());
        assert!(query_error(&code("110108M0441")).is_some());
        let long = ReportingUnitQuery {
            name: "长".repeat(101),
            ..ReportingUnitQuery::default()
        };
        assert!(query_error(&long).unwrap().contains("100"));
    }
}
