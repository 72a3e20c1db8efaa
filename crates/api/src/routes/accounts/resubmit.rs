//! `POST /api/v1/accounts/{id}/resubmit`.

use actix_web::{HttpResponse, post, web};
use nmrs_app::{App, accounts};
use nmrs_domain::ids::AccountId;
use nmrs_domain::wire::{AccountOut, ResubmitIn};

use crate::error::ApiError;
use crate::extract::{Body, Id, KeyHeader, May, MaybeKey, needs::HandleRejected, ok};
use crate::problems::{
    Conflict, FieldsRefused, Malformed, NotFound, NotJson, NotPermitted, NotSignedIn, TooLarge,
};

/// Hand in a rejected application again.
///
/// The same body as the first time, corrected: the account for an addition or a modification, or
/// that of a closure or a restore. An addition climbs from the office directly responsible anew.
#[utoipa::path(
    operation_id = "resubmit_account",
    tag = "accounts",
    params(("id" = i64, Path, description = "Key of the account"), KeyHeader),
    request_body = ResubmitIn,
    responses(
        (status = 200, description = "Handed in", body = AccountOut),
        Malformed, NotSignedIn, NotPermitted, NotFound, Conflict, TooLarge, NotJson, FieldsRefused,
    ),
    security(("bearer" = [])),
)]
#[post("/accounts/{id}/resubmit")]
pub(super) async fn resubmit_account(
    app: web::Data<App>,
    may: May<HandleRejected>,
    id: Id,
    key: MaybeKey,
    body: Body<ResubmitIn>,
) -> Result<HttpResponse, ApiError> {
    let id = AccountId(id.0);
    let answered = accounts::resubmit(&app, &may.session, id, &body.0, key.0).await?;
    Ok(ok(&answered))
}
