//! `GET /api/v1/accounts/{id}/events`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::log::EventQuery;
use nmrs_domain::wire::{EventOut, Page};

use crate::error::ApiError;
use crate::extract::{Id, May, Query, needs::SeeAccounts};
use crate::problems::{FieldsRefused, Malformed, NotFound, NotPermitted, NotSignedIn};

/// List the events of an account.
///
/// Returns the log of the account, newest first unless `sort` is given.
#[utoipa::path(
    operation_id = "list_account_events",
    tag = "accounts",
    params(("id" = i64, Path, description = "Id of the account"), EventQuery),
    responses(
        (status = 200, description = "One page", body = Page<EventOut>),
        Malformed, NotSignedIn, NotPermitted, NotFound, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/{id}/events")]
pub(super) async fn list_account_events(
    app: web::Data<App>,
    may: May<SeeAccounts>,
    id: Id,
    query: Query<EventQuery>,
) -> Result<web::Json<Page<EventOut>>, ApiError> {
    let filter = query.0.parse()?;
    Ok(web::Json(
        accounts::events(&app, &may.session, AccountId(id.0), &filter).await?,
    ))
}
