//! Reading what was uploaded.

mod cell;
mod csv;
mod detect;
mod error;
mod headers;
mod limits;
mod rows;
mod source;
mod xls;
mod xlsx;

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use nmrs_domain::import::{MAX_IMPORT_BYTES, cleaned, trimmed};

use self::detect::Format;
pub use self::error::Unreadable;
use self::headers::aliases as titles;
use self::headers::find::{self as header, Head, Header};
use self::limits::{HEAD_ROWS, MAX_CELL_CHARS, MAX_COLUMNS};
use self::rows::links;
use self::rows::notices::{self, Noticed};
use self::rows::row_collector::{Collected, Collector};
use self::source::{Book, Extras};
use crate::layout::ImportFile;

/// Reads an uploaded spreadsheet: finds its titles and gives its rows, cleaned but not checked.
///
/// What the file is, its content tells; its name is used for nothing but the name of the sheet
/// of a text file.
pub fn read_import(filename: &str, bytes: &[u8]) -> Result<ImportFile, Unreadable> {
    if bytes.len() > MAX_IMPORT_BYTES {
        return Err(Unreadable::TooLarge { bytes: bytes.len() });
    }
    if bytes.is_empty() {
        return Err(Unreadable::Empty);
    }
    let open = || match detect::format(bytes)? {
        Format::Archive => read(&mut xlsx::Xlsx::open(bytes)?),
        Format::Compound => read(&mut xls::Xls::open(bytes)?),
        Format::Text => read(&mut csv::Csv::open(filename, bytes)?),
    };
    // The libraries below are not ours: should one of them panic in spite of all that was
    // looked at before, it is the file that ends there and not the request.
    catch_unwind(AssertUnwindSafe(open)).unwrap_or(Err(Unreadable::Damaged))
}

/// Reads the sheet with the titles.
fn read(book: &mut dyn Book) -> Result<ImportFile, Unreadable> {
    let sheets = book.sheets();
    let mut headers = Vec::new();
    for sheet in 0..sheets.len() {
        if let Some(header) = header::find(&head(book, sheet)?) {
            headers.push((sheet, header));
        }
    }
    let Some((best, header)) = header::best(&headers) else {
        return Err(Unreadable::NoHeader {
            expected: titles::required(),
        });
    };
    if !header.missing.is_empty() {
        return Err(Unreadable::MissingColumns {
            sheet: sheets[*best].clone(),
            row: header.row + 1,
            missing: titles::names(header.missing.iter().copied()),
        });
    }
    // Of several complete sheets, the first one with rows.
    let mut complete = headers
        .iter()
        .filter(|(_, header)| header.missing.is_empty());
    let mut first_refusal = None;
    let file = loop {
        let Some((sheet, header)) = complete.next() else {
            return Err(first_refusal.unwrap_or(Unreadable::Empty));
        };
        match read_sheet(book, *sheet, &sheets[*sheet], header) {
            Err(refusal @ (Unreadable::NoRows { .. } | Unreadable::OnlyFormulas { .. })) => {
                first_refusal.get_or_insert(refusal);
            }
            other => break other?,
        }
    };
    let others: Vec<_> = complete.map(|(sheet, _)| sheets[*sheet].as_str()).collect();
    Ok(notices::about_other_sheets(file, &others))
}

/// The first rows of a sheet.
fn head(book: &mut dyn Book, sheet: usize) -> Result<Head, Unreadable> {
    let mut head = Head::new();
    book.visit(sheet, &mut |row, column, cell| {
        if row > HEAD_ROWS {
            return Ok(ControlFlow::Break(()));
        }
        if column < MAX_COLUMNS && !trimmed(&cell.text).is_empty() {
            let text = cell.text.chars().take(MAX_CELL_CHARS.min(1_000)).collect();
            head.entry(row).or_default().insert(column, text);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(head)
}

/// The rows of a sheet.
fn read_sheet(
    book: &mut dyn Book,
    sheet: usize,
    name: &str,
    header: &Header,
) -> Result<ImportFile, Unreadable> {
    let mut collector = Collector::new(header, &book.extras(sheet).merged);
    book.visit(sheet, &mut |row, column, cell| {
        collector.take(row, column, &cell)
    })?;
    let extras = book.extras(sheet);
    let Collected {
        mut rows,
        examples,
        remarks,
    } = collector.finish(&extras.merged)?;
    let mut noticed = Noticed {
        examples,
        remarks,
        unresolved: unresolved(header, extras),
        ..Noticed::default()
    };
    if rows.is_empty() {
        let sheet = name.to_owned();
        return Err(if noticed.unresolved.is_empty() {
            let above = noticed.examples.last().copied().unwrap_or(header.row + 1);
            let row = above + 1;
            Unreadable::NoRows { sheet, row }
        } else {
            Unreadable::OnlyFormulas { sheet }
        });
    }
    links::follow(
        header,
        &extras.links,
        &mut rows,
        &mut noticed,
        &mut collector.text,
    )?;
    for row in &mut rows {
        if extras.hides(row.row - 1) {
            noticed.hidden.push(row.row);
        }
        for (column, text) in header.columns.iter().zip(&mut row.cells) {
            *text = match column.column {
                Some(column) => cleaned(column, text),
                None => trimmed(text),
            };
        }
    }
    Ok(ImportFile {
        notices: noticed.told(header, &collector),
        layout: header.layout(name.to_owned()),
        rows,
    })
}

/// Numbers of the rows below the titles in which a column of the template has a formula without a
/// result.
fn unresolved(header: &Header, extras: &Extras) -> Vec<u32> {
    let mut rows: Vec<_> = extras
        .unresolved
        .iter()
        .filter(|(row, first, last)| *row > header.row && header.has_known(*first, *last))
        .map(|(row, ..)| row + 1)
        .collect();
    rows.dedup();
    rows
}
