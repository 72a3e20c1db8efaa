//! Scanning of a worksheet: metadata that calamine does not report, and the order of its cells.

use std::rc::Rc;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use super::attributes::attributes;
use super::cell_reference::{parse_area, parse_cell, parse_row};
use super::cell_scanner::{CellScanner, CellType};
use super::limits_used::{LimitsUsed, count};
use crate::read::error::ReadError;
use crate::read::limits::{
    MAX_ATTRIBUTE_BYTES, MAX_ATTRIBUTES, MAX_COLUMNS, MAX_HIDDEN_RANGES, MAX_REFERENCES,
    MAX_UNRESOLVED_RANGES, SHEET_COLUMNS, SHEET_ROWS,
};
use crate::read::source::{Area, Link, SheetMetadata};

#[derive(Debug, Default)]
pub(super) struct SheetScanner {
    pub(super) is_in_sheet_data: bool,
    hidden_rows: Vec<(u32, u32)>,
    merged_areas: Vec<Area>,
    /// Area, relationship id and location of each link.
    links: Vec<(Area, String, String)>,
    /// Cells with an error that calamine does not know, in order.
    unknown_errors: Vec<(u32, u32)>,
    /// Row, first and last column of formulas without a result.
    unresolved_formulas: Vec<(u32, u32, u32)>,
    /// Row and column of the next element without a reference.
    next: (u32, u32),
    cell: CellScanner,
}

impl SheetScanner {
    pub(super) fn start(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        used: &mut LimitsUsed,
    ) -> Result<(), ReadError> {
        match name {
            // The cache of an external workbook has one for each sheet, so the position restarts.
            "sheetData" => {
                self.is_in_sheet_data = true;
                self.next = (0, 0);
            }
            "row" => self.row(element, used)?,
            "c" => self.start_cell(element)?,
            "v" | "f" => self.cell.start(name),
            "mergeCell" => {
                count(&mut used.references, MAX_REFERENCES)?;
                for (key, value) in attributes(element)? {
                    if key == "ref" {
                        self.merged_areas.extend(parse_area(&value));
                    }
                }
            }
            "hyperlink" => self.link(element, used)?,
            _ => {}
        }
        Ok(())
    }

    /// Notes a hidden row. Rows must be in ascending order.
    fn row(&mut self, element: &BytesStart<'_>, used: &mut LimitsUsed) -> Result<(), ReadError> {
        let mut row = self.next.0;
        let mut is_hidden = false;
        for (key, value) in attributes(element)? {
            match key {
                "r" => row = parse_row(&value).ok_or(ReadError::Suspicious)?,
                "hidden" => is_hidden = matches!(value.as_str(), "1" | "true"),
                _ => {}
            }
        }
        if row < self.next.0 || row >= SHEET_ROWS {
            return Err(ReadError::Suspicious);
        }
        self.next = (row + 1, 0);
        if !is_hidden {
            return Ok(());
        }
        match self.hidden_rows.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => {
                count(&mut used.hidden_ranges, MAX_HIDDEN_RANGES)?;
                self.hidden_rows.push((row, row));
            }
        }
        Ok(())
    }

    /// Starts a cell. Cells must be inside of their row and in ascending order.
    fn start_cell(&mut self, element: &BytesStart<'_>) -> Result<(), ReadError> {
        let row = self.next.0.checked_sub(1).ok_or(ReadError::Suspicious)?;
        let mut column = self.next.1;
        let mut cell_type = CellType::Other;
        for (index, attribute) in element.attributes().enumerate() {
            let attribute = attribute.map_err(|_| ReadError::Damaged)?;
            if index >= MAX_ATTRIBUTES {
                return Err(ReadError::Suspicious);
            }
            match attribute.key.into_inner() {
                "r" => {
                    let position = parse_cell(&attribute.value).ok_or(ReadError::Suspicious)?;
                    if position.0 != row || position.1 < column {
                        return Err(ReadError::Suspicious);
                    }
                    column = position.1;
                }
                "t" => {
                    cell_type = match &*attribute.value {
                        "e" => CellType::Error,
                        "str" => CellType::FormulaText,
                        _ => CellType::Other,
                    }
                }
                _ => {}
            }
        }
        if column >= SHEET_COLUMNS {
            return Err(ReadError::Suspicious);
        }
        self.next.1 = column + 1;
        self.cell = CellScanner::new(cell_type);
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) {
        if self.is_in_sheet_data {
            self.cell.text(text);
        }
    }

    pub(super) fn end_value(&mut self) {
        self.cell.end_value();
    }

    pub(super) fn end_cell(&mut self, used: &mut LimitsUsed) -> Result<(), ReadError> {
        let cell = std::mem::take(&mut self.cell);
        let row = self.next.0.saturating_sub(1);
        let column = self.next.1.saturating_sub(1);
        if cell.has_unknown_error() {
            count(&mut used.unknown_errors, MAX_REFERENCES)?;
            self.unknown_errors.push((row, column));
        }
        if cell.is_unresolved_formula() && column < MAX_COLUMNS {
            self.add_unresolved_formula(row, column, used);
        }
        Ok(())
    }

    /// Beyond the limit, formulas are dropped without an error: they only matter for a notice.
    fn add_unresolved_formula(&mut self, row: u32, column: u32, used: &mut LimitsUsed) {
        match self.unresolved_formulas.last_mut() {
            Some((last_row, _, last)) if *last_row == row && *last + 1 == column => *last = column,
            _ if used.unresolved_ranges < MAX_UNRESOLVED_RANGES => {
                used.unresolved_ranges += 1;
                self.unresolved_formulas.push((row, column, column));
            }
            _ => {}
        }
    }

    fn link(&mut self, element: &BytesStart<'_>, used: &mut LimitsUsed) -> Result<(), ReadError> {
        count(&mut used.references, MAX_REFERENCES)?;
        let (mut area, mut relationship_id, mut location) = (None, None, String::new());
        for (key, value) in attributes(element)? {
            match key {
                "ref" => area = parse_area(&value),
                "location" => location = value,
                key if key.rsplit(':').next() == Some("id") => relationship_id = Some(value),
                _ => {}
            }
        }
        // A link without a relationship leads to a place in the workbook.
        if let (Some(area), Some(relationship_id)) = (area, relationship_id) {
            if location.len() > MAX_ATTRIBUTE_BYTES {
                return Err(ReadError::Suspicious);
            }
            used.keep_text(relationship_id.len() + location.len())?;
            self.links.push((area, relationship_id, location));
        }
        Ok(())
    }

    /// Returns the metadata and the cells with an error that calamine does not know. `target` maps
    /// relationship ids to addresses.
    pub(super) fn finish(
        self,
        target: impl Fn(&str) -> Option<Rc<str>>,
    ) -> (SheetMetadata, Vec<(u32, u32)>) {
        let links = self
            .links
            .into_iter()
            .filter_map(|(area, relationship_id, location)| {
                Some(Link {
                    area,
                    target: target(&relationship_id)?,
                    location: unescape(&location).ok()?.into_owned(),
                })
            })
            .collect();
        let metadata = SheetMetadata {
            hidden_rows: self.hidden_rows,
            merged_areas: self.merged_areas,
            unresolved_formulas: self.unresolved_formulas,
            links,
        };
        (metadata, self.unknown_errors)
    }
}
