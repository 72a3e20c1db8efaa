//! `POST /api/v1/reporting-units/export`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, exports};
use nmrs_domain::export::UnitColumn;
use nmrs_domain::query::ReportingUnitQuery;
use nmrs_domain::wire::ExportIn;

use crate::attachment::{FileBytes, exported};
use crate::error::ApiError;
use crate::extract::{Body, May, needs::SeeReportingUnits};
use crate::problems::{
    FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Export reporting units.
///
/// Sorted by code, or in the order of `ids`; otherwise as in the export of accounts. The file has
/// no passwords.
#[utoipa::path(
    operation_id = "export_reporting_units",
    tag = "reporting-units",
    request_body(content = ExportIn<ReportingUnitQuery, UnitColumn>, examples(
        ("everything" = (value = json!({"filter": {}}))),
        ("a selection of columns" = (value = json!({
            "columns": ["code", "name", "account_count"], "filter": {"org": "12"}, "format": "csv",
        }))),
    )),
    responses(
        (status = 200, description = "The file; the media type follows `format`",
         content_type = "application/octet-stream", body = inline(FileBytes),
         headers(
            ("Content-Disposition" = String, description = "`attachment` with a Chinese file name in `filename*`"),
            ("X-Total-Rows" = u64, description = "Number of rows, without the header row"),
         )),
        Malformed, NotSignedIn, NotPermitted, NotFound, TooLarge, NotJson, FieldsRefused, Unavailable,
    ),
    security(("bearer" = [])),
)]
#[post("/reporting-units/export")]
pub(super) async fn export_reporting_units(
    app: web::Data<App>,
    may: May<SeeReportingUnits>,
    body: Body<ExportIn<ReportingUnitQuery, UnitColumn>>,
) -> Result<HttpResponse, ApiError> {
    let order = body.0.checked()?;
    let file = exports::reporting_units(&app, &may.session, order, None).await?;
    Ok(exported(file))
}
