//! `GET /api/v1/accounts`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::query::AccountQuery;
use nmrs_domain::wire::{AccountOut, Page, Problem};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::SeeAccounts};

/// List accounts.
///
/// The accounts in the scope of the caller that the conditions find, newest change first unless
/// `sort` says otherwise.
#[utoipa::path(
    operation_id = "list_accounts",
    tag = "accounts",
    params(AccountQuery),
    responses(
        (status = 200, description = "One page", body = Page<AccountOut>),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 404, description = "Not found, or out of scope", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields refused", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/accounts")]
pub(super) async fn list_accounts(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    query: Query<AccountQuery>,
) -> Result<web::Json<Page<AccountOut>>, ApiError> {
    let filter = query.0.parse()?;
    Ok(web::Json(
        accounts::list(&app, &may.session, &filter).await?,
    ))
}
