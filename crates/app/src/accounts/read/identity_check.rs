use nmrs_domain::account::MAX_PLATFORM_NAME;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::link::Link;
use nmrs_domain::query::IdentityQuery;
use nmrs_domain::values::text;
use nmrs_domain::wire::IdentityCheckOut;
use nmrs_store::Scope;
use nmrs_store::accounts::identity_holder;

use super::super::identity::taken_detail;
use crate::auth::Session;
use crate::{App, AppError};

/// Checks, while the form is filled in, that no other living account has the identity of a link.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::ValidationFailed`] if the link carries no identity.
pub async fn identity_check(
    app: &App,
    session: &Session,
    query: IdentityQuery,
) -> Result<IdentityCheckOut, AppError> {
    let IdentityQuery {
        kind,
        url,
        external_id,
        platform_name,
        except,
    } = query;
    let name = text::optional_line("平台名称", MAX_PLATFORM_NAME, &platform_name)
        .map_err(|error| FieldErrors::one("/platform_name", error.to_string()))?;
    let link = Link::parse(kind, &url, Some(&external_id), name.as_deref())
        .map_err(|error| FieldErrors::one("/url", error.to_string()))?;
    let holder = identity_holder(&app.store, kind, &link.identity).await?;
    // Only an account of the caller's unit may be excepted: other keys must not probe the register.
    let holder = holder
        .filter(|other| Some(other.id.0) != except || session.scope() != Scope::Unit(other.unit));
    Ok(IdentityCheckOut {
        taken: holder.is_some(),
        detail: holder.map(|other| taken_detail(session, &other)),
        external_id: link.external_id,
    })
}
