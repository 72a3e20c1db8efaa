//! Order of the list.

use nmrs_domain::columns::Column;
use nmrs_domain::query::{AccountQuery, Sort, SortColumn};

/// `sort` parameter after a click: newest or longest first, then reversed.
pub(crate) fn toggled_sort(sort: &str, column: SortColumn) -> String {
    let largest_first = sorted_by(sort, column) != Some(true);
    let descending = largest_first != counts_from(column);
    let name = column.as_str();
    // The default order needs no parameter.
    match (Sort { column, descending } == Sort::default(), descending) {
        (true, _) => String::new(),
        (false, true) => format!("-{name}"),
        (false, false) => name.to_owned(),
    }
}

/// `None` if the list is not ordered by the column; true if the largest value comes first.
pub(crate) fn sorted_by(sort: &str, column: SortColumn) -> Option<bool> {
    let now = Sort::parse(sort).unwrap_or_default();
    (now.column == column).then_some(now.descending != counts_from(column))
}

/// All orders: `sort` parameter and label.
pub(crate) fn orders() -> Vec<(String, String)> {
    let columns = Column::ALL
        .into_iter()
        .filter_map(|column| Some((column, column.sort()?)));
    columns
        .flat_map(|(column, sort)| {
            let (largest, smallest) = if counts_from(sort) {
                ("多的在前", "少的在前")
            } else {
                ("新的在前", "旧的在前")
            };
            let first = toggled_sort("", sort);
            let (down, up) = if sorted_by(&first, sort) == Some(true) {
                (first.clone(), toggled_sort(&first, sort))
            } else {
                (toggled_sort(&first, sort), first)
            };
            [(down, largest), (up, smallest)]
                .map(|(order, words)| (order, format!("{}：{words}", column.label())))
        })
        .collect()
}

/// Returns true for columns that show a duration: an earlier time is a larger value.
const fn counts_from(column: SortColumn) -> bool {
    matches!(column, SortColumn::StepSince)
}

/// Hint if the order excludes accounts that do not wait.
pub(crate) fn order_hint(query: &AccountQuery) -> Option<&'static str> {
    let filter = query.parse().ok()?;
    (filter.only_waiting() && !filter.waiting().is_set())
        .then_some("按等待时间排序，只列出待审核的账号")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_sorted_newest_first_and_then_the_other_way() {
        use SortColumn::{CreatedAt, ModifiedAt, StepSince};
        assert_eq!(toggled_sort("", ModifiedAt), "modified_at");
        assert_eq!(toggled_sort("modified_at", ModifiedAt), "");
        assert_eq!(toggled_sort("", CreatedAt), "-created_at");
        assert_eq!(toggled_sort("-created_at", CreatedAt), "created_at");
        assert_eq!(toggled_sort("created_at", ModifiedAt), "");
        assert_eq!(sorted_by("", ModifiedAt), Some(true));
        assert_eq!(sorted_by("created_at", CreatedAt), Some(false));
        assert_eq!(sorted_by("created_at", ModifiedAt), None);
        // The longest wait started first.
        assert_eq!(toggled_sort("", StepSince), "step_since");
        assert_eq!(toggled_sort("step_since", StepSince), "-step_since");
        assert_eq!(sorted_by("step_since", StepSince), Some(true));
    }

    #[test]
    fn every_order_has_a_label() {
        let orders = orders();
        assert_eq!(orders.len(), 2 * SortColumn::ALL.len());
        let of = |order: &str| {
            let found = orders.iter().find(|(value, _)| value == order);
            found.map(|(_, words)| words.as_str())
        };
        assert_eq!(of(""), Some("修改时间：新的在前"));
        assert_eq!(of("modified_at"), Some("修改时间：旧的在前"));
        assert_eq!(of("step_since"), Some("已等工作日：多的在前"));
        assert_eq!(of("-created_at"), Some("创建时间：新的在前"));
    }

    #[test]
    fn an_order_that_excludes_accounts_has_a_hint() {
        let hint = |tab: &str, sort: &str, overdue: &str| {
            order_hint(&AccountQuery {
                tab: tab.into(),
                sort: sort.into(),
                overdue: overdue.into(),
                ..AccountQuery::default()
            })
        };
        assert!(hint("", "step_since", "").is_some());
        assert!(hint("", "created_at", "").is_none());
        assert!(hint("to_review", "step_since", "").is_none());
        // The filter says it already.
        assert!(hint("", "step_since", "true").is_none());
    }
}
