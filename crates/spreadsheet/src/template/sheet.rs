//! The sheet to fill in.

use nmrs_domain::actor::Branch;
use nmrs_domain::import::{ImportColumn, MAX_IMPORT_ROWS};
use nmrs_domain::kind::KINDS;
use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Note,
    Worksheet, XlsxError,
};

use super::texts::{self, DATA_SHEET, GUIDE_SHEET, title};
use crate::write::WriteError;

/// Rows, from 0.
const TITLE_ROW: u32 = 0;
const HINT_ROW: u32 = 1;
const HEADER_ROW: u32 = 2;
const EXAMPLE_ROW: u32 = 3;
/// The last row within the row limit of an import.
#[expect(clippy::cast_possible_truncation, reason = "ten thousand")]
const LAST_ROW: u32 = EXAMPLE_ROW + MAX_IMPORT_ROWS as u32;

const GREY: u32 = 0x80_80_80;
const BLUE: u32 = 0x1F_4E_79;
const PALE_BLUE: u32 = 0xDD_EB_F7;

pub(super) fn write(sheet: &mut Worksheet, branch: Branch) -> Result<(), WriteError> {
    sheet.set_name(DATA_SHEET)?;
    format_columns(sheet)?;
    write_header(sheet, branch)?;
    write_example(sheet, branch)?;
    add_dropdown_lists(sheet)?;
    sheet.set_freeze_panes(HEADER_ROW + 1, 1)?;
    sheet.set_landscape().set_paper_size(9);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(HEADER_ROW, HEADER_ROW)?;
    Ok(())
}

/// Formats all columns as text: phone numbers keep their zeros, `3-15` does not become a date, and
/// formulas are not evaluated.
fn format_columns(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    let text = Format::new().set_num_format("@");
    for (at, column) in (0..).zip(ImportColumn::ALL) {
        sheet.set_column_width(at, texts::width(column))?;
        sheet.set_column_format(at, &text)?;
    }
    Ok(())
}

fn write_header(sheet: &mut Worksheet, branch: Branch) -> Result<(), XlsxError> {
    let title_format = Format::new()
        .set_bold()
        .set_font_size(16)
        .set_font_color(Color::RGB(BLUE));
    sheet.set_row_height(TITLE_ROW, 28)?;
    sheet.write_string_with_format(TITLE_ROW, 0, title(branch), &title_format)?;
    let hint = format!(
        "带 * 的列必填；四项功能至少有一项。请从第 {} 行起填写，一行一个账号，最多 {MAX_IMPORT_ROWS} 行；\
         标题行不要改动。怎样填写，见“{}”表。",
        EXAMPLE_ROW + 2,
        GUIDE_SHEET,
    );
    let hint_format = Format::new().set_font_color(Color::RGB(GREY));
    sheet.write_string_with_format(HINT_ROW, 0, hint, &hint_format)?;
    let header_format = Format::new()
        .set_bold()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_border(FormatBorder::Thin)
        .set_background_color(Color::RGB(PALE_BLUE));
    sheet.set_row_height(HEADER_ROW, 36)?;
    for (at, column) in (0..).zip(ImportColumn::ALL) {
        let mark = if column.is_required() { "*" } else { "" };
        let title = format!("{mark}{}", column.title(branch));
        sheet.write_string_with_format(HEADER_ROW, at, title, &header_format)?;
    }
    Ok(())
}

fn write_example(sheet: &mut Worksheet, branch: Branch) -> Result<(), XlsxError> {
    let example_format = Format::new()
        .set_italic()
        .set_font_color(Color::RGB(GREY))
        .set_num_format("@");
    for (at, column) in (0..).zip(ImportColumn::ALL) {
        let value = texts::example(column, branch);
        if !value.is_empty() {
            sheet.write_string_with_format(EXAMPLE_ROW, at, value, &example_format)?;
        }
    }
    let note = Note::new("这一行是示例，导入时会跳过，删除或保留都可以。")
        .add_author_prefix(false)
        .set_width(220)
        .set_height(60);
    sheet.insert_note(EXAMPLE_ROW, 0, &note)?;
    Ok(())
}

/// Adds dropdown lists to the row of the example and all rows below it.
fn add_dropdown_lists(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    use ImportColumn as C;
    let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.label).collect();
    for (at, column) in (0..).zip(C::ALL) {
        let (choices, hint) = match column {
            C::Kind => (&kinds[..], "请从列表中选择账号类型"),
            C::RepresentsGovernment => (&YES_NO[..], "请选择“是”或“否”"),
            C::Publish | C::Service | C::Interact => {
                (&YES_NO[..], "有这项功能选“是”，没有选“否”或留空")
            }
            _ => continue,
        };
        let list = DataValidation::new()
            .allow_list_strings(choices)?
            .set_input_title(column.label())?
            .set_input_message(hint)?
            .set_error_style(DataValidationErrorStyle::Stop)
            .set_error_title("不在可选范围内")?
            .set_error_message(format!("{hint}，不要填写其他内容。"))?;
        sheet.add_data_validation(EXAMPLE_ROW, at, LAST_ROW, at, &list)?;
    }
    Ok(())
}

const YES_NO: [&str; 2] = ["是", "否"];
