//! Properties of a checked query of the work list that decide how it is read.

use super::{AccountFilter, Filter, SortColumn, Tab, WaitingFilter};

impl AccountFilter {
    /// Returns true if the maintained counts know the number of rows: filters by org unit, kind and
    /// status only.
    pub fn is_counted(&self) -> bool {
        self.tab == Tab::Submitted
            && !self.only_waiting()
            && self.sets_only(&[Filter::Org, Filter::Kind, Filter::Status])
    }

    /// Returns true if nothing but texts, and the org unit, is filtered by.
    pub fn is_only_texts(&self) -> bool {
        self.tab == Tab::Submitted
            && !self.only_waiting()
            && self.sets_only(&[Filter::Org, Filter::Name, Filter::Link])
    }

    fn sets_only(&self, filters: &[Filter]) -> bool {
        Filter::ALL
            .iter()
            .all(|filter| filters.contains(filter) || !filter.is_set(self))
    }

    /// Returns true if only accounts are listed that wait for a decision. Nothing else can be ordered
    /// by waiting time, except under a tab where nothing waits.
    pub fn only_waiting(&self) -> bool {
        self.waiting().is_set()
            || (self.tab == Tab::Submitted && self.sort.column == SortColumn::StepSince)
    }

    /// Returns the filters by waiting time.
    pub fn waiting(&self) -> WaitingFilter {
        WaitingFilter {
            min: self.waiting_min,
            overdue: self.overdue.is_some(),
            begun_before: self.waiting_since_before,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::{AccountQuery, Paging, Sort};
    use time::macros::datetime;

    #[test]
    fn no_query_is_the_first_page_newest_first() {
        let filter = AccountQuery::default().parse().unwrap();
        assert_eq!(
            filter.paging,
            Paging {
                page: 1,
                per_page: 20
            }
        );
        assert_eq!(filter.sort, Sort::default());
        assert!(filter.is_counted());
    }

    #[test]
    fn days_include_their_last_moment_in_china() {
        let query = AccountQuery {
            modified_from: "2026-11-01".into(),
            modified_to: "2026-11-01".into(),
            ..AccountQuery::default()
        };
        let filter = query.parse().unwrap();
        assert_eq!(filter.modified_from, Some(datetime!(2026-10-31 16:00 UTC)));
        assert_eq!(
            filter.modified_before,
            Some(datetime!(2026-11-01 16:00 UTC))
        );
        assert!(!filter.is_counted());
    }

    #[test]
    fn waiting_is_asked_for_in_days_and_by_the_limit() {
        let read = |min: &str, overdue: &str, sort: &str| {
            let query = AccountQuery {
                waiting_min: min.into(),
                overdue: overdue.into(),
                sort: sort.into(),
                ..AccountQuery::default()
            };
            query.parse().unwrap()
        };
        let long = read("3", "false", "");
        assert_eq!((long.waiting_min, long.overdue), (Some(3), None));
        assert!(long.only_waiting() && !long.is_counted());
        assert!(read("", "true", "").only_waiting());
        assert!(read("", "", "-step_since").only_waiting());
        assert!(read("", "false", "-created_at").is_counted());
    }

    #[test]
    fn every_bad_parameter_is_named() {
        let query = AccountQuery {
            tab: "x".into(),
            org: "99999999999999999999".into(),
            unit: "-1".into(),
            kind: "fax".into(),
            status: "gone".into(),
            name: "x".repeat(10_000),
            identifier: "' OR 1".into(),
            represents_government: "maybe".into(),
            waiting_min: "0".into(),
            overdue: "late".into(),
            created_from: "2026-02-30".into(),
            sort: "password".into(),
            page: "0".into(),
            per_page: "101".into(),
            ..AccountQuery::default()
        };
        let errors = query.parse().unwrap_err();
        let at: Vec<_> = errors.0.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(
            at,
            [
                "/tab",
                "/org",
                "/unit",
                "/kind",
                "/status",
                "/name",
                "/identifier",
                "/represents_government",
                "/waiting_min",
                "/overdue",
                "/created_from",
                "/sort",
                "/page",
                "/per_page"
            ]
        );
    }

    #[test]
    fn a_filter_by_unit_is_not_counted() {
        let query = AccountQuery {
            unit: "7".into(),
            ..AccountQuery::default()
        };
        let filter = query.parse().unwrap();
        assert_eq!(filter.unit, Some(crate::values::ids::ReportingUnitId(7)));
        assert!(!filter.is_counted() && !filter.is_only_texts());
    }

    #[test]
    fn names_are_those_of_the_query_string() {
        let mut query = AccountQuery::default();
        for filter in Filter::ALL {
            filter.set(&mut query, filter.name());
        }
        let json = serde_json::to_value(&query).unwrap();
        for filter in Filter::ALL {
            assert_eq!(json[filter.name()], filter.name());
            assert_eq!(filter.get(&query), filter.name());
        }
    }

    #[test]
    fn the_ends_of_a_range_follow_each_other() {
        use crate::query::FilterControl::{DayFrom, DayTo, Overdue, WorkingDays};
        for (at, filter) in Filter::ALL.into_iter().enumerate() {
            let second = match filter.control() {
                DayFrom => DayTo,
                WorkingDays => Overdue,
                _ => continue,
            };
            let next = Filter::ALL[at + 1];
            assert_eq!(next.control(), second, "{filter:?}");
            assert_eq!(
                (next.label(), next.place()),
                (filter.label(), filter.place())
            );
        }
    }
}
