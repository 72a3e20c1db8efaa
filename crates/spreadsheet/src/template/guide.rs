//! The sheet with instructions.

use nmrs_domain::actor::Branch;
use nmrs_domain::import::{IMPORT_HOURS, ImportColumn, MAX_IMPORT_BYTES, MAX_IMPORT_ROWS};
use nmrs_domain::kind::KINDS;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, RowNum, Worksheet, XlsxError};

use super::texts::{self, DATA_SHEET, GUIDE_SHEET};
use crate::write::WriteError;

/// In Latin characters.
const COLUMN_WIDTHS: [f64; 4] = [30.0, 14.0, 60.0, 34.0];
/// Chinese characters in a line of the third column.
const LINE_CHARS: usize = 29;
/// In points.
const LINE_HEIGHT: f64 = 17.0;

/// Appends rows to the sheet.
struct GuideWriter<'a> {
    sheet: &'a mut Worksheet,
    row: RowNum,
    heading_format: Format,
    text_format: Format,
    cell_format: Format,
    header_format: Format,
}

pub(super) fn write(sheet: &mut Worksheet, branch: Branch) -> Result<(), WriteError> {
    sheet.set_name(GUIDE_SHEET)?;
    for (at, width) in (0..).zip(COLUMN_WIDTHS) {
        sheet.set_column_width(at, width)?;
    }
    sheet.set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    let bordered = wrapped.clone().set_border(FormatBorder::Thin);
    let mut guide = GuideWriter {
        sheet,
        row: 0,
        heading_format: Format::new().set_bold().set_font_size(13),
        text_format: wrapped,
        header_format: bordered
            .clone()
            .set_bold()
            .set_background_color(Color::RGB(0xDD_EB_F7)),
        cell_format: bordered,
    };
    guide.add_heading("一、怎样报送")?;
    for line in steps() {
        guide.add_text(&line)?;
    }
    guide.add_heading("二、各列怎样填写")?;
    guide.add_cells(["列", "是否必填", "填什么", "示例"], true)?;
    for column in ImportColumn::ALL {
        let description = texts::description(column, branch);
        let example = texts::example(column, branch);
        let requirement = texts::requirement(column);
        guide.add_cells(
            [column.title(branch), requirement, &description, &example],
            false,
        )?;
    }
    guide.add_heading("三、不同类型的账号填什么链接")?;
    guide.add_cells(["账号类型", "链接", "怎样的链接", "平台名称"], true)?;
    for kind in &KINDS {
        let platform = if kind.needs_platform_name {
            "必填"
        } else {
            "留空"
        };
        guide.add_cells(
            [kind.label, kind.link_label, kind.link_hint, platform],
            false,
        )?;
    }
    guide.add_heading("四、导入以后")?;
    for line in afterwards() {
        guide.add_text(&line)?;
    }
    Ok(())
}

fn steps() -> Vec<String> {
    vec![
        format!("1. 在“{DATA_SHEET}”中填写，一行一个账号；不改动标题行，不需要的列可以空着。"),
        "2. 以填报单位身份登录，在“新媒体账号信息”中点击“批量导入”，选择这个文件。".into(),
        "3. 系统逐行检查，把有问题的行、列和改法列出来，可以当场改好，也可以下载错误报告改好再传。".into(),
        "4. 全部无误后选择“提交审核”或“存为草稿”（放在“未提交”中），所有行一起生效，不会只导入一部分。".into(),
        format!(
            "5. 一份表格最多 {MAX_IMPORT_ROWS} 行、{} MB，超过的请分成几份。支持 .xlsx、.xls、.et 和 .csv 文件，\
             不要加密码，不要含宏。",
            MAX_IMPORT_BYTES / 1024 / 1024
        ),
    ]
}

fn afterwards() -> Vec<String> {
    vec![
        "1. 选择“提交审核”的账号从直属组织单位开始逐级审核，终审通过后得到新媒体标识码。".into(),
        "2. 选择“存为草稿”的账号在“未提交”中，可以继续修改、提交或删除。".into(),
        "3. 已登记在册的账号不能重复报送；同一单位在同一平台开设第二个账号会得到提醒，由审核人判断。".into(),
        format!("4. 检查过但没有导入的表格保留 {IMPORT_HOURS} 小时，期间可以回到“批量导入”继续。"),
    ]
}

impl GuideWriter<'_> {
    fn add_heading(&mut self, text: &str) -> Result<(), XlsxError> {
        if self.row > 0 {
            self.row += 1;
        }
        self.sheet.set_row_height(self.row, 24)?;
        self.sheet
            .write_string_with_format(self.row, 0, text, &self.heading_format)?;
        self.row += 1;
        Ok(())
    }

    /// Appends a text across all columns.
    fn add_text(&mut self, text: &str) -> Result<(), XlsxError> {
        self.sheet
            .merge_range(self.row, 0, self.row, 3, text, &self.text_format)?;
        self.end_row(text, LINE_CHARS * 2)
    }

    fn add_cells(&mut self, texts: [&str; 4], is_header: bool) -> Result<(), XlsxError> {
        let format = if is_header {
            &self.header_format
        } else {
            &self.cell_format
        };
        for (at, text) in (0..).zip(texts) {
            self.sheet
                .write_string_with_format(self.row, at, text, format)?;
        }
        self.end_row(texts[2], LINE_CHARS)
    }

    /// Sets the height of the row explicitly, because programs differ in when they fit it to its
    /// text.
    fn end_row(&mut self, text: &str, line_chars: usize) -> Result<(), XlsxError> {
        // An ASCII character has half of the width of a Chinese one.
        let half_widths: usize = text.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        let lines = half_widths.div_ceil(line_chars * 2).max(1);
        let lines = u32::try_from(lines).unwrap_or(1);
        self.sheet
            .set_row_height(self.row, LINE_HEIGHT * f64::from(lines))?;
        self.row += 1;
        Ok(())
    }
}
