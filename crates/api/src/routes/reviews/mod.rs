//! Reviews.

mod decide;
mod decide_many;
mod get;
mod list;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_reviews)
        .service(decide_many::decide_reviews)
        .service(get::get_review)
        .service(decide::decide_review);
}
