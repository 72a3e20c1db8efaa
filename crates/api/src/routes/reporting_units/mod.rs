//! Reporting units.

mod export;
mod get;
mod list;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_reporting_units)
        .service(export::export_reporting_units)
        .service(get::get_reporting_unit);
}
