//! Filters in force, as chips that can be removed one by one.

use nmrs_domain::account::Function;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::query::{AccountQuery, Filter, FilterControl};
use nmrs_domain::status::Status;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chip {
    /// Filters that are removed together: both ends of a range.
    pub(crate) filters: Vec<Filter>,
    pub(crate) text: String,
}

impl Chip {
    pub(crate) fn key(&self) -> &'static str {
        self.filters.first().map_or("", |filter| filter.name())
    }

    /// Returns the query without the filters of this chip.
    pub(crate) fn without(&self, query: &AccountQuery) -> AccountQuery {
        let mut query = query.clone();
        for filter in &self.filters {
            filter.set(&mut query, "");
        }
        query
    }
}

/// Names of units that filters have as keys.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct UnitNames {
    pub(crate) org: Option<String>,
    pub(crate) unit: Option<String>,
}

/// Returns the chips of all filters in force, in the order of the filter form.
pub(crate) fn chips(query: &AccountQuery, names: &UnitNames) -> Vec<Chip> {
    let mut chips = Vec::new();
    for (at, filter) in Filter::ALL.into_iter().enumerate() {
        let text = match filter.control() {
            FilterControl::DayFrom => {
                let end = Filter::ALL[at + 1];
                if let Some(text) = range(filter.label(), filter.get(query), end.get(query)) {
                    let filters = vec![filter, end];
                    chips.push(Chip { filters, text });
                }
                continue;
            }
            // Part of the chip of its first day.
            FilterControl::DayTo => continue,
            _ => text(filter, filter.get(query), names),
        };
        chips.extend(text.map(|text| Chip {
            filters: vec![filter],
            text,
        }));
    }
    chips
}

fn text(filter: Filter, value: &str, names: &UnitNames) -> Option<String> {
    if value.is_empty() {
        return None;
    }
    let key = |name: &Option<String>| name.clone().unwrap_or_else(|| format!("编号 {value}"));
    let value = match filter.control() {
        FilterControl::OrgUnit => key(&names.org),
        FilterControl::ReportingUnit => key(&names.unit),
        FilterControl::Kind => label(AccountKind::from_wire(value).map(AccountKind::label), value),
        FilterControl::Status => label(Status::from_wire(value).map(Status::label), value),
        FilterControl::Function => label(Function::from_wire(value).map(Function::label), value),
        FilterControl::YesNo => nmrs_domain::diff::yes_no(value == "true").into(),
        FilterControl::WorkingDays => return Some(format!("已等 {value} 个工作日以上")),
        FilterControl::Overdue if value == "true" => return Some("等待 已超时".into()),
        FilterControl::Overdue => return Some("等待 不限".into()),
        FilterControl::Text
        | FilterControl::Code
        | FilterControl::DayFrom
        | FilterControl::DayTo => value.to_owned(),
    };
    Some(format!("{} {value}", filter.label()))
}

fn label(label: Option<&str>, value: &str) -> String {
    label.unwrap_or(value).to_owned()
}

fn range(label: &str, from: &str, to: &str) -> Option<String> {
    Some(match (from, to) {
        ("", "") => return None,
        (from, "") => format!("{label} {from} 起"),
        ("", to) => format!("{label} {to} 止"),
        (from, to) if from == to => format!("{label} {from}"),
        (from, to) => format!("{label} {from} 至 {to}"),
    })
}

pub(crate) fn filter_count(query: &AccountQuery) -> usize {
    chips(query, &UnitNames::default()).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_described_in_words() {
        let query = AccountQuery {
            org: "7".into(),
            unit: "9".into(),
            kind: "weibo".into(),
            status: "normal".into(),
            represents_government: "false".into(),
            modified_from: "2026-11-01".into(),
            waiting_min: "3".into(),
            overdue: "true".into(),
            created_from: "2026-10-01".into(),
            created_to: "2026-10-31".into(),
            ..AccountQuery::default()
        };
        let names = UnitNames {
            org: Some("海淀区".into()),
            unit: Some("上庄镇人民政府".into()),
        };
        let texts: Vec<_> = chips(&query, &names).into_iter().map(|c| c.text).collect();
        assert_eq!(
            texts,
            [
                "组织单位 海淀区",
                "填报单位 上庄镇人民政府",
                "账号类型 新浪微博",
                "状态 正常",
                "代表政府 否",
                "已等 3 个工作日以上",
                "等待 已超时",
                "创建时间 2026-10-01 至 2026-10-31",
                "修改时间 2026-11-01 起",
            ]
        );
        assert_eq!(filter_count(&query), 9);
    }

    #[test]
    fn a_range_is_removed_as_a_whole() {
        let query = AccountQuery {
            name: "发布".into(),
            created_from: "2026-10-01".into(),
            created_to: "2026-10-01".into(),
            ..AccountQuery::default()
        };
        let all = chips(&query, &UnitNames::default());
        assert_eq!(all[1].text, "创建时间 2026-10-01");
        let rest = all[1].without(&query);
        assert_eq!(chips(&rest, &UnitNames::default()).len(), 1);
        assert_eq!(rest.name, "发布");
    }

    #[test]
    fn an_unknown_value_is_shown_as_it_is() {
        let query = AccountQuery {
            kind: "<b>fax</b>".into(),
            ..AccountQuery::default()
        };
        assert_eq!(
            chips(&query, &UnitNames::default())[0].text,
            "账号类型 <b>fax</b>"
        );
    }
}
