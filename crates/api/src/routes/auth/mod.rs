//! Signing in and out.

mod cookie;
mod login;
mod logout;
mod me;
mod password;
mod refresh;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(login::login)
        .service(refresh::refresh_session)
        .service(logout::logout)
        .service(me::get_me)
        .service(password::change_password);
}
