//! `GET /api/v1/auth/me`.

use actix_web::{get, web};
use nmrs_app::App;
use nmrs_domain::wire::MeOut;

use crate::error::ApiError;
use crate::extract::Authenticated;
use crate::problems::NotSignedIn;

/// Get the signed-in user.
#[utoipa::path(
    operation_id = "get_me",
    tag = "auth",
    responses(
        (status = 200, description = "The user", body = MeOut),
        NotSignedIn,
    ),
    security(("bearer" = [])),
)]
#[get("/auth/me")]
pub(super) async fn get_me(
    app: web::Data<App>,
    caller: Authenticated,
) -> Result<web::Json<MeOut>, ApiError> {
    Ok(web::Json(caller.0.user(&app).await?))
}
