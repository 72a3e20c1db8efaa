//! Preferences of users.

mod get_work_list;
mod put_work_list;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(get_work_list::get_work_list_preferences)
        .service(put_work_list::put_work_list_preferences);
}
