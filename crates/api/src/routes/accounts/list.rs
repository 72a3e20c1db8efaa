//! `GET /api/v1/accounts`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::query::AccountQuery;
use nmrs_domain::wire::{AccountOut, Page};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::SeeAccounts};
use crate::problems::{FieldsRefused, Malformed, NotFound, NotPermitted, NotSignedIn};

/// List accounts.
///
/// Returns the accounts in the caller's scope that match the filters, most recently changed first
/// unless `sort` is given.
#[utoipa::path(
    operation_id = "list_accounts",
    tag = "accounts",
    params(AccountQuery),
    responses(
        (status = 200, description = "One page", body = Page<AccountOut>),
        Malformed, NotSignedIn, NotPermitted, NotFound, FieldsRefused,
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
