//! The template in which accounts are declared.

use nmrs_domain::actor::{Branch, Party};

use crate::auth::Session;
use crate::{App, AppError};

/// The template of a branch, of the caller's own unless another is asked for, and of which it is.
///
/// # Errors
/// Database errors.
pub async fn import_template(
    app: &App,
    session: &Session,
    branch: Option<Branch>,
) -> Result<(Branch, Vec<u8>), AppError> {
    let branch = match branch {
        Some(branch) => branch,
        None => own_branch(app, session).await?,
    };
    let bytes = nmrs_xlsx::template(branch)
        .map_err(|error| AppError::Internal(format!("template: {error}")))?;
    Ok((branch, bytes))
}

async fn own_branch(app: &App, session: &Session) -> Result<Branch, AppError> {
    let (Party::Reporting { org_unit, .. } | Party::Organizing { org_unit, .. }) =
        session.actor.party;
    let tree = session.org_tree(app).await?;
    Ok(tree.get(org_unit).map_or(Branch::Local, |unit| unit.branch))
}
