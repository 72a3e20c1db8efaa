//! Step 2: reads the rows of a received file, one file at a time.

use nmrs_domain::error::ErrorCode;
use nmrs_spreadsheet::{ImportFile, ReadError, read_import};

use super::limiter::ParsePermit;
use super::receive::ReceivedFile;
use crate::{App, AppError};

/// Parses a file. The permit is to be held as long as the result is in memory.
///
/// # Errors
/// [`ErrorCode::SpreadsheetRefused`] and [`ErrorCode::BodyTooLarge`] with the reason,
/// [`ErrorCode::Unavailable`] if other files take too long.
pub(super) async fn parse(
    app: &App,
    file: ReceivedFile,
) -> Result<(ImportFile, ParsePermit), AppError> {
    let permit = app.uploads.parse_permit().await?;
    let filename = file.filename().to_owned();
    let parse = move || {
        let bytes = file.into_bytes()?;
        read_import(&filename, &bytes).map_err(|reason| refused(&reason))
    };
    let (parsed, permit) = permit.run(parse).await?;
    Ok((parsed?, permit))
}

fn refused(reason: &ReadError) -> AppError {
    let code = match reason {
        ReadError::TooLarge { .. } => ErrorCode::BodyTooLarge,
        _ => ErrorCode::SpreadsheetRefused,
    };
    AppError::refused(code).detail(reason.to_string())
}
