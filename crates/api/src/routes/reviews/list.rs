//! `GET /api/v1/reviews`.

use actix_web::{get, web};
use nmrs_app::{App, reviews};
use nmrs_domain::query::ReviewQuery;
use nmrs_domain::wire::{Page, ReviewItemOut};

use crate::error::ApiError;
use crate::extract::{May, Query, needs::Review};
use crate::problems::{FieldsRefused, Malformed, NotPermitted, NotSignedIn};

/// List reviews.
///
/// Returns the applications that wait for the caller's decision, longest waiting first unless
/// `sort` is given.
#[utoipa::path(
    operation_id = "list_reviews",
    tag = "reviews",
    params(ReviewQuery),
    responses(
        (status = 200, description = "One page", body = Page<ReviewItemOut>),
        Malformed, NotSignedIn, NotPermitted, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[get("/reviews")]
pub(super) async fn list_reviews(
    app: web::Data<App>,
    may: May<Review>,
    query: Query<ReviewQuery>,
) -> Result<web::Json<Page<ReviewItemOut>>, ApiError> {
    let filter = query.0.parse()?;
    Ok(web::Json(reviews::list(&app, &may.session, &filter).await?))
}
