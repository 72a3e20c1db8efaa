//! Org units, as far as the caller may see them.

mod get;
mod list;

pub use get::get;
pub use list::list;

use nmrs_domain::actor::Party;
use nmrs_domain::error::ErrorCode;
use nmrs_domain::values::ids::OrgUnitId;
use nmrs_domain::wire::OrgUnitOut;
use nmrs_store::Scope;
use nmrs_store::org_units::{OrgTree, OrgUnit};

use crate::AppError;
use crate::auth::Session;

/// Returns the org unit of the caller: an office itself, or the office of a reporting unit.
fn own_org_unit(session: &Session) -> OrgUnitId {
    match session.actor.party {
        Party::Reporting { org_unit, .. } | Party::Organizing { org_unit, .. } => org_unit,
    }
}

/// Returns a unit if the caller may see it: offices see themselves and all below, reporting units
/// their own office.
///
/// # Errors
/// [`ErrorCode::NotFound`].
fn visible<'t>(
    tree: &'t OrgTree,
    session: &Session,
    id: OrgUnitId,
) -> Result<&'t OrgUnit, AppError> {
    let own = own_org_unit(session);
    let is_visible = match session.actor.party {
        Party::Reporting { .. } => id == own,
        Party::Organizing { .. } => tree.is_within(id, own),
    };
    tree.get(id)
        .filter(|_| is_visible)
        .ok_or_else(|| AppError::refused(ErrorCode::NotFound))
}

/// Returns the scope of a filter by org unit.
///
/// # Errors
/// [`ErrorCode::NotFound`] for a unit outside the caller's scope.
pub(crate) fn scope_of_filter(
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

fn to_response(tree: &OrgTree, unit: &OrgUnit) -> OrgUnitOut {
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
