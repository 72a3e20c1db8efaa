//! The parts of a workbook other than its rows: styles, sheet names, column widths, titles and
//! filters.
//!
//! `rust_xlsxwriter` writes them, with two sample cells in row 2 of each sheet that reveal the
//! indexes of the cell formats. The XML is split at that row, and the samples are left out. This
//! relies on the XML of one version of the crate, so its version is pinned in `Cargo.toml`.

use std::io::{Cursor, Read as _};

use quick_xml::events::Event;
use rust_xlsxwriter::{Color, Format, FormatAlign, Workbook, utility};
use zip::ZipArchive;

use super::cell::Heading;
use super::error::WriteError;

const SHEET_PREFIX: &str = "xl/worksheets/sheet";
const SAMPLE_ROW: &str = "<row r=\"2\"";
const DIMENSION: &str = "<dimension ref=\"";
const SHEET_DATA_END: &str = "</sheetData>";
const SAMPLE_DATE_TIME: &str = "A2";
const SAMPLE_QUOTED_TEXT: &str = "B2";

/// A workbook without the rows of its sheets.
pub(super) struct WorkbookSkeleton {
    /// Parts other than sheets, in the order of the archive.
    pub(super) parts: Vec<Part>,
    pub(super) sheets: Vec<SheetSkeleton>,
    pub(super) formats: CellFormats,
}

pub(super) struct Part {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

pub(super) struct SheetSkeleton {
    /// Name of the part.
    pub(super) name: String,
    /// XML up to the titles, including them.
    pub(super) head: String,
    /// XML after the last row.
    pub(super) tail: String,
    /// Capacity below the titles.
    pub(super) rows: u64,
}

/// Indexes of cell formats in the styles of the workbook.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct CellFormats {
    pub(super) date_time: u32,
    /// A text that looks like a formula.
    pub(super) quoted_text: u32,
}

impl WorkbookSkeleton {
    /// Builds one sheet for each number of rows.
    pub(super) fn new(
        name: &str,
        headings: &[Heading<'_>],
        rows: &[u64],
    ) -> Result<Self, WriteError> {
        let bytes = write_sample(name, headings, rows)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes))?;
        let mut parts = Vec::new();
        let mut sheets = Vec::new();
        let mut formats = CellFormats::default();
        for index in 0..archive.len() {
            let mut file = archive.by_index(index)?;
            let name = file.name()?.into_owned();
            if name.starts_with(SHEET_PREFIX) {
                let mut xml = String::new();
                file.read_to_string(&mut xml)?;
                let rows = rows.get(sheets.len()).copied().unwrap_or_default();
                formats = CellFormats::find(&xml)?;
                sheets.push(SheetSkeleton::split(name, &xml, headings.len(), rows)?);
            } else {
                let mut bytes = Vec::new();
                file.read_to_end(&mut bytes)?;
                parts.push(Part { name, bytes });
            }
        }
        Ok(Self {
            parts,
            sheets,
            formats,
        })
    }
}

fn write_sample(name: &str, headings: &[Heading<'_>], rows: &[u64]) -> Result<Vec<u8>, WriteError> {
    let title = Format::new()
        .set_bold()
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color(Color::RGB(0xDD_EB_F7));
    let date_time = Format::new().set_num_format("yyyy-mm-dd hh:mm:ss");
    let quoted_text = Format::new().set_quote_prefix();
    let mut workbook = Workbook::new();
    for (number, &rows) in (1..).zip(rows) {
        let sheet = workbook.add_worksheet();
        sheet.set_name(match number {
            1 => name.to_owned(),
            number => format!("{name} ({number})"),
        })?;
        sheet.set_freeze_panes(1, 1)?;
        let mut last_column = 0;
        for (column, heading) in (0..).zip(headings) {
            sheet.set_column_width(column, heading.width)?;
            sheet.write_string_with_format(0, column, heading.title, &title)?;
            last_column = column;
        }
        sheet.autofilter(0, 0, last_row(rows), last_column)?;
        sheet.write_blank(1, 0, &date_time)?;
        sheet.write_blank(1, 1, &quoted_text)?;
    }
    Ok(workbook.save_to_buffer()?)
}

/// Returns the last row of a sheet, counted from 0, where row 0 has the titles.
fn last_row(rows: u64) -> u32 {
    u32::try_from(rows).unwrap_or(u32::MAX)
}

impl SheetSkeleton {
    pub(super) fn split(
        name: String,
        xml: &str,
        columns: usize,
        rows: u64,
    ) -> Result<Self, WriteError> {
        let (head, _) = split_at(xml, SAMPLE_ROW)?;
        let (_, tail) = split_at(xml, SHEET_DATA_END)?;
        // Replace the dimension of the sample by that of the rows to come.
        let (before, after) = split_at(head, DIMENSION)?;
        let (_, after) = split_at(after, "\"")?;
        let last_column = u16::try_from(columns.saturating_sub(1)).unwrap_or(u16::MAX);
        let dimension = utility::cell_range(0, 0, last_row(rows), last_column);
        Ok(Self {
            name,
            head: format!("{before}{DIMENSION}{dimension}\"{after}"),
            tail: format!("{SHEET_DATA_END}{tail}"),
            rows,
        })
    }
}

fn split_at<'x>(xml: &'x str, mark: &'static str) -> Result<(&'x str, &'x str), WriteError> {
    xml.split_once(mark).ok_or(WriteError::Skeleton(mark))
}

impl CellFormats {
    pub(super) fn find(xml: &str) -> Result<Self, WriteError> {
        Ok(Self {
            date_time: cell_format(xml, SAMPLE_DATE_TIME)?,
            quoted_text: cell_format(xml, SAMPLE_QUOTED_TEXT)?,
        })
    }
}

/// Returns the format index of a sample cell.
fn cell_format(xml: &str, sample: &'static str) -> Result<u32, WriteError> {
    let missing = || WriteError::Skeleton(sample);
    let mut reader = quick_xml::Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|_| missing())? {
            Event::Empty(cell) if cell.name().as_ref() == "c" => {
                let attribute = |name| cell.try_get_attribute(name).ok().flatten();
                if attribute("r").is_some_and(|reference| reference.value == sample) {
                    return attribute("s")
                        .and_then(|format| format.value.parse().ok())
                        .ok_or_else(missing);
                }
            }
            Event::Eof => return Err(missing()),
            _ => {}
        }
    }
}
