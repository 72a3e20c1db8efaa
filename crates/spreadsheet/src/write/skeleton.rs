//! What a workbook has around its rows: styles, names of sheets, widths, titles, filters.
//!
//! A library that knows the format makes it, with two cells in each sheet whose styles are looked up
//! and which are left out then.

use std::io::{Cursor, Read as _};

use quick_xml::events::Event;
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, utility};
use zip::ZipArchive;

use super::cell::Heading;
use super::error::WriteError;

/// Where the sheets are in the file.
const SHEETS: &str = "xl/worksheets/sheet";
/// Where the row begins that holds the styles.
const SAMPLE_ROW: &str = "<row r=\"2\"";
const SAMPLE_MOMENT: &str = "A2";
const SAMPLE_QUOTED: &str = "B2";

/// A workbook without the rows of its sheets.
pub(super) struct Shell {
    /// Everything but the sheets, in the order of the file.
    pub(super) parts: Vec<Part>,
    pub(super) sheets: Vec<Sheet>,
    pub(super) styles: Styles,
}

/// A file inside of the file.
pub(super) struct Part {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// A sheet around its rows.
pub(super) struct Sheet {
    pub(super) name: String,
    /// Up to the titles, with them.
    pub(super) head: String,
    /// What follows the last row.
    pub(super) tail: String,
    /// Rows that it has room for, below the titles.
    pub(super) rows: u64,
}

/// The numbers that cells name their styles by.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Styles {
    pub(super) moment: u32,
    pub(super) quoted: u32,
}

impl Shell {
    /// With a sheet for each number of rows.
    pub(super) fn new(
        name: &str,
        headings: &[Heading<'_>],
        rows: &[u64],
    ) -> Result<Self, WriteError> {
        let bytes = book(name, headings, rows)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let (mut parts, mut sheets, mut styles) = (Vec::new(), Vec::new(), Styles::default());
        for at in 0..archive.len() {
            let mut file = archive.by_index(at)?;
            let name = file.name()?.into_owned();
            if name.starts_with(SHEETS) {
                let mut xml = String::new();
                file.read_to_string(&mut xml)?;
                let rows = rows.get(sheets.len()).copied().unwrap_or_default();
                styles = Styles::of(&xml)?;
                sheets.push(Sheet::around(name, &xml, headings.len(), rows)?);
            } else {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                parts.push(Part { name, bytes });
            }
        }
        Ok(Self {
            parts,
            sheets,
            styles,
        })
    }
}

fn book(name: &str, headings: &[Heading<'_>], rows: &[u64]) -> Result<Vec<u8>, WriteError> {
    let header = Format::new()
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xDD_EB_F7));
    let moment = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let quoted = Format::new().set_quote_prefix();
    let mut book = Workbook::new();
    for (number, &rows) in (1..).zip(rows) {
        let sheet = book.add_worksheet();
        sheet.set_name(match number {
            1 => name.to_owned(),
            number => format!("{name} ({number})"),
        })?;
        sheet.set_freeze_panes(1, 1)?;
        let mut last_column = 0;
        for (at, heading) in (0..).zip(headings) {
            sheet.set_column_width(at, heading.width)?;
            sheet.write_string_with_format(0, at, heading.title, &header)?;
            last_column = at;
        }
        // Rows can be filtered by what their columns say.
        sheet.autofilter(0, 0, last_row(rows), last_column)?;
        sheet.write_blank(1, 0, &moment)?;
        sheet.write_blank(1, 1, &quoted)?;
    }
    Ok(book.save_to_buffer()?)
}

/// The last row of a sheet, counted from 0, which is that of the titles.
fn last_row(rows: u64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

impl Sheet {
    fn around(name: String, xml: &str, columns: usize, rows: u64) -> Result<Self, WriteError> {
        let (head, _) = xml.split_once(SAMPLE_ROW).ok_or(WriteError::Shell)?;
        let (_, tail) = xml.split_once("</sheetData>").ok_or(WriteError::Shell)?;
        // Its extent, which is that of the samples so far.
        let (before, after) = head
            .split_once("<dimension ref=\"")
            .ok_or(WriteError::Shell)?;
        let (_, after) = after.split_once('"').ok_or(WriteError::Shell)?;
        let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        let extent = utility::cell_range(0, 0, last_row(rows), last_column);
        Ok(Self {
            name,
            head: format!("{before}<dimension ref=\"{extent}\"{after}"),
            tail: format!("</sheetData>{tail}"),
            rows,
        })
    }
}

impl Styles {
    fn of(xml: &str) -> Result<Self, WriteError> {
        Ok(Self {
            moment: style(xml, SAMPLE_MOMENT)?,
            quoted: style(xml, SAMPLE_QUOTED)?,
        })
    }
}

/// The number of the style of a cell.
fn style(xml: &str, sample: &str) -> Result<u32, WriteError> {
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| WriteError::Shell)? {
            Event::Empty(cell) if cell.name().as_ref() == "c" => {
                let attribute = |name| cell.try_get_attribute(name).ok().flatten();
                if attribute("r").is_some_and(|name| name.value == sample) {
                    return attribute("s")
                        .and_then(|style| style.value.parse().ok())
                        .ok_or(WriteError::Shell);
                }
            }
            Event::Eof => return Err(WriteError::Shell),
            _ => {}
        }
    }
}
