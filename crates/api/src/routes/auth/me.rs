//! `GET /api/v1/auth/me`.

use actix_web::{get, web};
use nmrs_app::App;
use nmrs_domain::wire::{MeOut, Problem};

use crate::error::ApiError;
use crate::extract::Signed;

/// The signed-in user.
#[utoipa::path(
    operation_id = "get_me",
    tag = "auth",
    responses(
        (status = 200, description = "Who is signed in", body = MeOut),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
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
