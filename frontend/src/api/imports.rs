//! Imports of spreadsheets.

use nmrs_domain::actor::Branch;
use nmrs_domain::wire::{
    ImportCommitIn, ImportCommittedOut, ImportOut, ImportRowChangedOut, ImportRowIn, ImportRowOut,
    Page,
};
use reqwasm::http::Method;
use serde::Serialize;
use web_sys::{File, FormData};

use super::client::{Api, ApiError, ApiResult, from_json};
use super::transfer::{FileAnswer, FileCall, Payload, Transfer};

const IMPORTS: &str = "/accounts/imports";

/// Query of rows of an import.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct RowsQuery {
    /// `all`, `errors`, `warnings`.
    pub only: String,
    pub page: String,
    pub per_page: String,
}

pub async fn template(api: Api, branch: Branch) -> ApiResult<FileAnswer> {
    let path = format!("/accounts/import-template?branch={}", branch.as_str());
    api.download(download_call(path), Transfer::new()).await
}

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

pub async fn get(api: Api, id: i64) -> ApiResult<ImportOut> {
    api.get(&format!("{IMPORTS}/{id}")).await
}

pub async fn rows(api: Api, id: i64, query: &RowsQuery) -> ApiResult<Page<ImportRowOut>> {
    api.list(&format!("{IMPORTS}/{id}/rows"), query).await
}

/// Edits cells of a row, skips it or includes it again.
pub async fn change_row(
    api: Api,
    id: i64,
    row: u32,
    input: &ImportRowIn,
) -> ApiResult<ImportRowChangedOut> {
    api.patch(&format!("{IMPORTS}/{id}/rows/{row}"), input)
        .await
}

/// Uploaded sheet with its errors marked.
pub async fn errors(api: Api, id: i64) -> ApiResult<FileAnswer> {
    let path = format!("{IMPORTS}/{id}/errors");
    api.download(download_call(path), Transfer::new()).await
}

/// Stores all rows. A repetition returns the result of the first call.
pub async fn commit(api: Api, id: i64, input: &ImportCommitIn) -> ApiResult<ImportCommittedOut> {
    api.post(&format!("{IMPORTS}/{id}/commit"), input).await
}

pub async fn remove(api: Api, id: i64) -> ApiResult<()> {
    api.send(Method::DELETE, &format!("{IMPORTS}/{id}"), None)
        .await
}

fn download_call(path: String) -> FileCall {
    FileCall {
        method: Method::GET,
        path,
        payload: Payload::None,
    }
}
