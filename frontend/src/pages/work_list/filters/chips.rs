//! Active filters, as removable chips.

use nmrs_domain::account::Function;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::query::AccountQuery;
use nmrs_domain::status::Status;

use super::address::Field;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chip {
    /// Parameters to clear when the chip is removed.
    pub(crate) fields: Vec<Field>,
    pub(crate) text: String,
}

impl Chip {
    pub(crate) fn key(&self) -> &'static str {
        self.fields.first().map_or("", |field| field.as_str())
    }

    pub(crate) fn without(&self, query: &AccountQuery) -> AccountQuery {
        let mut query = query.clone();
        for field in &self.fields {
            field.set(&mut query, "");
        }
        query
    }
}

/// Active filters in the order of the filter bar. `org` is the name of the chosen org unit.
pub(crate) fn chips(query: &AccountQuery, org: Option<&str>) -> Vec<Chip> {
    let one = |field: Field, label: &str, words: &dyn Fn(&str) -> String| {
        let value = field.get(query).trim();
        (!value.is_empty()).then(|| Chip {
            fields: vec![field],
            text: format!("{label} {}", words(value)),
        })
    };
    let as_is = |value: &str| value.to_owned();
    let kind = |v: &str| AccountKind::from_wire(v).map_or(v.to_owned(), |k| k.label().into());
    let status = |v: &str| Status::from_wire(v).map_or(v.to_owned(), |s| s.label().into());
    let function = |v: &str| Function::from_wire(v).map_or(v.to_owned(), |f| f.label().into());
    let yes_no = |v: &str| nmrs_domain::diff::yes_no(v == "true").to_owned();
    let overdue = |v: &str| match v {
        "true" => "已超时".to_owned(),
        _ => "不限".to_owned(),
    };
    [
        one(Field::Org, "组织单位", &|id| {
            org.map_or_else(|| format!("编号 {id}"), str::to_owned)
        }),
        one(Field::Kind, "账号类型", &kind),
        one(Field::Status, "状态", &status),
        one(Field::Name, "名称", &as_is),
        one(Field::Identifier, "标识码", &as_is),
        one(Field::Link, "账号 ID / URL", &as_is),
        one(Field::Function, "功能", &function),
        one(Field::RepresentsGovernment, "代表政府", &yes_no),
        range(query, "创建时间", Field::CreatedFrom, Field::CreatedTo),
        range(query, "修改时间", Field::ModifiedFrom, Field::ModifiedTo),
        one(Field::WaitingMin, "已等", &|days| {
            format!("{days} 个工作日以上")
        }),
        one(Field::Overdue, "等待", &overdue),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn range(query: &AccountQuery, label: &str, from: Field, to: Field) -> Option<Chip> {
    let text = match (from.get(query).trim(), to.get(query).trim()) {
        ("", "") => return None,
        (from, "") => format!("{label} {from} 起"),
        ("", to) => format!("{label} {to} 止"),
        (from, to) if from == to => format!("{label} {from}"),
        (from, to) => format!("{label} {from} 至 {to}"),
    };
    Some(Chip {
        fields: vec![from, to],
        text,
    })
}

pub(crate) fn condition_count(query: &AccountQuery) -> usize {
    chips(query, None).len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_are_described_in_words() {
        let query = AccountQuery {
            org: "7".into(),
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
        let texts: Vec<_> = chips(&query, Some("海淀区"))
            .into_iter()
            .map(|c| c.text)
            .collect();
        assert_eq!(
            texts,
            [
                "组织单位 海淀区",
                "账号类型 新浪微博",
                "状态 正常",
                "代表政府 否",
                "创建时间 2026-10-01 至 2026-10-31",
                "修改时间 2026-11-01 起",
                "已等 3 个工作日以上",
                "等待 已超时",
            ]
        );
        assert_eq!(condition_count(&query), 8);
    }

    #[test]
    fn a_range_is_removed_as_a_whole() {
        let query = AccountQuery {
            name: "发布".into(),
            created_from: "2026-10-01".into(),
            created_to: "2026-10-01".into(),
            ..AccountQuery::default()
        };
        let all = chips(&query, None);
        assert_eq!(all[1].text, "创建时间 2026-10-01");
        let rest = all[1].without(&query);
        assert_eq!(chips(&rest, None).len(), 1);
        assert_eq!(rest.name, "发布");
    }

    #[test]
    fn an_unknown_value_is_shown_as_it_is() {
        let query = AccountQuery {
            kind: "<b>fax</b>".into(),
            ..AccountQuery::default()
        };
        assert_eq!(chips(&query, None)[0].text, "账号类型 <b>fax</b>");
    }
}
