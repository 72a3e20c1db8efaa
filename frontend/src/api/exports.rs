//! Exports of a list, or of a selection in it.

use nmrs_domain::export::{ExportColumn, UnitColumn};
use nmrs_domain::query::{AccountQuery, ReportingUnitQuery};
use nmrs_domain::wire::{ExportIn, ExportRunOut};
use reqwasm::http::Method;
use serde::Serialize;

use super::client::{Api, ApiResult, to_json};
use super::transfer::{FileAnswer, FileCall, Payload, Transfer};

/// Exports accounts. `key` identifies the run for [`progress`].
pub async fn accounts(
    api: Api,
    input: &ExportIn<AccountQuery, ExportColumn>,
    key: String,
    transfer: Transfer,
) -> ApiResult<FileAnswer> {
    let call = exporting("/accounts/export", input, key);
    api.download(call, transfer).await
}

pub async fn reporting_units(
    api: Api,
    input: &ExportIn<ReportingUnitQuery, UnitColumn>,
    key: String,
    transfer: Transfer,
) -> ApiResult<FileAnswer> {
    let call = exporting("/reporting-units/export", input, key);
    api.download(call, transfer).await
}

/// Progress of an export of the user.
pub async fn progress(api: Api, key: &str) -> ApiResult<ExportRunOut> {
    api.get_passive(&format!("/accounts/exports/{key}")).await
}

fn exporting(path: &str, input: &impl Serialize, key: String) -> FileCall {
    FileCall {
        method: Method::POST,
        path: path.into(),
        payload: Payload::Json(to_json(input)),
        headers: vec![("export-key", key)],
    }
}
