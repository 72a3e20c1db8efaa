use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::query::OrgUnitQuery;
use nmrs_domain::values::ids::OrgUnitId;
use nmrs_domain::wire::{OrgUnitOut, Page};

use super::{own_org_unit, to_response, visible};
use crate::auth::Session;
use crate::{App, AppError};

/// Returns the children of a unit, one unit by its code, or by default the caller's own unit.
///
/// # Errors
/// [`ErrorCode::NotFound`] for a unit out of scope.
pub async fn list(
    app: &App,
    session: &Session,
    query: &OrgUnitQuery,
) -> Result<Page<OrgUnitOut>, AppError> {
    let OrgUnitQuery { parent, code } = query;
    let tree = session.org_tree(app).await?;
    let own = own_org_unit(session);
    let units: Vec<_> = match (parent.trim(), code.trim()) {
        ("", "") => vec![visible(&tree, session, own)?],
        (parent, "") => {
            let parent = parent
                .parse()
                .map_err(|_| FieldErrors::one("/parent", "应为组织单位的编号（整数）"))?;
            let parent = visible(&tree, session, OrgUnitId(parent))?;
            tree.children(parent.id)
                .filter(|unit| !unit.disabled)
                .collect()
        }
        ("", code) => {
            let unit = tree
                .by_code(code)
                .ok_or_else(|| AppError::refused(ErrorCode::NotFound))?;
            vec![visible(&tree, session, unit.id)?]
        }
        _ => return Err(FieldErrors::one("/code", "parent 与 code 只能给一个").into()),
    };
    let total = units.len();
    let items: Vec<_> = units
        .into_iter()
        .map(|unit| to_response(&tree, unit))
        .collect();
    Ok(Page {
        page: 1,
        per_page: u32::try_from(total.max(1)).unwrap_or(u32::MAX),
        total_exact: true,
        total: u64::try_from(total).unwrap_or(u64::MAX),
        items,
    })
}
