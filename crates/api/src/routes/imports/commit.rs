//! `POST /api/v1/accounts/imports/{id}/commit`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, imports};
use nmrs_domain::ids::ImportId;
use nmrs_domain::wire::{ImportCommitIn, ImportCommittedOut};

use crate::error::ApiError;
use crate::extract::{Body, Id, KeyHeader, May, MaybeKey, needs::ReportAccounts, ok};
use crate::problems::{
    Conflict, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Submit all rows of an import, or keep all of them as drafts.
///
/// All or none, and once: every later commit of the same import, with whichever key or none, is
/// answered with what the first one did and `Idempotency-Replayed: true`. Where rows have errors, also such as arose since they were checked, it is 409
/// `import_has_errors`, and the rows say which.
#[utoipa::path(
    operation_id = "commit_import",
    tag = "imports",
    params(("id" = i64, Path, description = "Key of the import"), KeyHeader),
    request_body = ImportCommitIn,
    responses(
        (status = 200, description = "In the register", body = ImportCommittedOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, Unavailable,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/imports/{id}/commit")]
pub(super) async fn commit_import(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
    key: MaybeKey,
    body: Body<ImportCommitIn>,
) -> Result<HttpResponse, ApiError> {
    let id = ImportId(id.0);
    let committed = imports::commit(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&committed))
}
