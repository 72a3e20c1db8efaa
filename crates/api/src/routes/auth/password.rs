//! `POST /api/v1/auth/password`.

use actix_web::{HttpRequest, HttpResponse, post, web};
use nmrs_app::{App, auth};
use nmrs_domain::wire::PasswordIn;

use super::cookie;
use crate::error::ApiError;
use crate::extract::{Body, ClientNetwork, Signed};
use crate::problems::{FieldsRefused, LockedOut, Malformed, NotJson, NotSignedIn, TooLarge};

/// Change one's own password.
///
/// Ends every session of the user, this one too.
#[utoipa::path(
    operation_id = "change_password",
    tag = "auth",
    request_body = PasswordIn,
    responses(
        (status = 204, description = "Changed; sign in again"),
        Malformed, NotSignedIn, TooLarge, NotJson, FieldsRefused, LockedOut,
    ),
    security(("bearer" = [])),
)]
#[post("/auth/password")]
pub(super) async fn change_password(
    request: HttpRequest,
    app: web::Data<App>,
    signed: Signed,
    network: ClientNetwork,
    body: Body<PasswordIn>,
) -> Result<HttpResponse, ApiError> {
    auth::change_password(&app, &signed.0, body.0, &network.0).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie::remove(&request))
        .finish())
}
