//! Workbooks of Office Open XML.

use std::collections::HashMap;
use std::io::Cursor;
use std::rc::Rc;

use calamine::{Reader, SheetType, SheetVisible, XlsxError};
use quick_xml::escape::unescape;

use super::part_scanner::Relation;
use super::validate::{self, Parts};
use crate::read::cell::Cell;
use crate::read::error::Unreadable;
use crate::read::limits::MAX_SHEETS;
use crate::read::source::{Book, Extras, Visit};

/// Characters of an error that are kept.
const MAX_ERROR_CHARS: usize = 40;

/// An opened workbook.
pub(in crate::read) struct Xlsx<'b> {
    book: calamine::Xlsx<Cursor<&'b [u8]>>,
    sheets: Vec<Opened>,
}

/// A sheet that is shown.
struct Opened {
    name: String,
    extras: Extras,
    /// Cells with an error for which calamine has no word, in their order.
    errors: Vec<(u32, u32)>,
}

impl<'b> Xlsx<'b> {
    /// Opens a workbook.
    pub(in crate::read) fn open(bytes: &'b [u8]) -> Result<Self, Unreadable> {
        let mut parts = validate::pass(bytes)?;
        let book = calamine::Xlsx::new(Cursor::new(bytes)).map_err(|error| match error {
            XlsxError::Password => Unreadable::Password,
            _ => Unreadable::Damaged,
        })?;
        let paths = sheet_paths(&parts);
        let mut sheets = Vec::new();
        for (at, sheet) in book.sheets_metadata().iter().enumerate() {
            if sheet.typ != SheetType::WorkSheet || sheet.visible != SheetVisible::Visible {
                continue;
            }
            if sheets.len() >= MAX_SHEETS {
                break;
            }
            let path = paths.get(at).cloned().unwrap_or_default();
            let (extras, errors) = around(&path, &mut parts);
            sheets.push(Opened {
                name: sheet.name.clone(),
                extras,
                errors,
            });
        }
        Ok(Self { book, sheets })
    }
}

impl Book for Xlsx<'_> {
    fn sheets(&self) -> Vec<String> {
        self.sheets.iter().map(|sheet| sheet.name.clone()).collect()
    }

    fn visit(&mut self, sheet: usize, visit: &mut Visit<'_>) -> Result<(), Unreadable> {
        let sheet = &self.sheets[sheet];
        let mut errors = sheet.errors.iter().copied();
        let mut cells = self
            .book
            .worksheet_cells_reader(&sheet.name)
            .map_err(|_| Unreadable::Damaged)?;
        let mut last = None;
        loop {
            let found = match cells.next_cell() {
                Ok(Some(cell)) => Ok(cell),
                Ok(None) => return Ok(()),
                // The reader has come past it and goes on with the next cell.
                Err(XlsxError::CellError(error)) => Err(error),
                Err(_) => return Err(Unreadable::Damaged),
            };
            let (row, column) = match &found {
                Ok(cell) => behind(last, cell.get_position()),
                // It stands in the first of these cells behind the last one that was read.
                Err(_) => errors
                    .find(|place| last.is_none_or(|last| *place > last))
                    .ok_or(Unreadable::Damaged)?,
            };
            last = Some((row, column));
            let cell = match &found {
                Ok(cell) => Cell::of_ref(cell.get_value()),
                Err(error) => Some(Cell::text(shown(error))),
            };
            if let Some(cell) = cell
                && visit(row, column, cell)?.is_break()
            {
                return Ok(());
            }
        }
    }

    fn extras(&self, sheet: usize) -> &Extras {
        &self.sheets[sheet].extras
    }
}

/// Where a cell stands that does not say so: calamine does not count one with an error that it does
/// not know, so that those right of it would fall together with it.
fn behind(last: Option<(u32, u32)>, (row, column): (u32, u32)) -> (u32, u32) {
    match last {
        Some((last_row, last_column)) if last_row == row => (row, column.max(last_column + 1)),
        _ => (row, column),
    }
}

/// An error as it is shown.
fn shown(error: &str) -> String {
    error.trim().chars().take(MAX_ERROR_CHARS).collect()
}

/// The parts of the sheets, in the order of the workbook.
fn sheet_paths(parts: &Parts) -> Vec<String> {
    let find = || {
        let root = parts.get("_rels/.rels")?;
        let workbook = root
            .relations
            .iter()
            .rfind(|relation| relation.kind == "officeDocument")?
            .target
            .trim_start_matches('/')
            .to_ascii_lowercase();
        let targets = targets(&parts.get(&relations_of(&workbook))?.relations);
        let folder = &workbook[..workbook.rfind('/').map_or(0, |at| at + 1)];
        let path = |id: &String| {
            let target = targets.get(id.as_str())?.to_ascii_lowercase();
            Some(match target.strip_prefix('/') {
                Some(absolute) => absolute.to_owned(),
                None => format!("{folder}{target}"),
            })
        };
        let sheets = &parts.get(&workbook)?.sheets;
        Some(
            sheets
                .iter()
                .map(|id| path(id).unwrap_or_default())
                .collect(),
        )
    };
    find().unwrap_or_default()
}

/// The part with the relations of a part.
fn relations_of(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').unwrap_or_default();
    if folder.is_empty() {
        format!("_rels/{path}.rels")
    } else {
        format!("{folder}/_rels/{name}.rels")
    }
}

/// What stands around the cells of a sheet.
fn around(path: &str, parts: &mut Parts) -> (Extras, Vec<(u32, u32)>) {
    let Some(part) = parts.remove(path) else {
        return (Extras::NONE, Vec::new());
    };
    let relations = parts.get(&relations_of(path));
    let targets: HashMap<_, Rc<str>> = relations
        .map(|part| targets(&part.relations))
        .unwrap_or_default()
        .into_iter()
        .filter_map(|(id, target)| Some((id, unescape(target).ok()?.into())))
        .collect();
    part.sheet.finish(|id| targets.get(id).cloned())
}

/// The targets by the names of their relations; the last one of several with one name, as calamine
/// has it.
fn targets(relations: &[Relation]) -> HashMap<&str, &str> {
    relations
        .iter()
        .map(|relation| (relation.id.as_str(), relation.target.as_str()))
        .collect()
}
