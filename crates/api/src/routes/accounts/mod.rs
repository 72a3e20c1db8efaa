//! Accounts.

mod cancel_export;
mod commands;
mod export;
mod export_run;
mod import_template;
mod log;
mod read;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(read::list::list_accounts)
        .service(read::summary::get_account_summary)
        .service(read::duplicates::list_account_duplicates)
        .service(read::identity_check::check_identity)
        .service(import_template::get_import_template)
        .service(export::export_accounts)
        .service(export_run::get_account_export)
        .service(cancel_export::cancel_account_export)
        .service(commands::create::create_account)
        .service(read::get::get_account)
        .service(commands::update::update_account)
        .service(commands::discard::delete_account)
        .service(log::events::list_account_events)
        .service(log::verification::verify_account_events)
        .service(log::log_document::get_account_log_document)
        .service(commands::submit::submit_account)
        .service(commands::modify::modify_account)
        .service(commands::close::close_account)
        .service(commands::restore::restore_account)
        .service(commands::delete::remove_account)
        .service(commands::resubmit::resubmit_account)
        .service(commands::abandon::abandon_account);
}
