//! Exports: files that the browser downloads by a ticket.

use nmrs_domain::wire::{ExportRunOut, ExportTicketIn, ExportTicketOut};
use reqwasm::http::Method;

use super::client::{Api, ApiResult};

/// Creates a ticket for the download of an export.
pub async fn ticket(api: Api, input: &ExportTicketIn) -> ApiResult<ExportTicketOut> {
    api.post("/exports/tickets", input).await
}

/// Returns the progress of an export of this user.
pub async fn progress(api: Api, key: &str) -> ApiResult<ExportRunOut> {
    api.get_passive(&format!("/accounts/exports/{key}")).await
}

/// Cancels an export of this user.
pub async fn cancel(api: Api, key: &str) -> ApiResult<()> {
    let path = format!("/accounts/exports/{key}");
    api.send(Method::DELETE, &path, None).await
}
