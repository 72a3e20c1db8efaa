//! What stands in a sheet besides the values of its cells, and whether its cells are in order.

use quick_xml::events::BytesStart;

use super::super::book::{Area, Extras};
use super::super::limits::{
    MAX_ATTRIBUTES, MAX_CELL_CHARS, MAX_HIDDEN, MAX_LINKS, SHEET_COLUMNS, SHEET_ROWS,
};
use super::super::unreadable::Unreadable;
use super::counts::{Counts, attributes, limit};
use super::reference;

/// The errors that calamine knows.
const KNOWN_ERRORS: [&str; 7] = [
    "#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!",
];

/// A sheet, without its values.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    /// Whether its cells have begun and not ended.
    pub(super) in_cells: bool,
    hidden: Vec<(u32, u32)>,
    merged: Vec<Area>,
    /// Links by their relation.
    links: Vec<(Area, String)>,
    /// Cells with an error that calamine does not know, in their order.
    errors: Vec<(u32, u32, String)>,
    /// The row and column that come next where nothing else is said.
    next: (u32, u32),
    /// The error in the cell that has not ended yet.
    error: Option<String>,
}

impl Sheet {
    /// An element of the sheet begins.
    pub(super) fn start(
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
        self.error = None;
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
                "t" if &*attribute.value == "e" => self.error = Some(String::new()),
                _ => {}
            }
        }
        if column >= SHEET_COLUMNS {
            return Err(Unreadable::Suspicious);
        }
        self.next.1 = column + 1;
        Ok(())
    }

    /// Text within the sheet.
    pub(super) fn text(&mut self, text: &str) {
        if let Some(error) = &mut self.error {
            error.push_str(text);
        }
    }

    /// A cell ends.
    pub(super) fn end_cell(&mut self) {
        let Some(error) = self.error.take() else {
            return;
        };
        let error = error.trim();
        if !KNOWN_ERRORS.contains(&error) && self.errors.len() < MAX_LINKS {
            let shown = error.chars().take(MAX_CELL_CHARS.min(40)).collect();
            let place = (self.next.0.saturating_sub(1), self.next.1.saturating_sub(1));
            self.errors.push((place.0, place.1, shown));
        }
    }

    fn link(&mut self, element: &BytesStart<'_>, counts: &mut Counts) -> Result<(), Unreadable> {
        limit(&mut counts.links, MAX_LINKS)?;
        let (mut area, mut relation) = (None, None);
        for (key, value) in attributes(element)? {
            match key {
                "ref" => area = reference::area(&value),
                key if key.rsplit(':').next() == Some("id") => relation = Some(value),
                _ => {}
            }
        }
        if let (Some(area), Some(relation)) = (area, relation) {
            counts.keep(relation.len())?;
            self.links.push((area, relation));
        }
        Ok(())
    }

    /// What is needed later, with links by the address that `target` knows for their relation.
    pub(super) fn finish(
        self,
        target: impl Fn(&str) -> Option<String>,
    ) -> (Extras, Vec<(u32, u32, String)>) {
        let links = self
            .links
            .into_iter()
            .filter_map(|(area, relation)| Some((area, target(&relation)?)))
            .collect();
        let extras = Extras {
            hidden: self.hidden,
            merged: self.merged,
            links,
        };
        (extras, self.errors)
    }
}
