//! Selection of the sheet to import and reading of its rows.

use std::ops::ControlFlow;

use nmrs_domain::import::{cleaned, trimmed};

use super::error::ReadError;
use super::headers::aliases::{column_labels, required_labels};
use super::headers::find::{FirstRows, best_header, find_header};
use super::headers::layout::Header;
use super::limits::{HEADER_SEARCH_ROWS, MAX_COLUMNS, MAX_TITLE_CHARS};
use super::rows::links::apply_links;
use super::rows::notices::{RowNotices, add_notice_of_other_sheets};
use super::rows::row_collector::{CollectedRows, RowCollector};
use super::source::{SheetMetadata, SheetSource};
use crate::layout::ImportFile;

/// Reads the first sheet that has all required titles and at least one row.
pub(crate) fn read_workbook(source: &mut dyn SheetSource) -> Result<ImportFile, ReadError> {
    let sheets = source.sheet_names();
    let mut headers = Vec::new();
    for sheet in 0..sheets.len() {
        if let Some(header) = find_header(&read_first_rows(source, sheet)?) {
            headers.push((sheet, header));
        }
    }
    let Some((best, header)) = best_header(&headers) else {
        return Err(ReadError::NoHeader {
            expected: required_labels(),
        });
    };
    if !header.missing.is_empty() {
        return Err(ReadError::MissingColumns {
            sheet: sheets[*best].clone(),
            row: header.row + 1,
            missing: column_labels(header.missing.iter().copied()),
        });
    }
    let mut complete = headers
        .iter()
        .filter(|(_, header)| header.missing.is_empty());
    let mut first_error = None;
    let file = loop {
        let Some((sheet, header)) = complete.next() else {
            return Err(first_error.unwrap_or(ReadError::Empty));
        };
        match read_sheet(source, *sheet, &sheets[*sheet], header) {
            Err(error @ (ReadError::NoRows { .. } | ReadError::OnlyFormulas { .. })) => {
                first_error.get_or_insert(error);
            }
            other => break other?,
        }
    };
    let others: Vec<_> = complete.map(|(sheet, _)| sheets[*sheet].as_str()).collect();
    Ok(add_notice_of_other_sheets(file, &others))
}

fn read_first_rows(source: &mut dyn SheetSource, sheet: usize) -> Result<FirstRows, ReadError> {
    let mut rows = FirstRows::new();
    source.visit_cells(sheet, &mut |row, column, cell| {
        if row > HEADER_SEARCH_ROWS {
            return Ok(ControlFlow::Break(()));
        }
        if column < MAX_COLUMNS && !trimmed(&cell.text).is_empty() {
            let text = cell.text.chars().take(MAX_TITLE_CHARS).collect();
            rows.entry(row).or_default().insert(column, text);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(rows)
}

fn read_sheet(
    source: &mut dyn SheetSource,
    sheet: usize,
    name: &str,
    header: &Header,
) -> Result<ImportFile, ReadError> {
    let mut collector = RowCollector::new(header, &source.metadata(sheet).merged_areas);
    source.visit_cells(sheet, &mut |row, column, cell| {
        collector.add_cell(row, column, &cell)
    })?;
    let metadata = source.metadata(sheet);
    let CollectedRows {
        mut rows,
        examples,
        banners,
    } = collector.finish(&metadata.merged_areas)?;
    let mut notices = RowNotices {
        examples,
        banners,
        unresolved_formulas: rows_with_unresolved_formulas(header, metadata),
        ..RowNotices::default()
    };
    if rows.is_empty() {
        let sheet = name.to_owned();
        return Err(if notices.unresolved_formulas.is_empty() {
            let last_used = notices.examples.last().copied().unwrap_or(header.row + 1);
            let row = last_used + 1;
            ReadError::NoRows { sheet, row }
        } else {
            ReadError::OnlyFormulas { sheet }
        });
    }
    apply_links(
        header,
        &metadata.links,
        &mut rows,
        &mut notices,
        &mut collector.text_budget,
    )?;
    for row in &mut rows {
        if metadata.is_hidden(row.number - 1) {
            notices.hidden.push(row.number);
        }
        for (column, text) in header.columns.iter().zip(&mut row.cells) {
            *text = match column.column {
                Some(column) => cleaned(column, text),
                None => trimmed(text),
            };
        }
    }
    Ok(ImportFile {
        notices: notices.to_messages(header, &collector),
        layout: header.to_layout(name.to_owned()),
        rows,
    })
}

/// Returns the numbers of the rows below the header that have a formula without a result in a
/// column of the template.
fn rows_with_unresolved_formulas(header: &Header, metadata: &SheetMetadata) -> Vec<u32> {
    let mut rows: Vec<_> = metadata
        .unresolved_formulas
        .iter()
        .filter(|(row, first, last)| *row > header.row && header.has_template_column(*first, *last))
        .map(|(row, ..)| row + 1)
        .collect();
    rows.dedup();
    rows
}
