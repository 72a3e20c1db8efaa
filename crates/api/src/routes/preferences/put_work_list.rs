//! `PUT /api/v1/preferences/work-list`.

use actix_web::{put, web};
use nmrs_app::{App, preferences};
use nmrs_domain::wire::WorkListPreferences;

use crate::error::ApiError;
use crate::extract::{Body, May, needs::SeeAccounts};
use crate::problems::{FieldsRefused, Malformed, NotJson, NotPermitted, NotSignedIn, TooLarge};

/// Set the preferences of the work list.
///
/// Columns that are left out follow at the end, with their defaults.
#[utoipa::path(
    operation_id = "put_work_list_preferences",
    tag = "preferences",
    request_body = WorkListPreferences,
    responses(
        (status = 200, description = "The preferences, with every column", body = WorkListPreferences),
        Malformed, NotSignedIn, NotPermitted, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[put("/preferences/work-list")]
pub(super) async fn put_work_list_preferences(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    body: Body<WorkListPreferences>,
) -> Result<web::Json<WorkListPreferences>, ApiError> {
    Ok(web::Json(
        preferences::put_work_list(&app, &may.session, body.0).await?,
    ))
}
