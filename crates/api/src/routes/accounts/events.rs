//! `GET /api/v1/accounts/{id}/events`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::query::PageQuery;
use nmrs_domain::wire::{EventOut, Page};

use crate::error::ApiError;
use crate::extract::{Id, May, Query, needs::SeeAccounts};
use crate::problems::{FieldsRefused, Malformed, NotFound, NotPermitted, NotSignedIn};

/// The log of an account, newest first.
#[utoipa::path(
    operation_id = "list_account_events",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account"), PageQuery),
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
    query: Query<PageQuery>,
) -> Result<web::Json<Page<EventOut>>, ApiError> {
    let paging = query.0.parse()?;
    Ok(web::Json(
        accounts::events(&app, &may.session, AccountId(id.0), paging).await?,
    ))
}
