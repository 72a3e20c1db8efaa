use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use nmrs_domain::export::ExportField as _;
use nmrs_domain::wire::ExportFormat;
use nmrs_spreadsheet::{CsvWriter, Heading, ROWS_PER_SHEET, WriteError, XlsxWriter};
use nmrs_store::StoreError;
use tokio::sync::mpsc::Receiver;

use super::reader::{Batch, BatchResult};
use super::row::{ExportRow, ValueWriter};
use super::stream::{StreamWatch, StreamWriter};

/// The reason why a file is not complete.
#[derive(Debug, thiserror::Error)]
pub(super) enum WriteFailure {
    #[error("the download was cancelled")]
    Abandoned,
    #[error("the reader stopped before the last row")]
    Incomplete,
    #[error(transparent)]
    Read(#[from] StoreError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("a value cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<std::io::Error> for WriteFailure {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error.into())
    }
}

impl WriteFailure {
    /// Returns true if the caller stopped the download.
    pub(super) fn is_abandoned(&self) -> bool {
        use std::io::ErrorKind::{BrokenPipe, TimedOut};
        match self {
            Self::Abandoned => true,
            Self::Write(WriteError::Io(error)) => matches!(error.kind(), BrokenPipe | TimedOut),
            _ => false,
        }
    }
}

/// The rows and the format of a file.
pub(super) struct WriteJob<R: ExportRow> {
    /// Number of rows to be read.
    pub(super) total: u64,
    pub(super) batches: Receiver<BatchResult<R>>,
    pub(super) columns: Vec<R::Column>,
    pub(super) context: R::Context,
    pub(super) format: ExportFormat,
}

impl<R: ExportRow> WriteJob<R> {
    /// Writes the whole file and counts its rows in `written`.
    pub(super) fn write(
        mut self,
        stream: &mut StreamWriter,
        written: &AtomicU64,
    ) -> Result<(), WriteFailure> {
        let headings: Vec<_> = self
            .columns
            .iter()
            .map(|&column| Heading {
                title: column.label(),
                width: R::width(column),
            })
            .collect();
        let watch = stream.watch();
        match self.format {
            ExportFormat::Xlsx => {
                let mut sheets = XlsxWriter::new(
                    &mut *stream,
                    R::SHEET,
                    &headings,
                    self.total,
                    ROWS_PER_SHEET,
                )?;
                self.write_rows(&watch, written, |row, columns, context| {
                    let cells = columns.iter().map(|&column| row.cell(column, context));
                    Ok(sheets.write_row(cells)?)
                })?;
                sheets.finish()?;
            }
            ExportFormat::Csv => {
                let mut csv = CsvWriter::new(&mut *stream, &headings)?;
                self.write_rows(&watch, written, |row, columns, context| {
                    let cells = columns.iter().map(|&column| row.cell(column, context));
                    Ok(csv.write_row(cells)?)
                })?;
                csv.flush()?;
            }
            ExportFormat::Ndjson => {
                let mut line = Vec::new();
                self.write_rows(&watch, written, |row, columns, context| {
                    line.clear();
                    write_line(row, columns, context, &mut line)?;
                    Ok(stream.write_all(&line)?)
                })?;
            }
        }
        Ok(stream.finish()?)
    }

    fn write_rows(
        &mut self,
        watch: &StreamWatch,
        written: &AtomicU64,
        mut write: impl FnMut(&R, &[R::Column], &R::Context) -> Result<(), WriteFailure>,
    ) -> Result<(), WriteFailure> {
        let mut requested = 0;
        while let Some(batch) = self.batches.blocking_recv() {
            if watch.is_abandoned() {
                return Err(WriteFailure::Abandoned);
            }
            let Batch {
                requested: more,
                rows,
            } = batch?;
            requested += more;
            for row in &rows {
                write(row, &self.columns, &self.context)?;
            }
            let count = u64::try_from(rows.len()).unwrap_or_default();
            written.fetch_add(count, Ordering::Relaxed);
        }
        // A truncated file must not look complete.
        if requested == self.total {
            Ok(())
        } else {
            Err(WriteFailure::Incomplete)
        }
    }
}

/// Writes a row as one line of JSON.
fn write_line<R: ExportRow>(
    row: &R,
    columns: &[R::Column],
    context: &R::Context,
    line: &mut Vec<u8>,
) -> Result<(), WriteFailure> {
    for (at, &column) in columns.iter().enumerate() {
        line.push(if at == 0 { b'{' } else { b',' });
        ValueWriter(line).put(column.as_str())?;
        line.push(b':');
        row.value(column, context, ValueWriter(line))?;
    }
    line.extend_from_slice(b"}\n");
    Ok(())
}
