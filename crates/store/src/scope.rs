//! What a caller may see, as a condition of the query.

use nmrs_domain::actor::{Actor, Level, Party};
use nmrs_domain::ids::{OrgUnitId, ReportingUnitId};
use nmrs_domain::workflow::ReviewChain;

/// What a caller may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// The whole country.
    All,
    /// An org unit of level 1 to 3 and everything below it.
    OrgUnit(OrgUnitId, Level),
    /// One reporting unit.
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
    /// Everything at or below an org unit, for the filter `org`.
    pub fn below(org_unit: OrgUnitId, level: Level) -> Self {
        match level {
            Level::Central => Self::All,
            level => Self::OrgUnit(org_unit, level),
        }
    }
}

/// The keys of the ancestors by level, as the columns `org1_id`, `org2_id` and `org3_id` have them.
/// The chain's top is level 1, and no level is left out.
pub(crate) fn by_level(chain: &ReviewChain) -> (i64, Option<i64>, Option<i64>) {
    let mut from_top = chain.units().iter().rev().map(|unit| unit.0);
    let top = from_top.next().unwrap_or(chain.top().0);
    (top, from_top.next(), from_top.next())
}
