//! `GET /api/v1/preferences/work-list`.

use actix_web::{get, web};
use nmrs_app::{App, preferences};
use nmrs_domain::wire::WorkListPreferences;

use crate::error::ApiError;
use crate::extract::{May, needs::SeeAccounts};
use crate::problems::{NotPermitted, NotSignedIn};

/// Get the preferences of the work list.
///
/// Returns every column. Users without preferences get the defaults.
#[utoipa::path(
    operation_id = "get_work_list_preferences",
    tag = "preferences",
    responses(
        (status = 200, description = "The preferences", body = WorkListPreferences),
        NotSignedIn, NotPermitted,
    ),
    security(("bearer" = [])),
)]
#[get("/preferences/work-list")]
pub(super) async fn get_work_list_preferences(
    app: web::Data<App>,
    may: May<SeeAccounts>,
) -> Result<web::Json<WorkListPreferences>, ApiError> {
    Ok(web::Json(
        preferences::get_work_list(&app, &may.session).await?,
    ))
}
