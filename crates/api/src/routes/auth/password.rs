//! `POST /api/v1/auth/password`.

use actix_web::{HttpRequest, HttpResponse, post, web};
use nmrs_app::{App, auth};
use nmrs_domain::wire::PasswordIn;

use super::cookie;
use crate::error::ApiError;
use crate::extract::{Authenticated, Body, ClientNetwork};
use crate::problems::{FieldsRefused, LockedOut, Malformed, NotJson, NotSignedIn, TooLarge};

/// Change the own password.
///
/// Ends all sessions of the user, including the current one.
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
    caller: Authenticated,
    network: ClientNetwork,
    body: Body<PasswordIn>,
) -> Result<HttpResponse, ApiError> {
    auth::change_password(&app, &caller.0, body.0, &network.0).await?;
    Ok(HttpResponse::NoContent()
        .cookie(cookie::remove(&request))
        .finish())
}
