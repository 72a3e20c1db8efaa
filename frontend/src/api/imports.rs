//! Imports: a spreadsheet of accounts on its way into the register.

use nmrs_domain::actor::Branch;
use nmrs_domain::wire::{
    ImportCommitIn, ImportCommittedOut, ImportOut, ImportRowChangedOut, ImportRowIn, ImportRowOut,
    Page,
};
use reqwasm::http::Method;
use serde::Serialize;
use web_sys::{File, FormData};

use super::client::from_json;
use super::transfer::{FileCall, Payload};
use super::{Api, ApiError, ApiResult, FileAnswer, Transfer};

const IMPORTS: &str = "/accounts/imports";

/// Which rows of an import are asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RowsQuery {
    /// `all`, `errors`, `warnings`.
    pub only: String,
    /// Number of the page, from 1.
    pub page: String,
    /// Rows a page.
    pub per_page: String,
}

/// The empty spreadsheet to fill in.
pub async fn template(api: Api, branch: Branch) -> ApiResult<FileAnswer> {
    let path = format!("/accounts/import-template?branch={}", branch.as_str());
    api.download(getting(path), Transfer::new()).await
}

/// Sends a spreadsheet to be checked.
pub async fn upload(api: Api, file: &File, transfer: Transfer) -> ApiResult<ImportOut> {
    let form = FormData::new().map_err(|_| ApiError::Offline)?;
    form.append_with_blob_and_filename("file", file, &file.name())
        .map_err(|_| ApiError::Offline)?;
    let call = FileCall {
        method: Method::POST,
        path: IMPORTS.into(),
        payload: Payload::Form(form),
    };
    from_json(&api.upload(call, transfer).await?)
}

/// The user's imports of the last 24 hours.
pub async fn list(api: Api) -> ApiResult<Vec<ImportOut>> {
    api.get(IMPORTS).await
}

/// One import.
pub async fn get(api: Api, id: i64) -> ApiResult<ImportOut> {
    api.get(&format!("{IMPORTS}/{id}")).await
}

/// One page of its rows.
pub async fn rows(api: Api, id: i64, query: &RowsQuery) -> ApiResult<Page<ImportRowOut>> {
    api.list(&format!("{IMPORTS}/{id}/rows"), query).await
}

/// Mends a row, leaves it out or takes it back in.
pub async fn change_row(
    api: Api,
    id: i64,
    row: u32,
    input: &ImportRowIn,
) -> ApiResult<ImportRowChangedOut> {
    api.patch(&format!("{IMPORTS}/{id}/rows/{row}"), input)
        .await
}

/// The uploaded sheet with its errors marked.
pub async fn errors(api: Api, id: i64) -> ApiResult<FileAnswer> {
    let path = format!("{IMPORTS}/{id}/errors");
    api.download(getting(path), Transfer::new()).await
}

/// Stores all rows; sent again, it answers with what was done the first time.
pub async fn commit(api: Api, id: i64, input: &ImportCommitIn) -> ApiResult<ImportCommittedOut> {
    api.post(&format!("{IMPORTS}/{id}/commit"), input).await
}

/// Throws an import away.
pub async fn remove(api: Api, id: i64) -> ApiResult<()> {
    api.send(Method::DELETE, &format!("{IMPORTS}/{id}"), None)
        .await
}

fn getting(path: String) -> FileCall {
    FileCall {
        method: Method::GET,
        path,
        payload: Payload::None,
    }
}
