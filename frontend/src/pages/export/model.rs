use nmrs_domain::columns::Column;
use nmrs_domain::query::{AccountQuery, ReportingUnitQuery};
use nmrs_domain::wire::{ExportFormat, ExportIn, ExportRunOut};

use crate::ui::total_text;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Subject {
    Accounts(Box<AccountQuery>),
    Units(ReportingUnitQuery),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ExportRequest {
    pub(crate) subject: Subject,
    /// Selected ids; `None` for all results.
    pub(crate) ids: Option<Vec<i64>>,
    /// Number of rows, and false if the server stopped counting at its limit.
    pub(crate) count: (u64, bool),
    pub(crate) conditions: Vec<String>,
    /// Columns of the list; empty if they cannot be chosen.
    pub(crate) shown: Vec<Column>,
}

impl ExportRequest {
    /// `导出 4,935 条账号`
    pub(crate) fn title(&self) -> String {
        let noun = match self.subject {
            Subject::Accounts(_) => "账号",
            Subject::Units(_) => "填报单位",
        };
        format!("导出{noun}（{}）", self.how_many())
    }

    /// `4,935 条`
    pub(crate) fn how_many(&self) -> String {
        total_text(self.count.0, "条", self.count.1)
    }

    pub(crate) fn what(&self) -> String {
        if self.ids.is_some() {
            return format!("选中的 {}，可以来自不同的页。", self.how_many());
        }
        if self.conditions.is_empty() {
            return format!("全部 {}。", self.how_many());
        }
        format!("符合下列条件的 {}：", self.how_many())
    }
}

/// Formats with label and purpose.
pub(super) const FORMATS: [(ExportFormat, &str, &str); 3] = [
    (
        ExportFormat::Xlsx,
        "Excel 表格（.xlsx）",
        "用 WPS、Excel 查看和统计",
    ),
    (ExportFormat::Csv, "文本表格（.csv）", "导入其他系统"),
    (ExportFormat::Ndjson, "逐行 JSON（.ndjson）", "供程序处理"),
];

pub(super) fn order<Q, C>(
    query: Q,
    ids: Option<Vec<i64>>,
    columns: Option<Vec<C>>,
    format: ExportFormat,
) -> ExportIn<Q, C> {
    ExportIn {
        filter: ids.is_none().then_some(query),
        ids,
        columns,
        format,
    }
}

/// The query without its page.
pub(super) fn whole_list(query: &AccountQuery) -> AccountQuery {
    AccountQuery {
        page: String::new(),
        per_page: String::new(),
        ..query.clone()
    }
}

pub(super) fn all_units(query: &ReportingUnitQuery) -> ReportingUnitQuery {
    ReportingUnitQuery {
        page: String::new(),
        per_page: String::new(),
        ..query.clone()
    }
}

/// Percentage written; `None` while unknown.
pub(super) fn share(run: Option<ExportRunOut>) -> Option<u64> {
    let run = run.filter(|run| run.total > 0)?;
    Some((run.rows * 100 / run.total).min(100))
}

#[cfg(test)]
mod tests {
    use super::*;
    use nmrs_domain::export::ExportColumn;

    fn request(ids: Option<Vec<i64>>, conditions: &[&str]) -> ExportRequest {
        ExportRequest {
            subject: Subject::Accounts(Box::default()),
            count: (ids.as_ref().map_or(4_935, |ids| ids.len() as u64), true),
            ids,
            conditions: conditions.iter().map(|&words| words.into()).collect(),
            shown: Column::ALL.into(),
        }
    }

    #[test]
    fn an_export_is_described_in_words() {
        assert_eq!(request(None, &[]).title(), "导出账号（4,935 条）");
        assert_eq!(request(None, &[]).what(), "全部 4,935 条。");
        let what = request(None, &["状态 正常"]).what();
        assert!(what.starts_with("符合下列条件的 4,935 条"), "{what}");
        assert!(
            request(Some(vec![7, 9]), &["状态 正常"])
                .what()
                .contains("选中的 2 条")
        );
        let mut more = request(None, &[]);
        more.count = (10_000, false);
        assert_eq!(more.how_many(), "10,000 条以上");
    }

    #[test]
    fn a_selection_is_sent_without_conditions_and_a_list_without_its_page() {
        let query = AccountQuery {
            kind: "weibo".into(),
            page: "3".into(),
            per_page: "10".into(),
            sort: "created_at".into(),
            ..AccountQuery::default()
        };
        let whole = whole_list(&query);
        assert_eq!((whole.page.as_str(), whole.per_page.as_str()), ("", ""));
        assert_eq!(
            (whole.kind.as_str(), whole.sort.as_str()),
            ("weibo", "created_at")
        );
        let list = order::<_, ExportColumn>(whole, None, None, ExportFormat::Csv);
        assert!(list.filter.is_some() && list.ids.is_none());
        let selection = order::<_, ExportColumn>(query, Some(vec![7]), None, ExportFormat::Csv);
        assert!(selection.filter.is_none() && selection.ids.is_some());
        let units = ReportingUnitQuery {
            page: "2".into(),
            ..ReportingUnitQuery::default()
        };
        assert_eq!(all_units(&units), ReportingUnitQuery::default());
    }

    #[test]
    fn the_percentage_is_known_once_the_total_is() {
        let of = |rows, total| {
            share(Some(ExportRunOut {
                rows,
                total,
                state: nmrs_domain::wire::ExportState::Running,
            }))
        };
        assert_eq!(share(None), None);
        assert_eq!(of(5, 0), None);
        assert_eq!(of(5, 20), Some(25));
        assert_eq!(of(21, 20), Some(100));
    }
}
