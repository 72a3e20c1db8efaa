//! Rows of accounts with their units, read by position.
//!
//! Looking each value of each row up by its column's name took a third of the time of a work list
//! of 20 rows; and of a unit, only key, code and name are shown.

use nmrs_domain::wire::UnitRef;
use sea_orm::{
    DbErr, FromQueryResult, JoinType, QueryResult, QuerySelect as _, RelationTrait as _, Select,
    SelectModel, Selector, TryGetable,
};

use super::row::Account;
use crate::StoreError;
use crate::entity::{accounts, reporting_units};

/// An account with its unit.
#[derive(Debug)]
pub(super) struct Joined {
    account: accounts::Model,
    unit: Option<UnitRef>,
}

/// Adds the units to a query of accounts. The join keeps accounts without one, so that accounts are
/// always looked for first, in the order that was asked for.
pub(super) fn joined(query: Select<accounts::Entity>) -> Selector<SelectModel<Joined>> {
    use accounts::Column as A;
    use reporting_units::Column as U;
    query
        .join(JoinType::LeftJoin, accounts::Relation::ReportingUnit.def())
        .select_only()
        .columns([
            A::Id,
            A::ReportingUnitId,
            A::OrgUnitId,
            A::Org1Id,
            A::Org2Id,
            A::Org3Id,
            A::Kind,
            A::PlatformCode,
            A::PlatformName,
            A::Name,
            A::Owner,
            A::Url,
            A::ExternalId,
            A::ExternalIdByHand,
            A::Identity,
            A::RepresentsGovernment,
            A::Functions,
            A::OtherFunction,
            A::ContactName,
            A::ContactPosition,
            A::ContactMobile,
            A::ContactLandline,
            A::Status,
            A::TurnOrgId,
            A::StepSince,
            A::ApplicationId,
            A::Restored,
            A::Identifier,
            A::Version,
            A::CreatedAt,
            A::ModifiedAt,
        ])
        .columns([U::Id, U::Code, U::Name])
        .into_model::<Joined>()
}

impl FromQueryResult for Joined {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let mut row = Positions { row, next: 0 };
        // Fields are evaluated as they are written: in the order of the columns above.
        let account = accounts::Model {
            id: row.next()?,
            reporting_unit_id: row.next()?,
            org_unit_id: row.next()?,
            org1_id: row.next()?,
            org2_id: row.next()?,
            org3_id: row.next()?,
            kind: row.next()?,
            platform_code: row.next()?,
            platform_name: row.next()?,
            name: row.next()?,
            owner: row.next()?,
            url: row.next()?,
            external_id: row.next()?,
            external_id_by_hand: row.next()?,
            identity: row.next()?,
            represents_government: row.next()?,
            functions: row.next()?,
            other_function: row.next()?,
            contact_name: row.next()?,
            contact_position: row.next()?,
            contact_mobile: row.next()?,
            contact_landline: row.next()?,
            status: row.next()?,
            turn_org_id: row.next()?,
            step_since: row.next()?,
            application_id: row.next()?,
            restored: row.next()?,
            identifier: row.next()?,
            version: row.next()?,
            created_at: row.next()?,
            modified_at: row.next()?,
        };
        let unit = match row.next()? {
            Some(id) => Some(UnitRef {
                id,
                code: row.next()?,
                name: row.next()?,
            }),
            None => None,
        };
        Ok(Self { account, unit })
    }
}

/// The values of a row, one after the other.
struct Positions<'a> {
    row: &'a QueryResult,
    next: usize,
}

impl Positions<'_> {
    fn next<T: TryGetable>(&mut self) -> Result<T, DbErr> {
        let at = self.next;
        self.next += 1;
        self.row.try_get_by_index(at)
    }
}

impl TryFrom<Joined> for Account {
    type Error = StoreError;
    fn try_from(Joined { account, unit }: Joined) -> Result<Self, StoreError> {
        let unit = unit.ok_or_else(|| StoreError::corrupt("reporting_unit_id", account.id))?;
        Self::read(account, unit)
    }
}
