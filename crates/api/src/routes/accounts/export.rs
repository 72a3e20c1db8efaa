//! `POST /api/v1/accounts/export`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, exports};
use nmrs_domain::export::ExportColumn;
use nmrs_domain::query::AccountQuery;
use nmrs_domain::wire::ExportIn;

use crate::attachment::{FileBytes, exported};
use crate::error::ApiError;
use crate::extract::{Body, ExportKeyHeader, May, MaybeExportKey, needs::SeeAccounts};
use crate::problems::{
    FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Export accounts as a file.
///
/// What the list finds with these conditions, all pages of it and in its order, or the accounts that
/// were selected, in the order of their keys in `ids`. Which accounts is settled when the call comes
/// in; keys out of scope are left out, and if none is left the answer is 404.
///
/// `.xlsx` and `.csv` are for people: titles and words in Chinese, times in China Standard Time.
/// `.ndjson` is for programs: each line an object with the names of the columns, values as in the
/// other answers. A connection that ends early means that the file is not whole.
#[utoipa::path(
    operation_id = "export_accounts",
    tag = "accounts",
    params(ExportKeyHeader),
    request_body(content = ExportIn<AccountQuery, ExportColumn>, examples(
        ("everything, all columns" = (value = json!({"filter": {}}))),
        ("what waits for my decision, some columns" = (value = json!({
            "columns": ["identifier", "name", "kind", "unit_name", "waiting_days"],
            "filter": {"sort": "step_since", "tab": "to_review"},
            "format": "csv",
        }))),
        ("a selection, for a script" = (value = json!({"format": "ndjson", "ids": [17, 4]}))),
    )),
    responses(
        (status = 200, description = "The file; the media type follows `format`: \
            `application/vnd.openxmlformats-officedocument.spreadsheetml.sheet`, `text/csv` or `application/x-ndjson`",
         content_type = "application/octet-stream", body = inline(FileBytes),
         headers(
            ("Content-Disposition" = String, description = "`attachment` with a Chinese file name in `filename*`"),
            ("X-Total-Rows" = u64, description = "Rows that the file will have, without that of the titles"),
         )),
        Malformed, NotSignedIn, NotPermitted, NotFound, TooLarge, NotJson, FieldsRefused, Unavailable,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/export")]
pub(super) async fn export_accounts(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    key: MaybeExportKey,
    body: Body<ExportIn<AccountQuery, ExportColumn>>,
) -> Result<HttpResponse, ApiError> {
    let order = body.0.checked()?;
    let file = exports::accounts(&app, &may.session, order, key.0).await?;
    Ok(exported(file))
}
