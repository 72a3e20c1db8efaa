//! Messages.

mod list;
mod read;
mod read_all;
mod summary;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_messages)
        .service(summary::get_message_summary)
        .service(read_all::read_messages)
        .service(read::read_message);
}
