//! `GET /api/v1/accounts/duplicates`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::duplicates::DuplicateQuery;
use nmrs_domain::wire::{DuplicateGroupOut, Page};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::CompareUnits};
use crate::problems::{FieldsRefused, Malformed, NotPermitted, NotSignedIn};

/// List possible duplicates.
///
/// Returns groups of living accounts of different units in the caller's scope that have nearly the
/// same name on one platform, or nearly the same link; largest groups first. Duplicates are hints:
/// no call is refused because of them.
#[utoipa::path(
    operation_id = "list_account_duplicates",
    tag = "accounts",
    params(DuplicateQuery),
    responses(
        (status = 200, description = "One page", body = Page<DuplicateGroupOut>),
        Malformed, NotSignedIn, NotPermitted, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/duplicates")]
pub(super) async fn list_account_duplicates(
    app: web::Data<App>,
    may: May<CompareUnits>,
    query: Query<DuplicateQuery>,
) -> Result<web::Json<Page<DuplicateGroupOut>>, ApiError> {
    let (by, paging) = query.0.parse()?;
    Ok(web::Json(
        accounts::duplicates(&app, &may.session, by, paging).await?,
    ))
}
