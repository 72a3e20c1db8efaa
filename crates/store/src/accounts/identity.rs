//! Who has an identity, and who had it before.

use nmrs_domain::ids::{AccountId, ReportingUnitId};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::list::visible;
use crate::entity::{accounts, reporting_units};
use crate::{Handle, Scope, StoreError};
use accounts::Column;

/// Another account, as warnings name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Key.
    pub id: AccountId,
    /// Name.
    pub name: String,
    /// Identifier, if it has one.
    pub identifier: Option<String>,
    /// Status.
    pub status: Status,
    /// The unit that owns it.
    pub unit: ReportingUnitId,
    /// Name of that unit.
    pub unit_name: String,
}

/// Most accounts that a warning lists.
const MOST: u64 = 5;

/// Statuses whose identity is free again; the index on identities has the same list.
fn not_living() -> [&'static str; 3] {
    [
        Status::Draft.as_str(),
        Status::Closed.as_str(),
        Status::Gone.as_str(),
    ]
}

/// The living account that has an identity, whoever owns it: for the register as a whole there can
/// be only one.
///
/// # Errors
/// Database errors.
pub async fn identity_holder(
    db: &impl Handle,
    kind: AccountKind,
    identity: &str,
) -> Result<Option<Other>, StoreError> {
    let found = others(
        db,
        Condition::all()
            .add(Column::PlatformCode.eq(kind.platform_code().as_str()))
            .add(Column::Identity.eq(identity))
            .add(Column::Status.is_not_in(not_living())),
    )
    .await?;
    Ok(found.into_iter().next())
}

/// Other living accounts of a unit on the same platform.
///
/// # Errors
/// Database errors.
pub async fn second_accounts(
    db: &impl Handle,
    unit: ReportingUnitId,
    kind: AccountKind,
    except: Option<AccountId>,
) -> Result<Vec<Other>, StoreError> {
    others(
        db,
        Condition::all()
            .add(Column::ReportingUnitId.eq(unit.0))
            .add(Column::PlatformCode.eq(kind.platform_code().as_str()))
            .add(Column::Status.is_not_in(not_living()))
            .add_option(except.map(|id| Column::Id.ne(id.0))),
    )
    .await
}

/// Closed accounts that had an identity before, as far as the caller may see them.
///
/// # Errors
/// Database errors.
pub async fn former_identities(
    db: &impl Handle,
    scope: Scope,
    kind: AccountKind,
    identity: &str,
    except: AccountId,
) -> Result<Vec<Other>, StoreError> {
    others(
        db,
        visible(scope)
            .add(Column::PlatformCode.eq(kind.platform_code().as_str()))
            .add(Column::Identity.eq(identity))
            .add(Column::Status.eq(Status::Closed.as_str()))
            .add(Column::Id.ne(except.0)),
    )
    .await
}

async fn others(db: &impl Handle, condition: Condition) -> Result<Vec<Other>, StoreError> {
    accounts::Entity::find()
        .filter(condition)
        .order_by_asc(Column::Id)
        .limit(MOST)
        .find_also_related(reporting_units::Entity)
        .all(db.c())
        .await?
        .into_iter()
        .map(|(account, unit)| {
            Ok(Other {
                id: AccountId(account.id),
                name: account.name,
                identifier: account.identifier,
                status: Status::from_wire(&account.status)
                    .ok_or_else(|| StoreError::corrupt("status", account.status))?,
                unit: ReportingUnitId(account.reporting_unit_id),
                unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
            })
        })
        .collect()
}
