//! The caller's network address, for counting wrong passwords.

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use futures::future::{Ready, ready};

use crate::error::ApiError;
use crate::server::TrustForwarded;

/// The address of the caller. Headers are believed only where an operator said that a proxy sets
/// them: otherwise everybody could choose an address that is not counted yet.
pub(crate) struct ClientAddress(pub(crate) String);

impl FromRequest for ClientAddress {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self(client_address(request))))
    }
}

/// The same, for the layers around the routes.
pub(crate) fn client_address(request: &HttpRequest) -> String {
    let trusted = request
        .app_data::<web::Data<TrustForwarded>>()
        .is_some_and(|trust| trust.0);
    let address = if trusted {
        request
            .connection_info()
            .realip_remote_addr()
            .map(str::to_owned)
    } else {
        request.peer_addr().map(|address| address.ip().to_string())
    };
    address.unwrap_or_else(|| "unknown".into())
}
