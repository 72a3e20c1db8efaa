//! The routes, one verb a file.

mod accounts;
mod auth;
mod calendar;
mod exports;
mod fallback;
mod health;
mod imports;
mod messages;
mod org_units;
mod preferences;
mod reporting_units;
mod reviews;

pub(crate) use fallback::{RouteIndex, fallback};

use utoipa_actix_web::scope;
use utoipa_actix_web::service_config::ServiceConfig;

/// Registers every route with the server and with the document.
pub(crate) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(health::get_health)
        .service(health::get_readiness)
        .service(
            scope::scope("/api/v1")
                .configure(auth::configure)
                // `/accounts/imports` before `/accounts/{id}`.
                .configure(imports::configure)
                .configure(accounts::configure)
                .configure(exports::configure)
                .configure(reviews::configure)
                .configure(org_units::configure)
                .configure(reporting_units::configure)
                .configure(preferences::configure)
                .configure(messages::configure)
                .configure(calendar::configure)
                .default_service(actix_web::web::to(fallback)),
        );
}
