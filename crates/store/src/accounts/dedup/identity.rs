//! Accounts with the same identity, now or before, or with a similar name.

use nmrs_domain::kind::AccountKind;
use nmrs_domain::search::similarity::name_key;
use nmrs_domain::status::Status;
use nmrs_domain::values::ids::{AccountId, ReportingUnitId};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::accounts::account::Account;
use crate::entity::{account_keys, accounts, reporting_units};
use crate::{Executor, Scope, StoreError};
use account_keys::Column as Key;
use accounts::Column;

/// Another account, with the fields that a warning shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherAccount {
    /// The id of the account.
    pub id: AccountId,
    /// Its name.
    pub name: String,
    /// Its identifier, once approved.
    pub identifier: Option<String>,
    /// Its status.
    pub status: Status,
    /// The reporting unit that owns the account.
    pub unit: ReportingUnitId,
    /// The name of that unit.
    pub unit_name: String,
    /// The org units above the unit, level 1 to 3.
    ancestors: [Option<i64>; 3],
}

impl OtherAccount {
    /// Returns true if the account lies in a scope, and may be named and opened there.
    pub fn is_in_scope(&self, scope: Scope) -> bool {
        match scope {
            Scope::All => true,
            Scope::Unit(unit) => self.unit == unit,
            Scope::OrgUnit(org_unit, _) => self.ancestors.contains(&Some(org_unit.0)),
        }
    }
}

/// Maximum number of accounts in one warning.
const WARNING_LIMIT: u64 = 5;

/// The statuses that do not claim the identity; the unique index on identities has the same list.
fn not_living() -> [&'static str; 3] {
    [
        Status::Draft.as_str(),
        Status::Closed.as_str(),
        Status::Deleted.as_str(),
    ]
}

/// Returns the living account with an identity. The whole register is searched: there is at most one.
pub async fn identity_holder(
    db: &impl Executor,
    kind: AccountKind,
    identity: &str,
) -> Result<Option<OtherAccount>, StoreError> {
    let found = find(
        db,
        Condition::all()
            .add(Column::PlatformCode.eq(kind.platform_code().as_str()))
            .add(Column::Identity.eq(identity))
            .add(Column::Status.is_not_in(not_living())),
    )
    .await?;
    Ok(found.into_iter().next())
}

/// Returns the other living accounts of a unit on the same platform.
pub async fn second_accounts(
    db: &impl Executor,
    unit: ReportingUnitId,
    kind: AccountKind,
    except: Option<AccountId>,
) -> Result<Vec<OtherAccount>, StoreError> {
    find(
        db,
        Condition::all()
            .add(Column::ReportingUnitId.eq(unit.0))
            .add(Column::PlatformCode.eq(kind.platform_code().as_str()))
            .add(Column::Status.is_not_in(not_living()))
            .add_option(except.map(|id| Column::Id.ne(id.0))),
    )
    .await
}

/// Returns the accounts with this identity that are closed, or were deleted after they had an
/// identifier. The whole register is searched: name only those that [`OtherAccount::is_in_scope`].
pub async fn former_holders(
    db: &impl Executor,
    kind: AccountKind,
    identity: &str,
    except: AccountId,
) -> Result<Vec<OtherAccount>, StoreError> {
    let former = Condition::any()
        .add(Column::Status.eq(Status::Closed.as_str()))
        .add(
            Condition::all()
                .add(Column::Status.eq(Status::Deleted.as_str()))
                .add(Column::Identifier.is_not_null()),
        );
    find(
        db,
        Condition::all()
            .add(Column::PlatformCode.eq(kind.platform_code().as_str()))
            .add(Column::Identity.eq(identity))
            .add(former)
            .add(Column::Id.ne(except.0)),
    )
    .await
}

/// Returns the living accounts of other units below the same org unit with a similar name.
pub async fn namesakes(
    db: &impl Executor,
    account: &Account,
) -> Result<Vec<OtherAccount>, StoreError> {
    let name = account.registered.fields.name.as_deref();
    let Some(key) = name.and_then(name_key) else {
        return Ok(Vec::new());
    };
    let similar = account_keys::Entity::find()
        .filter(Key::NameKey.eq(key))
        .filter(Key::OrgUnitId.eq(account.chain.direct().0))
        .filter(Key::ReportingUnitId.ne(account.unit.id))
        .select_only()
        .column(Key::AccountId)
        .order_by_asc(Key::AccountId)
        .limit(WARNING_LIMIT)
        .into_tuple::<i64>()
        .all(db.conn())
        .await?;
    if similar.is_empty() {
        return Ok(Vec::new());
    }
    find(db, Condition::all().add(Column::Id.is_in(similar))).await
}

async fn find(db: &impl Executor, condition: Condition) -> Result<Vec<OtherAccount>, StoreError> {
    let found = find_with(db, condition, Some(WARNING_LIMIT), |_| ()).await?;
    Ok(found.into_iter().map(|((), other)| other).collect())
}

/// Returns the accounts that meet a condition, each with a value taken from its row.
pub(super) async fn find_with<T>(
    db: &impl Executor,
    condition: Condition,
    limit: Option<u64>,
    with: impl Fn(&accounts::Model) -> T,
) -> Result<Vec<(T, OtherAccount)>, StoreError> {
    accounts::Entity::find()
        .filter(condition)
        .order_by_asc(Column::Id)
        .limit(limit)
        .find_also_related(reporting_units::Entity)
        .all(db.conn())
        .await?
        .into_iter()
        .map(|(account, unit)| {
            let value = with(&account);
            let other = OtherAccount {
                id: AccountId(account.id),
                name: account.name,
                identifier: account.identifier,
                status: Status::from_wire(&account.status)
                    .ok_or_else(|| StoreError::corrupt("status", account.status))?,
                unit: ReportingUnitId(account.reporting_unit_id),
                unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
                ancestors: [Some(account.org1_id), account.org2_id, account.org3_id],
            };
            Ok((value, other))
        })
        .collect()
}
