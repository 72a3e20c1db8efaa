//! What stands in a sheet besides the values of its cells, and whether its cells are in order.

use std::rc::Rc;

use quick_xml::escape::unescape;
use quick_xml::events::BytesStart;

use super::cell_reference as reference;
use super::cell_scanner::{Kind, Value};
use super::limits_used::{Counts, attributes, limit};
use crate::read::error::Unreadable;
use crate::read::limits::{
    MAX_ATTRIBUTE, MAX_ATTRIBUTES, MAX_COLUMNS, MAX_HIDDEN, MAX_LINKS, MAX_UNRESOLVED,
    SHEET_COLUMNS, SHEET_ROWS,
};
use crate::read::source::{Area, Extras, Link};

/// A sheet, without its values.
#[derive(Debug, Default)]
pub(in crate::read) struct Sheet {
    /// Whether its cells have begun and not ended.
    pub(in crate::read) in_cells: bool,
    hidden: Vec<(u32, u32)>,
    merged: Vec<Area>,
    /// Links by their relation, with the place within what it leads to.
    links: Vec<(Area, String, String)>,
    /// Cells with an error that calamine does not know, in their order.
    errors: Vec<(u32, u32)>,
    /// Formulas without a result.
    unresolved: Vec<(u32, u32, u32)>,
    /// The row and column that come next where nothing else is said.
    next: (u32, u32),
    /// The cell that has not ended yet.
    value: Value,
}

impl Sheet {
    /// An element of the sheet begins.
    pub(in crate::read) fn start(
        &mut self,
        name: &str,
        element: &BytesStart<'_>,
        counts: &mut Counts,
    ) -> Result<(), Unreadable> {
        match name {
            // What is known of the sheets of other files has one for each of them.
            "sheetData" => {
                self.in_cells = true;
                self.next = (0, 0);
            }
            "row" => self.row(element, counts)?,
            "c" => self.cell(element)?,
            "v" | "f" => self.value.start(name),
            "mergeCell" => {
                limit(&mut counts.links, MAX_LINKS)?;
                for (key, value) in attributes(element)? {
                    if key == "ref" {
                        self.merged.extend(reference::area(&value));
                    }
                }
            }
            "hyperlink" => self.link(element, counts)?,
            _ => {}
        }
        Ok(())
    }

    /// A row must lie below the one before.
    fn row(&mut self, element: &BytesStart<'_>, counts: &mut Counts) -> Result<(), Unreadable> {
        let mut row = self.next.0;
        let mut hidden = false;
        for (key, value) in attributes(element)? {
            match key {
                "r" => row = reference::row(&value).ok_or(Unreadable::Suspicious)?,
                "hidden" => hidden = matches!(value.as_str(), "1" | "true"),
                _ => {}
            }
        }
        if row < self.next.0 || row >= SHEET_ROWS {
            return Err(Unreadable::Suspicious);
        }
        self.next = (row + 1, 0);
        if !hidden {
            return Ok(());
        }
        match self.hidden.last_mut() {
            Some((_, last)) if *last + 1 == row => *last = row,
            _ => {
                limit(&mut counts.hidden, MAX_HIDDEN)?;
                self.hidden.push((row, row));
            }
        }
        Ok(())
    }

    /// A cell must lie in its row and to the right of the one before.
    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), Unreadable> {
        let row = self.next.0.checked_sub(1).ok_or(Unreadable::Suspicious)?;
        let mut column = self.next.1;
        let mut kind = Kind::Other;
        for (count, attribute) in element.attributes().enumerate() {
            let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
            if count >= MAX_ATTRIBUTES {
                return Err(Unreadable::Suspicious);
            }
            match attribute.key.into_inner() {
                "r" => {
                    let place = reference::cell(&attribute.value).ok_or(Unreadable::Suspicious)?;
                    if place.0 != row || place.1 < column {
                        return Err(Unreadable::Suspicious);
                    }
                    column = place.1;
                }
                "t" => {
                    kind = match &*attribute.value {
                        "e" => Kind::Error,
                        "str" => Kind::Text,
                        _ => Kind::Other,
                    }
                }
                _ => {}
            }
        }
        if column >= SHEET_COLUMNS {
            return Err(Unreadable::Suspicious);
        }
        self.next.1 = column + 1;
        self.value = Value::of(kind);
        Ok(())
    }

    /// Text within the cells.
    pub(in crate::read) fn text(&mut self, text: &str) {
        if self.in_cells {
            self.value.text(text);
        }
    }

    /// The value of a cell ends.
    pub(in crate::read) fn end_value(&mut self) {
        self.value.end();
    }

    /// A cell ends.
    pub(in crate::read) fn end_cell(&mut self, counts: &mut Counts) -> Result<(), Unreadable> {
        let value = std::mem::take(&mut self.value);
        let row = self.next.0.saturating_sub(1);
        let column = self.next.1.saturating_sub(1);
        if value.is_unknown_error() {
            limit(&mut counts.errors, MAX_LINKS)?;
            self.errors.push((row, column));
        }
        if value.is_unresolved() && column < MAX_COLUMNS {
            self.unresolved(row, column, counts);
        }
        Ok(())
    }

    /// Notes a formula without a result. Of too many, the first ones: they are but for a notice.
    fn unresolved(&mut self, row: u32, column: u32, counts: &mut Counts) {
        match self.unresolved.last_mut() {
            Some((last_row, _, last)) if *last_row == row && *last + 1 == column => *last = column,
            _ if counts.unresolved < MAX_UNRESOLVED => {
                counts.unresolved += 1;
                self.unresolved.push((row, column, column));
            }
            _ => {}
        }
    }

    fn link(&mut self, element: &BytesStart<'_>, counts: &mut Counts) -> Result<(), Unreadable> {
        limit(&mut counts.links, MAX_LINKS)?;
        let (mut area, mut relation, mut within) = (None, None, String::new());
        for (key, value) in attributes(element)? {
            match key {
                "ref" => area = reference::area(&value),
                "location" => within = value,
                key if key.rsplit(':').next() == Some("id") => relation = Some(value),
                _ => {}
            }
        }
        if let (Some(area), Some(relation)) = (area, relation) {
            if within.len() > MAX_ATTRIBUTE {
                return Err(Unreadable::Suspicious);
            }
            counts.keep(relation.len() + within.len())?;
            self.links.push((area, relation, within));
        }
        Ok(())
    }

    /// What is needed later, with links by the address that `target` knows for their relation, and
    /// the cells with an error that calamine does not know.
    pub(in crate::read) fn finish(
        self,
        target: impl Fn(&str) -> Option<Rc<str>>,
    ) -> (Extras, Vec<(u32, u32)>) {
        let links = self
            .links
            .into_iter()
            .filter_map(|(area, relation, within)| {
                Some(Link {
                    area,
                    target: target(&relation)?,
                    within: unescape(&within).ok()?.into_owned(),
                })
            })
            .collect();
        let extras = Extras {
            hidden: self.hidden,
            merged: self.merged,
            unresolved: self.unresolved,
            links,
        };
        (extras, self.errors)
    }
}
