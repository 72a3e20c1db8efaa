//! `POST /api/v1/accounts/imports/{id}/commit`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, imports};
use nmrs_domain::ids::ImportId;
use nmrs_domain::wire::{ImportCommitIn, ImportCommittedOut};

use crate::error::ApiError;
use crate::extract::{
    Body, Id, IdempotencyKeyHeader, May, OptionalIdempotencyKey, needs::ReportAccounts, ok,
};
use crate::problems::{
    Conflict, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge, Unavailable,
};

/// Commit an import.
///
/// Submits all rows, or stores all rows as drafts; all or none, once. Every later commit of the
/// same import, with any key or none, returns the result of the first with `Idempotency-Replayed:
/// true`. If rows have errors, also such as arose after the check, the call answers 409
/// `import_has_errors`; the rows have the details.
#[utoipa::path(
    operation_id = "commit_import",
    tag = "imports",
    params(("id" = i64, Path, description = "Id of the import"), IdempotencyKeyHeader),
    request_body = ImportCommitIn,
    responses(
        (status = 200, description = "Committed", body = ImportCommittedOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, Unavailable,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/imports/{id}/commit")]
pub(super) async fn commit_import(
    app: web::Data<App>,
    may: May<ReportAccounts>,
    id: Id,
    key: OptionalIdempotencyKey,
    body: Body<ImportCommitIn>,
) -> Result<HttpResponse, ApiError> {
    let id = ImportId(id.0);
    let committed = imports::commit(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&committed))
}
