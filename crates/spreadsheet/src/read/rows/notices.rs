//! Messages in Chinese about the rows of a sheet.

use nmrs_domain::import::ImportColumn;

use super::row_collector::RowCollector;
use crate::layout::ImportFile;
use crate::read::headers::layout::{Header, join_columns};
use crate::read::source::column_letters;

/// Numbers of the rows that a message names, by the kind of message.
#[derive(Debug, Default)]
pub(crate) struct RowNotices {
    /// Examples of the template.
    pub(crate) examples: Vec<u32>,
    /// Texts merged across the table.
    pub(crate) banners: Vec<u32>,
    /// Hidden or filtered out.
    pub(crate) hidden: Vec<u32>,
    /// Formulas without a result.
    pub(crate) unresolved_formulas: Vec<u32>,
    /// The link shows a text that is not a URL, so its target was read.
    pub(crate) link_targets_used: Vec<u32>,
    /// The link shows one URL and leads to another.
    pub(crate) differing_links: Vec<u32>,
}

impl RowNotices {
    pub(crate) fn to_messages(&self, header: &Header, collector: &RowCollector<'_>) -> Vec<String> {
        let mut messages = header.notices.clone();
        let mut add = |rows: &[u32], text: &str| {
            if !rows.is_empty() {
                messages.push(format!("{}{text}", row_list(rows)));
            }
        };
        add(&self.examples, "是模板的示例，没有导入。");
        add(&self.banners, "是横跨整张表的说明，没有导入。");
        add(
            &self.hidden,
            "是隐藏或被筛选掉的，也已读取；不需要的请在核对时选“不导入”。",
        );
        add(
            &self.unresolved_formulas,
            "的公式没有结果，其中的内容没有读取。请用 Excel 或 WPS 打开并保存一次，再重新上传。",
        );
        add(
            &self.link_targets_used,
            "的链接显示的是文字，已改为读取它指向的网址，请核对。",
        );
        add(
            &self.differing_links,
            "的链接显示的网址与它指向的不同，读取的是显示的网址，请核对。",
        );
        if !collector.untitled_columns.is_empty() {
            let columns = collector.untitled_columns.iter();
            let columns: Vec<_> = columns.map(|column| column_letters(*column)).collect();
            messages.push(format!(
                "这些列没有列名，其中的内容没有读取：{}。",
                join_columns(&columns)
            ));
        }
        for (column, lost_digits) in header.columns.iter().zip(&collector.lost_digits) {
            let is_reported = matches!(
                column.column,
                Some(ImportColumn::ExternalId | ImportColumn::Url)
            );
            if is_reported && *lost_digits > 0 {
                messages.push(format!(
                    "“{}”列有 {lost_digits} 个超过 15 位的数字，末尾几位在表格程序里已经变成 0。请把该列设为文本格式，重新填写后再导入。",
                    column.title
                ));
            }
        }
        messages
    }
}

/// Adds a message if other sheets could have been imported as well. It names up to five of them.
pub(crate) fn add_notice_of_other_sheets(mut file: ImportFile, others: &[&str]) -> ImportFile {
    if !others.is_empty() {
        let others = others[..others.len().min(5)].join("”“");
        file.notices.push(format!(
            "只读取了工作表“{}”；工作表“{others}”也有同样的表头，没有读取，请分开导入。",
            file.layout.sheet
        ));
    }
    file
}

/// Writes row numbers as 第 3、5、8 行, or 第 3、4、5、6、7、8、9、10 等 20 行 if they are more than 8.
fn row_list(rows: &[u32]) -> String {
    const SHOWN: usize = 8;
    let mut rows = rows.to_vec();
    rows.sort_unstable();
    let shown: Vec<_> = rows.iter().take(SHOWN).map(u32::to_string).collect();
    let shown = shown.join("、");
    if rows.len() > SHOWN {
        format!("第 {shown} 等 {} 行", rows.len())
    } else {
        format!("第 {shown} 行")
    }
}
