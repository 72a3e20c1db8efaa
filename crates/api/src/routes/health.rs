//! Liveness and readiness.

use actix_web::{HttpResponse, get, web};
use nmrs_app::App;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::wire::Problem;

use crate::error::ApiError;

/// Check liveness.
///
/// Does not use the database: a load balancer must not restart a server because of it.
#[utoipa::path(
    operation_id = "get_health",
    tag = "health",
    responses((status = 200, description = "The server is running", body = String)),
)]
#[get("/healthz")]
pub(crate) async fn get_health() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok")
}

/// Check readiness.
///
/// Fails with 503 if the database does not answer.
#[utoipa::path(
    operation_id = "get_readiness",
    tag = "health",
    responses(
        (status = 200, description = "The database answers", body = String),
        (status = 503, description = "The database does not answer", body = Problem,
            content_type = "application/problem+json"),
    ),
)]
#[get("/readyz")]
pub(crate) async fn get_readiness(app: web::Data<App>) -> Result<HttpResponse, ApiError> {
    app.ready().await.map_err(|error| {
        tracing::warn!(error = %error, "The database does not answer");
        ApiError::new(ErrorCode::Unavailable)
    })?;
    Ok(HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok"))
}
