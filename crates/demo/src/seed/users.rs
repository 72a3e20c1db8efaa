//! The units and users of the demo data.

use std::collections::HashMap;
use std::sync::Arc;

use nmrs_app::auth::{Hasher, Session};
use nmrs_app::{AppError, SystemRandom};
use nmrs_domain::actor::{Actor, Party};
use nmrs_domain::values::identifiers::{OrgUnitCode, ReportingUnitCode};
use nmrs_domain::values::ids::{OrgUnitId, UserId};
use nmrs_store::Store;
use nmrs_store::org_units::{self, OrgTree};
use nmrs_store::reporting_units::{self, NewReportingUnit};
use nmrs_store::users::{self, Owner};
use time::OffsetDateTime;

use crate::PASSWORD;

/// Offices with a user.
const OFFICES: [&str; 8] = [
    "GB0000", "110000", "110108", "130000", "130100", "130102", "bm2900", "bm2904",
];

/// A reporting unit of the demo data.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    /// 110000M001
    BeijingPolice,
    /// 110108M044
    Shangzhuang,
    /// 130100M024
    ShijiazhuangSports,
    /// 130102M001
    ChanganEducation,
    /// bm2904M001
    TaiyuanTaxes,
}

impl Unit {
    pub(super) const ALL: [Self; 5] = [
        Self::BeijingPolice,
        Self::Shangzhuang,
        Self::ShijiazhuangSports,
        Self::ChanganEducation,
        Self::TaiyuanTaxes,
    ];

    /// Returns the code of its org unit, its number there, and its full name.
    pub(super) const fn info(self) -> (&'static str, i64, &'static str) {
        match self {
            Self::BeijingPolice => ("110000", 1, "北京市公安局"),
            Self::Shangzhuang => ("110108", 44, "海淀区上庄镇人民政府"),
            Self::ShijiazhuangSports => ("130100", 24, "石家庄市体育局"),
            Self::ChanganEducation => ("130102", 1, "长安区教育局"),
            Self::TaiyuanTaxes => ("bm2904", 1, "国家税务总局太原市税务局"),
        }
    }

    /// Returns the number of offices that review its additions.
    pub(super) const fn levels(self) -> usize {
        match self {
            Self::BeijingPolice => 1,
            Self::ChanganEducation => 3,
            _ => 2,
        }
    }
}

/// The sessions of all demo users.
#[derive(Debug)]
pub(super) struct Users {
    units: HashMap<Unit, Session>,
    offices: HashMap<OrgUnitId, Session>,
    central: OrgUnitId,
}

impl Users {
    /// Creates units and users in one transaction.
    pub(super) async fn create(store: &Store, at: OffsetDateTime) -> Result<Self, AppError> {
        // One hash for all: hashing is slow on purpose.
        let hasher = Hasher::new(Arc::new(SystemRandom));
        let hash = hasher.hash(PASSWORD.to_owned()).await?;
        let tree = org_units::tree(store).await?;
        let tx = store.begin().await?;
        let mut offices = HashMap::new();
        for code in OFFICES {
            let office = office(&tree, code)?;
            let user = users::insert(&tx, code, Owner::OrgUnit(office.id), &hash, at).await?;
            let party = Party::Organizing {
                org_unit: office.id,
                level: office.level,
            };
            let name = office.name.clone();
            offices.insert(office.id, session(user, party, code, &name));
        }
        let mut units = HashMap::new();
        for unit in Unit::ALL {
            let (code, number, name) = unit.info();
            let office = office(&tree, code)?;
            let chain = tree
                .review_chain(office.id)
                .ok_or_else(|| AppError::Internal(format!("{code} reviews nothing")))?;
            let code = OrgUnitCode::parse(code)
                .and_then(|code| ReportingUnitCode::nth(&code, number))
                .map_err(|error| AppError::Internal(error.to_string()))?;
            org_units::raise_unit_number(&tx, office.id, Some(number)).await?;
            let new = NewReportingUnit {
                code: code.as_str().to_owned(),
                name: name.to_owned(),
                chain,
                profile_complete: true,
                at,
            };
            let id = reporting_units::insert(&tx, new).await?;
            let owner = Owner::ReportingUnit(id);
            let user = users::insert(&tx, code.as_str(), owner, &hash, at).await?;
            let party = Party::Reporting {
                unit: id,
                org_unit: office.id,
            };
            units.insert(unit, session(user, party, code.as_str(), name));
        }
        tx.commit().await?;
        Ok(Self {
            units,
            offices,
            central: office(&tree, OFFICES[0])?.id,
        })
    }

    pub(super) fn len(&self) -> usize {
        self.units.len() + self.offices.len()
    }

    pub(super) fn unit(&self, unit: Unit) -> Result<&Session, AppError> {
        self.units.get(&unit).ok_or_else(|| missing(&unit))
    }

    pub(super) fn office(&self, office: OrgUnitId) -> Result<&Session, AppError> {
        self.offices.get(&office).ok_or_else(|| missing(&office))
    }

    pub(super) fn central(&self) -> Result<&Session, AppError> {
        self.office(self.central)
    }
}

fn missing(who: &dyn std::fmt::Debug) -> AppError {
    AppError::Internal(format!("{who:?} is not in the demo data"))
}

fn session(user: UserId, party: Party, code: &str, name: &str) -> Session {
    Session::for_actor(Actor {
        user,
        party,
        code: code.to_owned(),
        name: name.to_owned(),
    })
}

fn office<'a>(tree: &'a OrgTree, code: &str) -> Result<&'a org_units::OrgUnit, AppError> {
    tree.by_code(code)
        .ok_or_else(|| AppError::Internal(format!("the tree has no {code}")))
}
