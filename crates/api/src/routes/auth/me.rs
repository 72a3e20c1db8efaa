//! `GET /api/v1/auth/me`.

use actix_web::{get, web};
use nmrs_app::App;
use nmrs_domain::wire::MeOut;

use crate::error::ApiError;
use crate::extract::Signed;
use crate::problems::NotSignedIn;

/// The signed-in user.
#[utoipa::path(
    operation_id = "get_me",
    tag = "auth",
    responses(
        (status = 200, description = "Who is signed in", body = MeOut),
        NotSignedIn,
    ),
    security(("bearer" = [])),
)]
#[get("/auth/me")]
pub(super) async fn get_me(
    app: web::Data<App>,
    signed: Signed,
) -> Result<web::Json<MeOut>, ApiError> {
    Ok(web::Json(signed.0.user(&app).await?))
}
