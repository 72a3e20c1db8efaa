//! Imports of accounts.

mod commit;
mod delete;
mod errors;
mod get;
mod list;
mod patch_row;
mod rows;
mod upload;

use utoipa_actix_web::service_config::ServiceConfig;

/// Registers the routes.
pub(super) fn configure(config: &mut ServiceConfig<'_>) {
    config
        .service(upload::create_import)
        .service(list::list_imports)
        .service(get::get_import)
        .service(delete::delete_import)
        .service(rows::list_import_rows)
        .service(patch_row::update_import_row)
        .service(errors::get_import_errors)
        .service(commit::commit_import);
}
