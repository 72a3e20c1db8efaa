//! Error responses of the OpenAPI document, by name, so that a route lists them in one line.

use std::collections::BTreeMap;

use nmrs_domain::wire::Problem;
use utoipa::openapi::{ContentBuilder, Ref, RefOr, Response, ResponseBuilder};
use utoipa::{IntoResponses, ToSchema as _};

macro_rules! problems {
    ($($(#[$doc:meta])* $name:ident = $status:literal, $description:literal;)*) => {$(
        $(#[$doc])*
        pub(crate) struct $name;

        impl IntoResponses for $name {
            fn responses() -> BTreeMap<String, RefOr<Response>> {
                one($status, $description)
            }
        }
    )*};
}

problems! {
    /// 400
    Malformed = "400", "Malformed";
    /// 401
    NotSignedIn = "401", "Not signed in";
    /// 403
    NotPermitted = "403", "Not permitted to this role";
    /// 404
    NotFound = "404", "Not found, or out of scope";
    /// 409
    Conflict = "409", "Conflict; `current` has the current state";
    /// 409
    DaysSet = "409", "Some days have a different entry; `errors` has them";
    /// 413
    TooLarge = "413", "Too large";
    /// 415
    NotJson = "415", "Not JSON";
    /// 415
    NotMultipart = "415", "Not multipart/form-data";
    /// 422
    FieldsRefused = "422", "Fields refused";
    /// 503
    Unavailable = "503", "Timeout, or the database is unavailable or busy";
    /// 429
    LockedOut = "429", "Locked out";
    /// 429
    TooMany = "429", "Too many";
}

fn one(status: &str, description: &str) -> BTreeMap<String, RefOr<Response>> {
    let schema = Ref::from_schema_name(Problem::name());
    let content = ContentBuilder::new().schema(Some(schema)).build();
    let response = ResponseBuilder::new()
        .description(description)
        .content("application/problem+json", content)
        .build();
    BTreeMap::from([(status.to_owned(), response.into())])
}
