//! The scope of a caller.

use nmrs_domain::actor::{Actor, Level, Party};
use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId};
use nmrs_domain::workflow::ReviewChain;

/// The rows that a caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// All rows, for the central office.
    All,
    /// The rows at or below an org unit of level 1 to 3.
    OrgUnit(OrgUnitId, Level),
    /// The rows of one reporting unit.
    Unit(ReportingUnitId),
}

impl From<&Actor> for Scope {
    fn from(actor: &Actor) -> Self {
        match actor.party {
            Party::Reporting { unit, .. } => Self::Unit(unit),
            Party::Organizing {
                level: Level::Central,
                ..
            } => Self::All,
            Party::Organizing { org_unit, level } => Self::OrgUnit(org_unit, level),
        }
    }
}

impl Scope {
    /// Returns the scope at or below an org unit, for the filter `org`.
    pub fn below(org_unit: OrgUnitId, level: Level) -> Self {
        match level {
            Level::Central => Self::All,
            level => Self::OrgUnit(org_unit, level),
        }
    }
}

/// Returns the values of the columns `org1_id`, `org2_id` and `org3_id`. The top of the chain is level
/// 1, and the chain has no gaps.
pub(crate) fn ancestor_ids(chain: &ReviewChain) -> (i64, Option<i64>, Option<i64>) {
    let mut from_top = chain.units().iter().rev().map(|unit| unit.0);
    let top = from_top.next().unwrap_or(chain.top().0);
    (top, from_top.next(), from_top.next())
}
