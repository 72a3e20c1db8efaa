//! The uploaded sheet with what is wrong in it, to be mended in a spreadsheet program.

use nmrs_domain::calendar::file_time;
use nmrs_domain::ids::ImportId;
use nmrs_domain::wire::{CellProblemOut, ImportRowOut};
use nmrs_spreadsheet::{ReportRemark, ReportRow, write_report};
use nmrs_store::imports::{self, ImportCounts, Row};

use super::find;
use super::outline::Outline;
use super::present::row_out;
use super::sheet::Sheet;
use crate::auth::Session;
use crate::{App, AppError};

/// A file to download.
#[derive(Debug)]
pub struct Report {
    /// Its name.
    pub filename: String,
    /// Its content, an .xlsx file.
    pub bytes: Vec<u8>,
}

/// Writes the uploaded sheet once more, with a column that says what is wrong.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`].
pub async fn errors_report(app: &App, session: &Session, id: ImportId) -> Result<Report, AppError> {
    let import = find(app, &app.store, session, id).await?;
    let filename = filename(&import.filename, app);
    let sheet = Sheet::read(&import.layout)?;
    let outline = Outline::new(imports::row_summaries(&app.store, id).await?);
    let head = head(outline.counts());
    let layout = sheet.0.clone();
    // Rows are read and written hand in hand: at no time are all of them in memory.
    let (send, mut receive) = tokio::sync::mpsc::channel::<Vec<ReportRow>>(1);
    let writing = async {
        let turn = app.imports.turn().await?;
        let write = move || {
            let rows = std::iter::from_fn(|| receive.blocking_recv()).flatten();
            write_report(&layout, &head, rows)
        };
        turn.open(write).await
    };
    let reading = async {
        let mut behind = 0;
        loop {
            let rows = imports::rows_after(&app.store, id, behind).await?;
            let Some(last) = rows.last() else { break };
            behind = last.number;
            let rows = rows
                .into_iter()
                .map(|row| report_row(&sheet, &outline, row));
            if send.send(rows.collect()).await.is_err() {
                break;
            }
        }
        drop(send);
        Ok::<(), AppError>(())
    };
    let (read, written) = tokio::join!(reading, writing);
    read?;
    let (bytes, _turn) = written?;
    let bytes = bytes.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(Report { filename, bytes })
}

fn report_row(sheet: &Sheet, outline: &Outline, row: Row) -> ReportRow {
    let cells = row.cells.clone();
    let ImportRowOut {
        row,
        cells: _,
        errors,
        warnings,
        skipped,
    } = row_out(sheet, outline, row);
    let remark = |is_error| {
        move |problem: CellProblemOut| ReportRemark {
            column: problem.column,
            text: problem.detail,
            is_error,
        }
    };
    let errors = errors.into_iter().map(remark(true));
    let warnings = warnings.into_iter().map(remark(false));
    ReportRow {
        number: row,
        cells,
        remarks: errors.chain(warnings).collect(),
        note: skipped.then(|| "本行在页面上已设为「不导入」。".into()),
    }
}

fn head(counts: ImportCounts) -> String {
    let ImportCounts {
        rows,
        skipped: _,
        errors,
        draft_errors: _,
        warnings,
    } = counts;
    format!(
        "共 {rows} 行，{errors} 行有错误（红色），{warnings} 行有提示（黄色），原因见最右一列。\
         改正后保存，可重新上传本文件；最右一列不必删除。"
    )
}

/// What it is, of which file, and when.
fn filename(uploaded: &str, app: &App) -> String {
    let stem = uploaded.rsplit_once('.').map_or(uploaded, |(stem, _)| stem);
    format!("导入检查_{stem}_{}.xlsx", file_time(app.now()))
}
