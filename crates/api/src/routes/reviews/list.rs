//! `GET /api/v1/reviews`.

use actix_web::{get, web};
use nmrs_app::{App, reviews};
use nmrs_domain::query::ReviewQuery;
use nmrs_domain::wire::{Page, Problem, ReviewItemOut};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::Review};

/// What waits for the decision of the caller, longest waiting first.
#[utoipa::path(
    operation_id = "list_reviews",
    tag = "reviews",
    params(ReviewQuery),
    responses(
        (status = 200, description = "One page", body = Page<ReviewItemOut>),
        (status = 400, description = "Malformed", body = Problem, content_type = "application/problem+json"),
        (status = 401, description = "Not signed in", body = Problem, content_type = "application/problem+json"),
        (status = 403, description = "Not permitted to this role", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "Fields refused", body = Problem, content_type = "application/problem+json"),
    ),
    security(("bearer" = [])),
)]
#[get("/reviews")]
pub(super) async fn list_reviews(
    app: web::Data<App>,
    may: May<Review>,
    query: Query<ReviewQuery>,
) -> Result<web::Json<Page<ReviewItemOut>>, ApiError> {
    let (kind, paging) = query.0.parse()?;
    Ok(web::Json(
        reviews::list(&app, &may.session, kind, paging).await?,
    ))
}
