//! The tree of org units, always read as a whole: 3,228 rows that change a few times a year.

use std::collections::HashMap;

use nmrs_domain::actor::{Branch, Level};
use nmrs_domain::values::ids::OrgUnitId;
use nmrs_domain::wire::OrgUnitRef;
use nmrs_domain::workflow::ReviewChain;
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter, QueryOrder};

use crate::entity::{org_units, settings};
use crate::{Executor, StoreError, Tx};

/// An org unit (organizing unit).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgUnit {
    /// Primary key.
    pub id: OrgUnitId,
    /// Code, which is also the user name.
    pub code: String,
    /// Full name.
    pub name: String,
    /// The parent; `None` for the central office.
    pub parent: Option<OrgUnitId>,
    /// Level 0 (central office) to 3.
    pub level: Level,
    /// Region or department.
    pub branch: Branch,
    /// True if nobody may sign in for it.
    pub disabled: bool,
}

impl OrgUnit {
    /// Returns the reference used in API responses.
    pub fn reference(&self) -> OrgUnitRef {
        OrgUnitRef {
            id: self.id.0,
            code: self.code.clone(),
            name: self.name.clone(),
            level: self.level,
        }
    }
}

/// The tree of org units at one version.
#[derive(Debug, Default)]
pub struct OrgTree {
    version: i64,
    units: HashMap<OrgUnitId, OrgUnit>,
    by_code: HashMap<String, OrgUnitId>,
    children: HashMap<OrgUnitId, Vec<OrgUnitId>>,
}

impl OrgTree {
    /// Returns the version, to compare with [`version`].
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Returns an org unit by id.
    pub fn get(&self, id: OrgUnitId) -> Option<&OrgUnit> {
        self.units.get(&id)
    }

    /// Returns an org unit by code.
    pub fn by_code(&self, code: &str) -> Option<&OrgUnit> {
        self.get(*self.by_code.get(code)?)
    }

    /// Returns the children of an org unit, by code.
    pub fn children(&self, id: OrgUnitId) -> impl Iterator<Item = &OrgUnit> {
        self.children
            .get(&id)
            .into_iter()
            .flatten()
            .filter_map(|id| self.get(*id))
    }

    /// Returns the number of children of an org unit.
    pub fn child_count(&self, id: OrgUnitId) -> usize {
        self.children.get(&id).map_or(0, Vec::len)
    }

    /// Returns the path from level 1 down to an org unit; for the central office, itself.
    pub fn path(&self, id: OrgUnitId) -> Vec<&OrgUnit> {
        let mut path = Vec::with_capacity(3);
        let mut at = self.get(id);
        while let Some(unit) = at {
            if unit.level == Level::Central && !path.is_empty() {
                break;
            }
            path.push(unit);
            at = unit.parent.and_then(|parent| self.get(parent));
        }
        path.reverse();
        path
    }

    /// Returns true if `unit` is `ancestor` or one of its descendants.
    pub fn is_within(&self, unit: OrgUnitId, ancestor: OrgUnitId) -> bool {
        let mut at = Some(unit);
        while let Some(id) = at {
            if id == ancestor {
                return true;
            }
            at = self.get(id).and_then(|unit| unit.parent);
        }
        false
    }

    /// Returns the review chain for reporting units of an org unit; `None` for the central office.
    pub fn review_chain(&self, id: OrgUnitId) -> Option<ReviewChain> {
        let mut path: Vec<_> = self
            .path(id)
            .into_iter()
            .filter(|unit| unit.level != Level::Central)
            .map(|unit| unit.id)
            .collect();
        path.reverse();
        ReviewChain::new(path)
    }

    /// Returns the central office.
    pub fn central(&self) -> Option<&OrgUnit> {
        self.units
            .values()
            .find(|unit| unit.level == Level::Central)
    }
}

const VERSION_KEY: &str = "org_units_version";

/// Returns the version of the tree; raised by every change.
pub async fn version(db: &impl Executor) -> Result<i64, StoreError> {
    let row = settings::Entity::find_by_id(VERSION_KEY.to_owned())
        .one(db.conn())
        .await?;
    Ok(row
        .and_then(|row| row.value.parse().ok())
        .unwrap_or_default())
}

/// Reads the tree. The version is read first, so that a change in between is found by the next
/// comparison.
pub async fn tree(db: &impl Executor) -> Result<OrgTree, StoreError> {
    let mut tree = OrgTree {
        version: version(db).await?,
        ..OrgTree::default()
    };
    let rows = org_units::Entity::find()
        .order_by_asc(org_units::Column::Code)
        .all(db.conn())
        .await?;
    for row in rows {
        let unit = read(row)?;
        if let Some(parent) = unit.parent {
            tree.children.entry(parent).or_default().push(unit.id);
        }
        tree.by_code.insert(unit.code.clone(), unit.id);
        tree.units.insert(unit.id, unit);
    }
    Ok(tree)
}

fn read(row: org_units::Model) -> Result<OrgUnit, StoreError> {
    let org_units::Model {
        id,
        code,
        name,
        parent_id,
        level,
        branch,
        disabled,
        last_unit_number: _,
    } = row;
    Ok(OrgUnit {
        id: OrgUnitId(id),
        code,
        name,
        parent: parent_id.map(OrgUnitId),
        level: u8::try_from(level)
            .ok()
            .and_then(|level| Level::try_from(level).ok())
            .ok_or_else(|| StoreError::corrupt("level", level))?,
        branch: Branch::from_wire(&branch).ok_or_else(|| StoreError::corrupt("branch", branch))?,
        disabled,
    })
}

/// Returns the next number for a reporting unit of an org unit.
///
/// The counter is raised before the number is used and never lowered: no number is used twice, not
/// even after a deletion.
pub async fn next_unit_number(tx: &Tx, org_unit: OrgUnitId) -> Result<i64, StoreError> {
    raise_unit_number(tx, org_unit, None).await
}

/// Raises the counter to `at_least`, or by 1; returns its value. For demo data with fixed codes.
pub async fn raise_unit_number(
    tx: &Tx,
    org_unit: OrgUnitId,
    at_least: Option<i64>,
) -> Result<i64, StoreError> {
    use org_units::Column;
    let next = Expr::col(Column::LastUnitNumber).add(1);
    let mut update = org_units::Entity::update_many().filter(Column::Id.eq(org_unit.0));
    update = match at_least {
        None => update.col_expr(Column::LastUnitNumber, next),
        Some(number) => update
            .col_expr(Column::LastUnitNumber, Expr::val(number))
            .filter(Column::LastUnitNumber.lt(number)),
    };
    update.exec(tx.conn()).await?;
    let row = org_units::Entity::find_by_id(org_unit.0)
        .one(tx.conn())
        .await?;
    row.map(|row| row.last_unit_number)
        .ok_or_else(|| StoreError::corrupt("org_unit_id", org_unit))
}
