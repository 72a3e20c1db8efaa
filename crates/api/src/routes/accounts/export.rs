//! `POST /api/v1/accounts/export`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, exports};
use nmrs_domain::export::ExportColumn;
use nmrs_domain::query::AccountQuery;
use nmrs_domain::wire::ExportIn;

use crate::attachment::{FileBytes, exported};
use crate::error::ApiError;
use crate::extract::{Body, ExportKeyHeader, May, OptionalExportKey, needs::SeeAccounts};
use crate::problems::{
    FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Export accounts.
///
/// Returns a file with all accounts that match `filter`, in the order of the list, or with the
/// accounts of `ids`, in the order of `ids`. The set of rows is fixed when the call arrives. Ids
/// out of scope are left out; 404 if none remains.
///
/// `.xlsx` and `.csv` have Chinese headers and values, and times in China Standard Time. `.ndjson`
/// has one JSON object a line, with the column names as keys and values as in the other responses.
/// If the connection closes early, the file is incomplete.
#[utoipa::path(
    operation_id = "export_accounts",
    tag = "accounts",
    params(ExportKeyHeader),
    request_body(content = ExportIn<AccountQuery, ExportColumn>, examples(
        ("everything, all columns" = (value = json!({"filter": {}}))),
        ("waiting for my decision, some columns" = (value = json!({
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
            ("X-Total-Rows" = u64, description = "Number of rows, without the header row"),
         )),
        Malformed, NotSignedIn, NotPermitted, NotFound, TooLarge, NotJson, FieldsRefused, Unavailable,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/export")]
pub(super) async fn export_accounts(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    key: OptionalExportKey,
    body: Body<ExportIn<AccountQuery, ExportColumn>>,
) -> Result<HttpResponse, ApiError> {
    let order = body.0.checked()?;
    let file = exports::accounts(&app, &may.session, order, key.0).await?;
    Ok(exported(file))
}
