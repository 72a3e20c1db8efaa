//! Declaring many accounts in a spreadsheet: upload, mend, commit.
//!
//! An import lives in the database for a day. Nothing of it is in a process: another server can go on
//! with it. What is wrong with a row follows from its cells (`nmrs_domain::import`), from the other
//! rows (`outline`) and from the register (`check`); only the last is stored.

mod arrival;
mod check;
mod commit;
mod delete;
mod errors_report;
mod gate;
mod get;
mod list;
mod outline;
mod patch_row;
mod present;
mod recheck;
mod rows;
mod sheet;
mod thread;
mod upload;

pub use arrival::{Arrival, Content};
pub use commit::commit;
pub use delete::delete;
pub use errors_report::{Report, errors_report};
pub(crate) use gate::Gate;
pub use get::get;
pub use list::list;
pub use patch_row::patch_row;
pub use rows::rows;
pub use upload::{Upload, upload};

use nmrs_domain::error::ErrorCode;
use nmrs_domain::ids::ImportId;
use nmrs_store::imports::{self, Import};
use nmrs_store::{Executor, Tx};

use crate::accounts::own_unit;
use crate::auth::Session;
use crate::{App, AppError};

/// The caller's import.
async fn find(
    app: &App,
    db: &impl Executor,
    session: &Session,
    id: ImportId,
) -> Result<Import, AppError> {
    imports::find(db, own_unit(session)?, id, app.now())
        .await?
        .ok_or_else(gone)
}

/// The caller's import, for one that is going to be changed.
async fn lock(app: &App, tx: &Tx, session: &Session, id: ImportId) -> Result<Import, AppError> {
    imports::lock(tx, own_unit(session)?, id, app.now())
        .await?
        .ok_or_else(gone)
}

fn gone() -> AppError {
    AppError::refused(ErrorCode::NotFound)
        .detail("没有找到这份导入，或已过 24 小时的保留期，请重新上传表格。")
}

fn stale() -> AppError {
    AppError::refused(ErrorCode::VersionConflict)
        .detail("这份导入刚刚有改动，请刷新后查看最新内容再操作。")
}
