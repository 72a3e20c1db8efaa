//! Organizing units, as far as the caller may see them.

use nmrs_domain::actor::Party;
use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::ids::OrgUnitId;
use nmrs_domain::query::OrgUnitQuery;
use nmrs_domain::wire::{OrgUnitOut, Page};
use nmrs_store::Scope;
use nmrs_store::org_units::{OrgTree, OrgUnit};

use crate::auth::Session;
use crate::{App, AppError};

/// The children of a unit, one unit by its code, or the caller's own unit.
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
    let own = own(session);
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
    let items: Vec<_> = units.into_iter().map(|unit| out(&tree, unit)).collect();
    Ok(Page {
        page: 1,
        per_page: u32::try_from(total.max(1)).unwrap_or(u32::MAX),
        total_exact: true,
        total: u64::try_from(total).unwrap_or(u64::MAX),
        items,
    })
}

/// One unit.
///
/// # Errors
/// [`ErrorCode::NotFound`] also when it is out of scope.
pub async fn get(app: &App, session: &Session, id: OrgUnitId) -> Result<OrgUnitOut, AppError> {
    let tree = session.org_tree(app).await?;
    Ok(out(&tree, visible(&tree, session, id)?))
}

/// The unit that the caller is or belongs to.
fn own(session: &Session) -> OrgUnitId {
    match session.actor.party {
        Party::Reporting { org_unit, .. } | Party::Organizing { org_unit, .. } => org_unit,
    }
}

/// An office sees itself and what is below; a reporting unit sees the office that it belongs to.
fn visible<'t>(
    tree: &'t OrgTree,
    session: &Session,
    id: OrgUnitId,
) -> Result<&'t OrgUnit, AppError> {
    let own = own(session);
    let seen = match session.actor.party {
        Party::Reporting { .. } => id == own,
        Party::Organizing { .. } => tree.is_within(id, own),
    };
    tree.get(id)
        .filter(|_| seen)
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))
}

/// The scope of a filter by org unit, which has to lie within the caller's.
pub(crate) fn below(
    tree: &OrgTree,
    session: &Session,
    org: Option<OrgUnitId>,
) -> Result<Option<Scope>, AppError> {
    org.map(|org| {
        let unit = visible(tree, session, org)?;
        Ok(Scope::below(unit.id, unit.level))
    })
    .transpose()
}

fn out(tree: &OrgTree, unit: &OrgUnit) -> OrgUnitOut {
    OrgUnitOut {
        id: unit.id.0,
        code: unit.code.clone(),
        name: unit.name.clone(),
        level: unit.level,
        branch: unit.branch,
        parent_id: unit.parent.map(|parent| parent.0),
        children: u32::try_from(tree.child_count(unit.id)).unwrap_or(u32::MAX),
    }
}
