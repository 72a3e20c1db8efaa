//! Downloads of exports by one-time tickets.

mod create_ticket;
mod download;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(create_ticket::create_export_ticket)
        .service(download::download_export);
}
