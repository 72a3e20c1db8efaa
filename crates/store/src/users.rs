//! Users: the login of each organizing and reporting unit.

use nmrs_domain::actor::SignInRole;
use nmrs_domain::ids::{OrgUnitId, ReportingUnitId, UserId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::users;
use crate::{Handle, StoreError, Tx};
use users::Column;

/// What signing in needs to know about a user.
#[derive(Clone)]
pub struct Credentials {
    /// Key.
    pub id: UserId,
    /// The role that it has to choose.
    pub role: SignInRole,
    /// Argon2id, in PHC form.
    pub password_hash: String,
    /// Whether it was disabled.
    pub disabled: bool,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// Who a new user signs in for.
#[derive(Debug, Clone, Copy)]
pub enum Owner {
    /// An organizing unit.
    OrgUnit(OrgUnitId),
    /// A reporting unit.
    ReportingUnit(ReportingUnitId),
}

/// The user of this name.
///
/// # Errors
/// Database errors.
pub async fn by_username(
    db: &impl Handle,
    username: &str,
) -> Result<Option<Credentials>, StoreError> {
    let row = users::Entity::find()
        .filter(Column::Username.eq(username))
        .one(db.c())
        .await?;
    row.map(read).transpose()
}

/// The user of this key.
///
/// # Errors
/// Database errors.
pub async fn find(db: &impl Handle, id: UserId) -> Result<Option<Credentials>, StoreError> {
    let row = users::Entity::find_by_id(id.0).one(db.c()).await?;
    row.map(read).transpose()
}

/// The user of a unit or an office; an office that nobody has set up has none.
///
/// # Errors
/// Database errors.
pub async fn of(db: &impl Handle, owner: Owner) -> Result<Option<UserId>, StoreError> {
    let condition = match owner {
        Owner::OrgUnit(id) => Column::OrgUnitId.eq(id.0),
        Owner::ReportingUnit(id) => Column::ReportingUnitId.eq(id.0),
    };
    let id = users::Entity::find()
        .filter(condition)
        .select_only()
        .column(Column::Id)
        .into_tuple::<i64>()
        .all(db.c())
        .await?;
    Ok(id.first().copied().map(UserId))
}

fn read(row: users::Model) -> Result<Credentials, StoreError> {
    let role = [SignInRole::Organizing, SignInRole::Reporting]
        .into_iter()
        .find(|role| role.as_str() == row.role)
        .ok_or_else(|| StoreError::corrupt("role", &row.role))?;
    Ok(Credentials {
        id: UserId(row.id),
        role,
        password_hash: row.password_hash,
        disabled: row.disabled,
    })
}

/// Stores a new user.
///
/// # Errors
/// [`StoreError::Duplicate`] when the name or the unit has one already; other database errors.
pub async fn insert(
    tx: &Tx,
    username: &str,
    owner: Owner,
    password_hash: &str,
    at: OffsetDateTime,
) -> Result<UserId, StoreError> {
    let (role, org_unit, unit) = match owner {
        Owner::OrgUnit(id) => (SignInRole::Organizing, Some(id.0), None),
        Owner::ReportingUnit(id) => (SignInRole::Reporting, None, Some(id.0)),
    };
    let row = users::ActiveModel {
        username: Set(username.into()),
        role: Set(role.as_str().into()),
        org_unit_id: Set(org_unit),
        reporting_unit_id: Set(unit),
        password_hash: Set(password_hash.into()),
        password_changed_at: Set(to_ms(at)),
        disabled: Set(false),
        created_at: Set(to_ms(at)),
        ..Default::default()
    };
    Ok(UserId(row.insert(tx.c()).await?.id))
}

/// Writes a new password, if the old hash still stands: two changes at once do not overwrite each
/// other. Answers whether it was written.
///
/// # Errors
/// Database errors.
pub async fn set_password(
    tx: &Tx,
    user: &Credentials,
    password_hash: &str,
    at: OffsetDateTime,
) -> Result<bool, StoreError> {
    let result = users::Entity::update_many()
        .set(users::ActiveModel {
            password_hash: Set(password_hash.into()),
            password_changed_at: Set(to_ms(at)),
            ..Default::default()
        })
        .filter(Column::Id.eq(user.id.0))
        .filter(Column::PasswordHash.eq(user.password_hash.as_str()))
        .exec(tx.c())
        .await?;
    Ok(result.rows_affected == 1)
}

/// Whether there is any user at all.
///
/// # Errors
/// Database errors.
pub async fn any(db: &impl Handle) -> Result<bool, StoreError> {
    Ok(users::Entity::find().one(db.c()).await?.is_some())
}
