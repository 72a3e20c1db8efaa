use nmrs_domain::actor::{Branch, Level};
use nmrs_domain::values::identifiers::OrgUnitCode;
use nmrs_store::bulk::{BulkLoadError, BulkLoader, LoadedUnit};
use nmrs_store::org_units::{OrgTree, OrgUnit};
use rand::Rng;
use rand::seq::SliceRandom as _;
use time::OffsetDateTime;

use super::names::{self, UnitCategory};

/// Reporting units per 1,000 accounts.
const PER_THOUSAND: u64 = 80;
/// Shares of levels 1 to 3, in percent.
const SHARES: [u64; 3] = [5, 24, 71];

/// A reporting unit with the parts of the names of its accounts.
#[derive(Debug)]
pub(super) struct Unit {
    pub(super) row: LoadedUnit,
    pub(super) place: String,
    pub(super) category: UnitCategory,
}

/// All reporting units, in random order.
#[derive(Debug)]
pub(super) struct Units(Vec<Unit>);

impl Units {
    /// Creates the units for a number of accounts.
    pub(super) async fn fill(
        loader: &mut BulkLoader,
        tree: &OrgTree,
        accounts: u64,
        at: OffsetDateTime,
        rng: &mut impl Rng,
    ) -> Result<Self, BulkLoadError> {
        let wanted = (accounts * PER_THOUSAND).div_ceil(1000);
        let mut units = Vec::new();
        for (level, share) in [Level::First, Level::Second, Level::Third]
            .into_iter()
            .zip(SHARES)
        {
            let mut offices = offices(tree, level);
            // A small number of units goes to random offices.
            offices.shuffle(rng);
            let wanted = usize::try_from((wanted * share).div_ceil(100)).unwrap_or(usize::MAX);
            for n in 0..wanted {
                let office = offices[n % offices.len()];
                units.push(unit(loader, tree, office, n / offices.len(), at).await?);
            }
        }
        // The first units are drawn more often, so they must be of every place and level.
        units.shuffle(rng);
        Ok(Self(units))
    }

    pub(super) fn len(&self) -> u64 {
        self.0.len() as u64
    }

    /// Draws the unit of the next account; few units have many accounts.
    pub(super) fn draw(&self, rng: &mut impl Rng) -> &Unit {
        let whole = self.0.len();
        let (a, b) = (rng.random_range(0..whole), rng.random_range(0..whole));
        &self.0[if rng.random_ratio(1, 3) { a.min(b) } else { a }]
    }
}

/// Returns the offices of a level that may have units, ordered by code.
fn offices(tree: &OrgTree, level: Level) -> Vec<&OrgUnit> {
    let mut found = Vec::new();
    let mut at: Vec<_> = tree.central().into_iter().collect();
    while let Some(office) = at.pop() {
        if office.level == level {
            found.push(office);
        } else {
            at.extend(tree.children(office.id));
        }
    }
    found.retain(|office| !office.disabled);
    found.sort_by(|a, b| a.code.cmp(&b.code));
    found
}

async fn unit(
    loader: &mut BulkLoader,
    tree: &OrgTree,
    office: &OrgUnit,
    n: usize,
    at: OffsetDateTime,
) -> Result<Unit, BulkLoadError> {
    let code = OrgUnitCode::parse(&office.code)?;
    let chain = tree
        .review_chain(office.id)
        .ok_or_else(|| BulkLoadError::refused(&office.code))?;
    let place = match office.branch {
        Branch::Local => tree
            .path(office.id)
            .iter()
            .map(|unit| unit.name.as_str())
            .collect(),
        // The name of a vertical office has no ancestors.
        _ => office.name.clone(),
    };
    let (name, category) = names::unit(&place, usize::from(u8::from(office.level)), n);
    let row = loader.unit(&code, chain, name, at).await?;
    Ok(Unit {
        row,
        place: names::short(&office.name),
        category,
    })
}
