use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::ImportOut;
use nmrs_store::imports;

use super::parse::parse;
use super::receive::ReceivedFile;
use super::store::store;
use crate::auth::{Session, own_unit};
use crate::idempotency::{Answered, IdempotencyKey, IdempotentCall};
use crate::{App, AppError};

/// Most uncommitted imports of a unit.
const MAX_UNCOMMITTED: u64 = 20;

/// Parses and checks a spreadsheet and stores it as an import. No account is created yet.
///
/// # Errors
/// [`ErrorCode::SpreadsheetRefused`] and [`ErrorCode::BodyTooLarge`] with the reason,
/// [`ErrorCode::IdempotencyKeyReused`].
pub async fn upload(
    app: &App,
    session: &Session,
    file: ReceivedFile,
    key: Option<IdempotencyKey>,
) -> Result<Answered<ImportOut>, AppError> {
    let body = (file.filename(), file.hash());
    let call = IdempotentCall::new(session, key, "upload_import", None, &body)?;
    let answered = call
        .run(app, async move || {
            let unit = own_unit(session)?;
            if imports::count_uncommitted(&app.store, unit, app.now()).await? >= MAX_UNCOMMITTED {
                return Err(too_many());
            }
            let filename = file.filename().to_owned();
            let (parsed, permit) = parse(app, file).await?;
            let tx = app.store.begin().await?;
            let import = store(app, &tx, session, &filename, parsed).await?;
            drop(permit);
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
        "本单位已有 {MAX_UNCOMMITTED} 份上传后没有提交的表格。请先提交或删除不需要的，再上传新的。"
    ))
}
