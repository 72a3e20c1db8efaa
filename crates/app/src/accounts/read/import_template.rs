use nmrs_domain::actor::{Branch, Party};

use crate::auth::Session;
use crate::{App, AppError};

/// Returns the import template of a branch, by default the caller's own, and the branch.
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
    let bytes = nmrs_spreadsheet::write_template(branch)
        .map_err(|error| AppError::Internal(format!("template: {error}")))?;
    Ok((branch, bytes))
}

async fn own_branch(app: &App, session: &Session) -> Result<Branch, AppError> {
    let (Party::Reporting { org_unit, .. } | Party::Organizing { org_unit, .. }) =
        session.actor.party;
    let tree = session.org_tree(app).await?;
    Ok(tree.get(org_unit).map_or(Branch::Local, |unit| unit.branch))
}
