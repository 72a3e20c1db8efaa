//! The calendar of working days, and how many of them a decision may take.

mod delete_day;
mod get;
mod get_limit;
mod post_days;
mod put_day;
mod put_limit;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(get::get_calendar)
        .service(post_days::set_calendar_days)
        .service(put_day::set_calendar_day)
        .service(delete_day::delete_calendar_day)
        .service(get_limit::get_review_limit)
        .service(put_limit::set_review_limit);
}
