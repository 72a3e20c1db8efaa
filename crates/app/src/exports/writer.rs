//! Writes rows as they come, in each of the formats.

use std::io::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};

use nmrs_domain::export::ExportField as _;
use nmrs_domain::wire::ExportFormat;
use nmrs_spreadsheet::{CsvWriter, Heading, ROWS_PER_SHEET, WriteError, XlsxWriter};
use nmrs_store::StoreError;
use tokio::sync::mpsc::Receiver;

use super::body::{Pipe, Watch};
use super::reader::{Batch, Read};
use super::record::{Record, ValueWriter};

/// Why a file was not finished.
#[derive(Debug, thiserror::Error)]
pub(super) enum Stopped {
    #[error("nobody takes the file any more")]
    Abandoned,
    #[error("the reading ended before all was read")]
    Short,
    #[error(transparent)]
    Read(#[from] StoreError),
    #[error(transparent)]
    Write(#[from] WriteError),
    #[error("a value cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl From<std::io::Error> for Stopped {
    fn from(error: std::io::Error) -> Self {
        Self::Write(error.into())
    }
}

impl Stopped {
    /// Whether the caller went away, rather than something having failed.
    pub(super) fn is_callers(&self) -> bool {
        use std::io::ErrorKind::{BrokenPipe, TimedOut};
        match self {
            Self::Abandoned => true,
            Self::Write(WriteError::Io(error)) => matches!(error.kind(), BrokenPipe | TimedOut),
            _ => false,
        }
    }
}

/// What a file is made of.
pub(super) struct Job<R: Record> {
    /// Rows to be read, in all.
    pub(super) total: u64,
    pub(super) batches: Receiver<Batch<R>>,
    pub(super) columns: Vec<R::Column>,
    pub(super) context: R::Context,
    pub(super) format: ExportFormat,
}

impl<R: Record> Job<R> {
    /// Writes the whole file; `written` tells meanwhile how many rows it has.
    pub(super) fn write(mut self, pipe: &mut Pipe, written: &AtomicU64) -> Result<(), Stopped> {
        let headings: Vec<_> = self
            .columns
            .iter()
            .map(|&column| Heading {
                title: column.label(),
                width: R::width(column),
            })
            .collect();
        let watch = pipe.watch();
        match self.format {
            ExportFormat::Xlsx => {
                let mut sheets =
                    XlsxWriter::new(&mut *pipe, R::SHEET, &headings, self.total, ROWS_PER_SHEET)?;
                self.each(&watch, written, |row, columns, context| {
                    let cells = columns.iter().map(|&column| row.cell(column, context));
                    Ok(sheets.write_row(cells)?)
                })?;
                sheets.finish()?;
            }
            ExportFormat::Csv => {
                let mut csv = CsvWriter::new(&mut *pipe, &headings)?;
                self.each(&watch, written, |row, columns, context| {
                    let cells = columns.iter().map(|&column| row.cell(column, context));
                    Ok(csv.write_row(cells)?)
                })?;
                csv.flush()?;
            }
            ExportFormat::Ndjson => {
                let mut line = Vec::new();
                self.each(&watch, written, |row, columns, context| {
                    line.clear();
                    object(row, columns, context, &mut line)?;
                    Ok(pipe.write_all(&line)?)
                })?;
            }
        }
        Ok(pipe.end()?)
    }

    fn each(
        &mut self,
        watch: &Watch,
        written: &AtomicU64,
        mut write: impl FnMut(&R, &[R::Column], &R::Context) -> Result<(), Stopped>,
    ) -> Result<(), Stopped> {
        let mut asked = 0;
        while let Some(batch) = self.batches.blocking_recv() {
            if watch.is_abandoned() {
                return Err(Stopped::Abandoned);
            }
            let Read { asked: more, rows } = batch?;
            asked += more;
            for row in &rows {
                write(row, &self.columns, &self.context)?;
            }
            let count = u64::try_from(rows.len()).unwrap_or_default();
            written.fetch_add(count, Ordering::Relaxed);
        }
        // A file that lacks its end must not look whole.
        if asked == self.total {
            Ok(())
        } else {
            Err(Stopped::Short)
        }
    }
}

/// A row as an object on a line of its own.
fn object<R: Record>(
    row: &R,
    columns: &[R::Column],
    context: &R::Context,
    line: &mut Vec<u8>,
) -> Result<(), Stopped> {
    for (at, &column) in columns.iter().enumerate() {
        line.push(if at == 0 { b'{' } else { b',' });
        ValueWriter(line).put(column.as_str())?;
        line.push(b':');
        row.value(column, context, ValueWriter(line))?;
    }
    line.extend_from_slice(b"}\n");
    Ok(())
}
