use nmrs_domain::values::ids::OrgUnitId;
use nmrs_domain::wire::OrgUnitOut;

use super::{to_response, visible};
use crate::auth::Session;
use crate::{App, AppError};

/// Returns one org unit.
///
/// # Errors
/// [`nmrs_domain::error::ErrorCode::NotFound`], also out of scope.
pub async fn get(app: &App, session: &Session, id: OrgUnitId) -> Result<OrgUnitOut, AppError> {
    let tree = session.org_tree(app).await?;
    Ok(to_response(&tree, visible(&tree, session, id)?))
}
