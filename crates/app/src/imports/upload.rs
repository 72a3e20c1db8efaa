//! Taking an uploaded spreadsheet.

use nmrs_domain::error::ErrorCode;
use nmrs_domain::import::IMPORT_HOURS;
use nmrs_domain::wire::ImportOut;
use nmrs_spreadsheet::{ImportFile, ReadError, read_import};
use nmrs_store::Tx;
use nmrs_store::imports::{self, NewImport, RowSummary};
use time::Duration;

use super::arrival::{Content, unkept};
use super::check::{AT_ONCE, Register, Uploaded};
use super::gone;
use super::outline::Outline;
use super::present::import_out;
use super::sheet::Sheet;
use crate::accounts::own_unit;
use crate::auth::Session;
use crate::idempotency::{Answered, Call, IdempotencyKey};
use crate::{App, AppError};

/// Most imports of a unit that wait to be committed.
const WAITING: u64 = 20;

/// A file as it came.
#[derive(Debug)]
pub struct Upload {
    /// Its name.
    pub filename: String,
    /// Its content.
    pub content: Content,
}

/// Reads and checks a spreadsheet, and keeps it for a day. Nothing of it is in the register yet.
///
/// # Errors
/// [`ErrorCode::SpreadsheetRefused`] and [`ErrorCode::BodyTooLarge`] with the reason,
/// [`ErrorCode::IdempotencyKeyReused`].
pub async fn upload(
    app: &App,
    session: &Session,
    upload: Upload,
    key: Option<IdempotencyKey>,
) -> Result<Answered<ImportOut>, AppError> {
    let Upload { filename, content } = upload;
    let body = (filename.as_str(), content.hash());
    let call = Call::new(session, key, "upload_import", None, &body)?;
    let name = filename.as_str();
    let answered = call
        .once(app, async move || {
            let unit = own_unit(session)?;
            if imports::count_uncommitted(&app.store, unit, app.now()).await? >= WAITING {
                return Err(too_many());
            }
            let named = name.to_owned();
            // What was read is held until it is stored: by one upload at a time.
            let turn = app.imports.turn().await?;
            let read = move || content.read().map(|bytes| read_import(&named, &bytes));
            let (file, turn) = turn.open(read).await?;
            let file = file
                .map_err(|error| unkept(&error))?
                .map_err(|reason| refused(&reason))?;
            let tx = app.store.begin().await?;
            let import = store(app, &tx, session, name, file).await?;
            drop(turn);
            Ok((tx, import))
        })
        .await?;
    if !answered.repeated {
        tracing::info!(
            import.id = answered.answer.id,
            import.rows = answered.answer.rows,
            import.errors = answered.answer.errors,
            "Took an uploaded spreadsheet"
        );
    }
    Ok(answered)
}

fn too_many() -> AppError {
    AppError::refused(ErrorCode::SpreadsheetRefused).detail(format!(
        "本单位已有 {WAITING} 份上传后没有提交的表格。请先提交或删除不需要的，再上传新的。"
    ))
}

fn refused(reason: &ReadError) -> AppError {
    let code = match reason {
        ReadError::TooLarge { .. } => ErrorCode::BodyTooLarge,
        _ => ErrorCode::SpreadsheetRefused,
    };
    AppError::refused(code).detail(reason.to_string())
}

/// Checks and stores rows as they go by: what is said about all of them is not held at once.
async fn store(
    app: &App,
    tx: &Tx,
    session: &Session,
    filename: &str,
    file: ImportFile,
) -> Result<ImportOut, AppError> {
    let ImportFile {
        layout,
        rows,
        notices,
    } = file;
    let sheet = Sheet(layout);
    let unit = own_unit(session)?;
    let at = app.now();
    let new = NewImport {
        unit,
        filename,
        layout: sheet.json()?,
        notices: &notices,
        at,
        expires: at + Duration::hours(IMPORT_HOURS),
    };
    let id = imports::insert(tx, new).await?;
    let mut register = Register::new(session)?;
    let mut outline = Vec::with_capacity(rows.len());
    let mut rows = rows.into_iter();
    loop {
        let chunk: Vec<Uploaded> = rows
            .by_ref()
            .take(AT_ONCE)
            .map(|row| Uploaded::new(&sheet, row.number, row.cells, false))
            .collect();
        if chunk.is_empty() {
            break;
        }
        let checked = register.check(tx, chunk).await?;
        imports::add_rows(tx, id, &checked).await?;
        outline.extend(checked.iter().map(RowSummary::from));
    }
    imports::set_counts(tx, id, Outline::new(outline).counts()).await?;
    let import = imports::find(tx, unit, id, at).await?.ok_or_else(gone)?;
    import_out(import)
}
