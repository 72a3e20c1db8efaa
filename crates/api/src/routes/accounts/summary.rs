//! `GET /api/v1/accounts/summary`.

use actix_web::{get, web};
use nmrs_app::{App, accounts};
use nmrs_domain::wire::AccountSummaryOut;

use crate::error::ApiError;
use crate::extract::{May, needs::SeeAccounts};
use crate::problems::{NotPermitted, NotSignedIn};

/// Get the totals of accounts.
///
/// Returns the totals above the work list and the counts on its tabs.
#[utoipa::path(
    operation_id = "get_account_summary",
    tag = "accounts",
    responses(
        (status = 200, description = "The totals", body = AccountSummaryOut),
        NotSignedIn, NotPermitted,
    ),
    security(("bearer" = [])),
)]
#[get("/accounts/summary")]
pub(super) async fn get_account_summary(
    app: web::Data<App>,
    may: May<SeeAccounts>,
) -> Result<web::Json<AccountSummaryOut>, ApiError> {
    Ok(web::Json(accounts::summary(&app, &may.session).await?))
}
