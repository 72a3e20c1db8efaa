//! The uploaded sheet once more, with what is wrong in it.

use nmrs_domain::import::ImportColumn;
use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet};

use crate::WriteError;
use crate::layout::Layout;

/// Title of the column that says what is wrong.
pub const REMARKS: &str = "错误说明";

/// The colours of spreadsheet programs for bad and for neutral cells.
const RED: (u32, u32) = (0x00FF_C7CE, 0x009C_0006);
const YELLOW: (u32, u32) = (0x00FF_EB9C, 0x009C_5700);

/// Width of a column that was uploaded, and of the one with the remarks.
const WIDTH: f64 = 20.0;
const REMARKS_WIDTH: f64 = 70.0;

/// A row of the uploaded sheet with what is said about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// Its number, from 1.
    pub row: u32,
    /// The text of its cells, one for each of [`Layout::columns`].
    pub cells: Vec<String>,
    /// What is said about them.
    pub remarks: Vec<ReportRemark>,
    /// What is said about the row as a whole.
    pub note: Option<String>,
}

/// What is said about a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRemark {
    /// Its column.
    pub column: ImportColumn,
    /// In Chinese.
    pub text: String,
    /// Whether the row cannot be accepted because of it.
    pub is_error: bool,
}

/// Writes a report: every cell and every row where it was uploaded, cells with remarks in colour, and
/// one more column with the remarks. Mended, it can be uploaded again. All cells are text.
///
/// `head` stands above the titles, where there is room.
///
/// # Errors
/// When the file cannot be written.
pub fn write_report(
    layout: &Layout,
    head: &str,
    rows: impl Iterator<Item = ReportRow>,
) -> Result<Vec<u8>, WriteError> {
    let formats = Formats::new();
    let last = layout.columns.iter().map(|column| column.at).max();
    let remarks_at = last.map_or(0, |last| last + 1);
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet_with_constant_memory()?;
    // A name that spreadsheet programs do not take is not worth a refusal.
    if sheet.set_name(&layout.sheet).is_err() {
        sheet.set_name("导入检查")?;
    }
    for column in &layout.columns {
        sheet.set_column_width(column.at, WIDTH)?;
    }
    sheet.set_column_width(remarks_at, REMARKS_WIDTH)?;
    let header = layout.header_row.saturating_sub(1);
    sheet.set_freeze_panes(header + 1, 0)?;
    if header > 0 {
        sheet.write_string_with_format(0, 0, head, &formats.head)?;
    }
    for column in &layout.columns {
        sheet.write_string_with_format(header, column.at, &column.title, &formats.title)?;
    }
    sheet.write_string_with_format(header, remarks_at, REMARKS, &formats.title)?;
    for row in rows {
        write_row(sheet, layout, &formats, remarks_at, &row)?;
    }
    Ok(workbook.save_to_buffer()?)
}

fn write_row(
    sheet: &mut Worksheet,
    layout: &Layout,
    formats: &Formats,
    remarks_at: u16,
    row: &ReportRow,
) -> Result<(), WriteError> {
    let at = row.row.saturating_sub(1);
    for (column, text) in layout.columns.iter().zip(&row.cells) {
        let remarks = row.remarks.iter();
        let mut remarks = remarks.filter(|remark| Some(remark.column) == column.column);
        let format = match remarks.next() {
            None => &formats.plain,
            Some(first) if first.is_error || remarks.any(|remark| remark.is_error) => &formats.red,
            Some(_) => &formats.yellow,
        };
        if text.is_empty() {
            sheet.write_blank(at, column.at, format)?;
        } else {
            sheet.write_string_with_format(at, column.at, text, format)?;
        }
    }
    let remarks = remarks(row);
    if !remarks.is_empty() {
        sheet.write_string_with_format(at, remarks_at, remarks, &formats.remarks)?;
    }
    Ok(())
}

/// One line a remark, errors first.
fn remarks(row: &ReportRow) -> String {
    let line = |remark: &ReportRemark| {
        let what = if remark.is_error { "" } else { "提醒：" };
        format!("{what}【{}】{}", remark.column.label(), remark.text)
    };
    let errors = row.remarks.iter().filter(|remark| remark.is_error);
    let others = row.remarks.iter().filter(|remark| !remark.is_error);
    let lines = row.note.iter().cloned();
    let lines: Vec<String> = lines.chain(errors.chain(others).map(line)).collect();
    lines.join("\n")
}

/// How cells look.
struct Formats {
    head: Format,
    title: Format,
    plain: Format,
    red: Format,
    yellow: Format,
    remarks: Format,
}

impl Formats {
    fn new() -> Self {
        // Text, so that a phone number that is mended stays what was typed.
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
            head: Format::new().set_bold(),
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
