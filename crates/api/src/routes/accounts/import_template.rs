//! `GET /api/v1/accounts/import-template`.

use actix_web::{HttpResponse, get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::actor::Branch;
use nmrs_domain::query::TemplateQuery;

use crate::attachment::{FileBytes, XLSX, attachment};
use crate::error::ApiError;
use crate::extract::{May, Query, needs::ReportAccounts};
use crate::problems::{FieldsRefused, Malformed, NotPermitted, NotSignedIn};

/// Download the import template.
///
/// Returns a spreadsheet with two sheets: 账号报送表, to be filled in, with drop-down lists and an
/// example row that is never imported, and 填写说明, the instructions. The bytes are always the same.
#[utoipa::path(
    operation_id = "get_import_template",
    tag = "accounts",
    params(TemplateQuery),
    responses(
        (status = 200, description = "The template", content_type = XLSX, body = inline(FileBytes),
         headers(("Content-Disposition" = String, description = "`attachment` with a Chinese file name in `filename*`"))),
        Malformed, NotSignedIn, NotPermitted, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/import-template")]
pub(super) async fn get_import_template(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    query: Query<TemplateQuery>,
) -> Result<HttpResponse, ApiError> {
    let branch = query.0.parse()?;
    let (branch, bytes) = accounts::import_template(&app, &may.session, branch).await?;
    let (plain, name) = match branch {
        Branch::Ministry => (
            "accounts-ministry.xlsx",
            "新媒体账号批量报送模板（部委）.xlsx",
        ),
        Branch::Local | Branch::Central => {
            ("accounts-local.xlsx", "新媒体账号批量报送模板（地区）.xlsx")
        }
    };
    Ok(HttpResponse::Ok()
        .content_type(XLSX)
        .insert_header(attachment(plain, name))
        .body(bytes))
}
