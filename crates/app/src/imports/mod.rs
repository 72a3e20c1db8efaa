//! Imports of accounts from spreadsheets, in five steps: receive → parse → check → store → commit.
//!
//! An import is kept in the database for 24 hours, so that any server can continue it. The problems of
//! a row follow from its cells (`nmrs_domain::import`), from the other rows (`rows::row_index`) and
//! from the register (`check`); only the last are stored.

mod check;
mod commit;
mod delete;
mod errors_report;
mod get;
mod limiter;
mod list;
mod parse;
mod receive;
mod recheck;
mod rows;
mod store;
mod to_response;
mod upload;

pub use commit::commit;
pub use delete::delete;
pub use errors_report::{ErrorsReport, errors_report};
pub use get::get;
pub(crate) use limiter::UploadLimiter;
pub use list::list;
pub use receive::{IncomingFile, ReceivedFile};
pub use rows::{edit_row, list_rows};
pub use upload::upload;

use nmrs_domain::error::ErrorCode;
use nmrs_domain::values::ids::ImportId;
use nmrs_store::imports::{self, Import};
use nmrs_store::{Executor, Tx};

use crate::auth::{Session, own_unit};
use crate::{App, AppError};

/// Returns an import of the caller's unit.
async fn find(
    app: &App,
    db: &impl Executor,
    session: &Session,
    id: ImportId,
) -> Result<Import, AppError> {
    imports::find(db, own_unit(session)?, id, app.now())
        .await?
        .ok_or_else(not_found)
}

/// Returns an import of the caller's unit and locks it for a change.
async fn lock(app: &App, tx: &Tx, session: &Session, id: ImportId) -> Result<Import, AppError> {
    imports::lock(tx, own_unit(session)?, id, app.now())
        .await?
        .ok_or_else(not_found)
}

fn not_found() -> AppError {
    AppError::refused(ErrorCode::NotFound)
        .detail("没有找到这份导入，或已过 24 小时的保留期，请重新上传表格。")
}

fn version_conflict() -> AppError {
    AppError::refused(ErrorCode::VersionConflict)
        .detail("这份导入刚刚有改动，请刷新后查看最新内容再操作。")
}
