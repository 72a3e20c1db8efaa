//! `DELETE /api/v1/accounts/{id}`.

use actix_web::{HttpResponse, delete, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::query::VersionQuery;

use crate::error::ApiError;
use crate::extract::{Id, May, Query, needs::ReportAccounts};
use crate::problems::{Conflict, Malformed, NotFound, NotPermitted, NotSignedIn};

/// Delete a draft.
///
/// Its log is kept. Accounts that are not drafts are deleted by the central office.
#[utoipa::path(
    operation_id = "delete_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), VersionQuery),
    responses(
        (status = 204, description = "Deleted"),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict,
    ),
    security(("bearer" = [])),
)]
#[delete("/accounts/{id}")]
pub(super) async fn delete_account(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
    query: Query<VersionQuery>,
) -> Result<HttpResponse, ApiError> {
    accounts::discard(&app, &may.session, AccountId(id.0), query.0.version).await?;
    Ok(HttpResponse::NoContent().finish())
}
