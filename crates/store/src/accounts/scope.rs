//! Conditions on the accounts that a caller may see.

use nmrs_domain::actor::Level;
use nmrs_domain::status::Status;
use sea_orm::{ColumnTrait, Condition};

use crate::Scope;
use crate::entity::accounts::Column;

/// The accounts listed for a caller: offices see no drafts, nobody sees deleted accounts.
pub(super) fn visible(scope: Scope) -> Condition {
    let condition = Condition::all().add(in_scope(scope));
    match scope {
        Scope::Unit(_) => condition.add(Column::Status.ne(Status::Deleted.as_str())),
        _ => condition.add(submitted()),
    }
}

/// The accounts that a caller may open by id: the visible ones, and deleted ones that had an
/// identifier. Those are in no list, but their log stays readable.
pub(super) fn readable(scope: Scope) -> Condition {
    let deleted = Condition::all()
        .add(in_scope(scope))
        .add(Column::Status.eq(Status::Deleted.as_str()))
        .add(Column::Identifier.is_not_null());
    Condition::any().add(visible(scope)).add(deleted)
}

/// The scope alone; [`visible`] adds the statuses.
pub(super) fn in_scope(scope: Scope) -> Condition {
    match scope {
        Scope::All => Condition::all(),
        Scope::Unit(unit) => Condition::all().add(Column::ReportingUnitId.eq(unit.0)),
        Scope::OrgUnit(org_unit, level) => match ancestor_column(level) {
            Some(column) => Condition::all().add(column.eq(org_unit.0)),
            None => Condition::all(),
        },
    }
}

pub(super) fn submitted() -> Condition {
    Condition::all()
        .add(Column::Status.is_not_in([Status::Draft.as_str(), Status::Deleted.as_str()]))
}

/// The column with the ancestor of a level; `None` for the central office.
const fn ancestor_column(level: Level) -> Option<Column> {
    match level {
        Level::Central => None,
        Level::First => Some(Column::Org1Id),
        Level::Second => Some(Column::Org2Id),
        Level::Third => Some(Column::Org3Id),
    }
}
