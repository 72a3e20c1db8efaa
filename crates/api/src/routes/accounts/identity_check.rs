//! `GET /api/v1/accounts/identity-check`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::query::IdentityQuery;
use nmrs_domain::wire::IdentityCheckOut;

use crate::error::ApiError;
use crate::extract::{May, Query, needs::ReportAccounts};
use crate::problems::{FieldsRefused, Malformed, NotPermitted, NotSignedIn};

/// Check an identity.
///
/// Returns the identity that is read from the link, and whether another living account has it. For
/// forms while they are filled in.
#[utoipa::path(
    operation_id = "check_identity",
    tag = "accounts",
    params(IdentityQuery),
    responses(
        (status = 200, description = "The result", body = IdentityCheckOut),
        Malformed, NotSignedIn, NotPermitted, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/identity-check")]
pub(super) async fn check_identity(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    query: Query<IdentityQuery>,
) -> Result<web::Json<IdentityCheckOut>, ApiError> {
    Ok(web::Json(
        accounts::identity_check(&app, &may.session, query.0).await?,
    ))
}
