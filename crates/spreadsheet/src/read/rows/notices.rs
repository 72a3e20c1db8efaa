//! What the user is told about a file that was read.

use nmrs_domain::import::ImportColumn;

use crate::layout::ImportFile;
use crate::read::headers::find::{Header, listed};
use crate::read::rows::row_collector::Collector;
use crate::read::source::letters;

/// What was noticed among the rows of a sheet, by their numbers.
#[derive(Debug, Default)]
pub(in crate::read) struct Noticed {
    /// The example of the template.
    pub(in crate::read) examples: Vec<u32>,
    /// Texts across the table.
    pub(in crate::read) remarks: Vec<u32>,
    /// Hidden or filtered out.
    pub(in crate::read) hidden: Vec<u32>,
    /// Formulas in it have no result.
    pub(in crate::read) unresolved: Vec<u32>,
    /// The link leads to an address and shows something else.
    pub(in crate::read) followed: Vec<u32>,
    /// The link shows one address and leads to another.
    pub(in crate::read) differing: Vec<u32>,
}

impl Noticed {
    /// In words.
    pub(in crate::read) fn told(&self, header: &Header, collector: &Collector<'_>) -> Vec<String> {
        let mut notices = header.notices.clone();
        let mut tell = |rows: &[u32], what: &str| {
            if !rows.is_empty() {
                notices.push(format!("{}{what}", numbers(rows)));
            }
        };
        tell(&self.examples, "是模板的示例，没有导入。");
        tell(&self.remarks, "是横跨整张表的说明，没有导入。");
        tell(
            &self.hidden,
            "是隐藏或被筛选掉的，也已读取；不需要的请在核对时选“不导入”。",
        );
        tell(
            &self.unresolved,
            "的公式没有结果，其中的内容没有读取。请用 Excel 或 WPS 打开并保存一次，再重新上传。",
        );
        tell(
            &self.followed,
            "的链接显示的是文字，已改为读取它指向的网址，请核对。",
        );
        tell(
            &self.differing,
            "的链接显示的网址与它指向的不同，读取的是显示的网址，请核对。",
        );
        if !collector.untitled.is_empty() {
            let columns: Vec<_> = collector.untitled.iter().map(|c| letters(*c)).collect();
            notices.push(format!(
                "这些列没有列名，其中的内容没有读取：{}。",
                listed(&columns)
            ));
        }
        for (column, rounded) in header.columns.iter().zip(&collector.rounded) {
            let told = matches!(
                column.column,
                Some(ImportColumn::ExternalId | ImportColumn::Url)
            );
            if told && *rounded > 0 {
                notices.push(format!(
                    "“{}”列有 {rounded} 个超过 15 位的数字，末尾几位在表格程序里已经变成 0。请把该列设为文本格式，重新填写后再导入。",
                    column.title
                ));
            }
        }
        notices
    }
}

/// Tells that other sheets could have been meant.
pub(in crate::read) fn about_other_sheets(mut file: ImportFile, others: &[&str]) -> ImportFile {
    if !others.is_empty() {
        let others = others[..others.len().min(5)].join("”“");
        file.notices.push(format!(
            "只读取了工作表“{}”；工作表“{others}”也有同样的表头，没有读取，请分开导入。",
            file.layout.sheet
        ));
    }
    file
}

/// 第 3、5、8 行 or 第 3、4、5、6、7 等 20 行.
fn numbers(rows: &[u32]) -> String {
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
