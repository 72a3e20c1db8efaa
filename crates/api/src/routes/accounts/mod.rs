//! Accounts.

mod abandon;
mod cancel_export;
mod close;
mod create;
mod delete;
mod discard;
mod duplicates;
mod events;
mod export;
mod export_run;
mod get;
mod identity_check;
mod import_template;
mod list;
mod log_document;
mod modify;
mod restore;
mod resubmit;
mod submit;
mod summary;
mod update;
mod verification;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(list::list_accounts)
        .service(summary::get_account_summary)
        .service(duplicates::list_account_duplicates)
        .service(identity_check::check_identity)
        .service(import_template::get_import_template)
        .service(export::export_accounts)
        .service(export_run::get_account_export)
        .service(cancel_export::cancel_account_export)
        .service(create::create_account)
        .service(get::get_account)
        .service(update::update_account)
        .service(discard::delete_account)
        .service(events::list_account_events)
        .service(verification::verify_account_events)
        .service(log_document::get_account_log_document)
        .service(submit::submit_account)
        .service(modify::modify_account)
        .service(close::close_account)
        .service(restore::restore_account)
        .service(delete::remove_account)
        .service(resubmit::resubmit_account)
        .service(abandon::abandon_account);
}
