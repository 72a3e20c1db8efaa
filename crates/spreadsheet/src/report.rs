//! The error report of an import: the uploaded sheet with marked cells and a column of remarks.

use nmrs_domain::import::ImportColumn;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use crate::layout::Layout;
use crate::write::WriteError;

const REMARKS_TITLE: &str = "错误说明";

/// Fill and font colours, as in the styles “Bad” and “Neutral” of Excel.
const RED: (u32, u32) = (0x00FF_C7CE, 0x009C_0006);
const YELLOW: (u32, u32) = (0x00FF_EB9C, 0x009C_5700);

/// Column widths in Latin characters.
const COLUMN_WIDTH: f64 = 20.0;
const REMARKS_WIDTH: f64 = 70.0;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Row number in the uploaded sheet, from 1.
    pub number: u32,
    /// One text for each of [`Layout::columns`].
    pub cells: Vec<String>,
    pub remarks: Vec<ReportRemark>,
    /// Remark about the row as a whole, in Chinese.
    pub note: Option<String>,
}

/// A remark about a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRemark {
    pub column: ImportColumn,
    /// In Chinese.
    pub text: String,
    /// True for an error, false for a warning.
    pub is_error: bool,
}

/// Writes the uploaded sheet as .xlsx, with cells at their original positions, colours for errors and
/// warnings, and a last column of remarks. All cells are text. Once corrected, the file can be
/// uploaded again.
///
/// `summary` goes into the first row unless that row has the titles.
pub fn write_report(
    layout: &Layout,
    summary: &str,
    rows: impl Iterator<Item = ReportRow>,
) -> Result<Vec<u8>, WriteError> {
    let formats = Formats::new();
    let last = layout.columns.iter().map(|column| column.index).max();
    let remarks_column = last.map_or(0, |last| last + 1);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    // The uploaded name may be invalid in .xlsx.
    if sheet.set_name(&layout.sheet).is_err() {
        sheet.set_name("导入检查")?;
    }
    for column in &layout.columns {
        sheet.set_column_width(column.index, COLUMN_WIDTH)?;
    }
    sheet.set_column_width(remarks_column, REMARKS_WIDTH)?;
    let header = layout.header_row.saturating_sub(1);
    sheet.set_freeze_panes(header + 1, 0)?;
    if header > 0 {
        sheet.write_string_with_format(0, 0, summary, &formats.summary)?;
    }
    for column in &layout.columns {
        sheet.write_string_with_format(header, column.index, &column.title, &formats.title)?;
    }
    sheet.write_string_with_format(header, remarks_column, REMARKS_TITLE, &formats.title)?;
    for row in rows {
        write_row(sheet, layout, &formats, remarks_column, &row)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_row(
    sheet: &mut Worksheet,
    layout: &Layout,
    formats: &Formats,
    remarks_column: u16,
    row: &ReportRow,
) -> Result<(), WriteError> {
    let index = row.number.saturating_sub(1);
    for (column, text) in layout.columns.iter().zip(&row.cells) {
        let remarks = row.remarks.iter();
        let mut remarks = remarks.filter(|remark| Some(remark.column) == column.column);
        let format = match remarks.next() {
            None => &formats.plain,
            Some(first) if first.is_error || remarks.any(|remark| remark.is_error) => &formats.red,
            Some(_) => &formats.yellow,
        };
        if text.is_empty() {
            sheet.write_blank(index, column.index, format)?;
        } else {
            sheet.write_string_with_format(index, column.index, text, format)?;
        }
    }
    let remarks = remarks_text(row);
    if !remarks.is_empty() {
        sheet.write_string_with_format(index, remarks_column, remarks, &formats.remarks)?;
    }
    Ok(())
}

/// Joins the remarks, one per line and errors first.
fn remarks_text(row: &ReportRow) -> String {
    let line = |remark: &ReportRemark| {
        let prefix = if remark.is_error { "" } else { "提醒：" };
        format!("{prefix}【{}】{}", remark.column.label(), remark.text)
    };
    let errors = row.remarks.iter().filter(|remark| remark.is_error);
    let warnings = row.remarks.iter().filter(|remark| !remark.is_error);
    let lines = row.note.iter().cloned();
    let lines: Vec<String> = lines.chain(errors.chain(warnings).map(line)).collect();
    lines.join("\n")
}

struct Formats {
    summary: Format,
    title: Format,
    plain: Format,
    red: Format,
    yellow: Format,
    remarks: Format,
}

impl Formats {
    fn new() -> Self {
        // Text, so that a corrected phone number is kept as typed.
        let plain = Format::new()
            .set_num_format("@")
            .set_align(FormatAlign::Top);
        let coloured = |(fill, font): (u32, u32)| {
            plain
                .clone()
                .set_background_color(Color::RGB(fill))
                .set_font_color(Color::RGB(font))
        };
        Self {
            summary: Format::new().set_bold(),
            title: Format::new()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_border(FormatBorder::Thin),
            red: coloured(RED),
            yellow: coloured(YELLOW),
            remarks: plain.clone().set_text_wrap(),
            plain,
        }
    }
}

#[cfg(test)]
mod tests;
