//! Who has an identity, who had it before, and who has the same name.

use nmrs_domain::ids::{AccountId, ReportingUnitId};
use nmrs_domain::kind::AccountKind;
use nmrs_domain::likeness::name_key;
use nmrs_domain::status::Status;
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::accounts::account::Account;
use crate::entity::{account_keys, accounts, reporting_units};
use crate::{Handle, Scope, StoreError};
use account_keys::Column as Key;
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
    /// The org units above it, level by level.
    ancestors: [Option<i64>; 3],
}

impl Other {
    /// Whether it lies in a scope, so that it may be named and opened.
    pub fn seen_by(&self, scope: Scope) -> bool {
        match scope {
            Scope::All => true,
            Scope::Unit(unit) => self.unit == unit,
            Scope::OrgUnit(org_unit, _) => self.ancestors.contains(&Some(org_unit.0)),
        }
    }
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

/// Accounts that had an identity before, and were closed, or deleted after they had an identifier.
/// They are looked for in the whole register; [`Other::seen_by`] says which of them may be named.
///
/// # Errors
/// Database errors.
pub async fn former_identities(
    db: &impl Handle,
    kind: AccountKind,
    identity: &str,
    except: AccountId,
) -> Result<Vec<Other>, StoreError> {
    let ended = Condition::any()
        .add(Column::Status.eq(Status::Closed.as_str()))
        .add(
            Condition::all()
                .add(Column::Status.eq(Status::Gone.as_str()))
                .add(Column::Identifier.is_not_null()),
        );
    others(
        db,
        Condition::all()
            .add(Column::PlatformCode.eq(kind.platform_code().as_str()))
            .add(Column::Identity.eq(identity))
            .add(ended)
            .add(Column::Id.ne(except.0)),
    )
    .await
}

/// Living accounts of other units of the same org unit that have nearly the same name.
///
/// # Errors
/// Database errors.
pub async fn namesakes(db: &impl Handle, account: &Account) -> Result<Vec<Other>, StoreError> {
    let name = account.registered.fields.name.as_deref();
    let Some(key) = name.and_then(name_key) else {
        return Ok(Vec::new());
    };
    let alike = account_keys::Entity::find()
        .filter(Key::NameKey.eq(key))
        .filter(Key::OrgUnitId.eq(account.chain.direct().0))
        .filter(Key::ReportingUnitId.ne(account.unit.id))
        .select_only()
        .column(Key::AccountId)
        .order_by_asc(Key::AccountId)
        .limit(MOST)
        .into_tuple::<i64>()
        .all(db.c())
        .await?;
    if alike.is_empty() {
        return Ok(Vec::new());
    }
    others(db, Condition::all().add(Column::Id.is_in(alike))).await
}

async fn others(db: &impl Handle, condition: Condition) -> Result<Vec<Other>, StoreError> {
    let found = others_with(db, condition, Some(MOST), |_| ()).await?;
    Ok(found.into_iter().map(|((), other)| other).collect())
}

/// Accounts as warnings name them, each with something of its row.
pub(super) async fn others_with<T>(
    db: &impl Handle,
    condition: Condition,
    most: Option<u64>,
    with: impl Fn(&accounts::Model) -> T,
) -> Result<Vec<(T, Other)>, StoreError> {
    accounts::Entity::find()
        .filter(condition)
        .order_by_asc(Column::Id)
        .limit(most)
        .find_also_related(reporting_units::Entity)
        .all(db.c())
        .await?
        .into_iter()
        .map(|(account, unit)| {
            let of_row = with(&account);
            let other = Other {
                id: AccountId(account.id),
                name: account.name,
                identifier: account.identifier,
                status: Status::from_wire(&account.status)
                    .ok_or_else(|| StoreError::corrupt("status", account.status))?,
                unit: ReportingUnitId(account.reporting_unit_id),
                unit_name: unit.map(|unit| unit.name).unwrap_or_default(),
                ancestors: [Some(account.org1_id), account.org2_id, account.org3_id],
            };
            Ok((of_row, other))
        })
        .collect()
}
