use nmrs_domain::calendar::file_time;
use nmrs_domain::values::ids::ImportId;
use nmrs_domain::wire::{CellProblemOut, ImportRowOut};
use nmrs_spreadsheet::{ReportRemark, ReportRow, write_report};
use nmrs_store::imports::{self, ImportCounts, Row};

use super::find;
use super::rows::{RowIndex, SheetLayout};
use super::to_response::row_to_response;
use crate::auth::Session;
use crate::{App, AppError};

/// An .xlsx file to download.
#[derive(Debug)]
pub struct ErrorsReport {
    /// Name of the file.
    pub filename: String,
    /// Content of the file.
    pub bytes: Vec<u8>,
}

/// Writes the uploaded sheet with a column of errors and warnings, to be corrected in a spreadsheet
/// program.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`].
pub async fn errors_report(
    app: &App,
    session: &Session,
    id: ImportId,
) -> Result<ErrorsReport, AppError> {
    let import = find(app, &app.store, session, id).await?;
    let filename = filename(&import.filename, app);
    let layout = SheetLayout::from_json(&import.layout)?;
    let index = RowIndex::new(imports::row_summaries(&app.store, id).await?);
    let heading = heading(index.counts());
    let write_layout = layout.0.clone();
    // Rows are written while others are read, so that never all of them are in memory.
    let (send, mut receive) = tokio::sync::mpsc::channel::<Vec<ReportRow>>(1);
    let writing = async {
        let permit = app.uploads.parse_permit().await?;
        let write = move || {
            let rows = std::iter::from_fn(|| receive.blocking_recv()).flatten();
            write_report(&write_layout, &heading, rows)
        };
        permit.run(write).await
    };
    let reading = async {
        let mut last_number = 0;
        loop {
            let rows = imports::rows_after(&app.store, id, last_number).await?;
            let Some(last) = rows.last() else { break };
            last_number = last.number;
            let rows = rows.into_iter().map(|row| report_row(&layout, &index, row));
            if send.send(rows.collect()).await.is_err() {
                break;
            }
        }
        drop(send);
        Ok::<(), AppError>(())
    };
    let (read, written) = tokio::join!(reading, writing);
    read?;
    let (bytes, _permit) = written?;
    let bytes = bytes.map_err(|error| AppError::Internal(error.to_string()))?;
    Ok(ErrorsReport { filename, bytes })
}

fn report_row(layout: &SheetLayout, index: &RowIndex, row: Row) -> ReportRow {
    let cells = row.cells.clone();
    let ImportRowOut {
        row,
        cells: _,
        errors,
        warnings,
        skipped,
    } = row_to_response(layout, index, row);
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

fn heading(counts: ImportCounts) -> String {
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

fn filename(uploaded: &str, app: &App) -> String {
    let stem = uploaded.rsplit_once('.').map_or(uploaded, |(stem, _)| stem);
    format!("导入检查_{stem}_{}.xlsx", file_time(app.now()))
}
