//! Users: the sign-in of each organizing and reporting unit.

use nmrs_domain::actor::SignInRole;
use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId, UserId};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
};
use time::OffsetDateTime;

use crate::db::timestamp::to_ms;
use crate::entity::users;
use crate::{Executor, StoreError, Tx};
use users::Column;

/// The data of a user that sign-in needs.
#[derive(Clone)]
pub struct Credentials {
    /// Primary key.
    pub id: UserId,
    /// The role to select at sign-in.
    pub role: SignInRole,
    /// Argon2id hash in PHC string format.
    pub password_hash: String,
    /// True if the user may not sign in.
    pub disabled: bool,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// The unit that a user signs in for.
#[derive(Debug, Clone, Copy)]
pub enum Owner {
    /// An org unit.
    OrgUnit(OrgUnitId),
    /// A reporting unit.
    ReportingUnit(ReportingUnitId),
}

/// Returns the user with a name.
pub async fn by_username(
    db: &impl Executor,
    username: &str,
) -> Result<Option<Credentials>, StoreError> {
    let row = users::Entity::find()
        .filter(Column::Username.eq(username))
        .one(db.conn())
        .await?;
    row.map(read).transpose()
}

/// Returns a user by id.
pub async fn find(db: &impl Executor, id: UserId) -> Result<Option<Credentials>, StoreError> {
    let row = users::Entity::find_by_id(id.0).one(db.conn()).await?;
    row.map(read).transpose()
}

/// Returns the user of a unit; `None` for an org unit that has not been set up.
pub async fn find_by_owner(db: &impl Executor, owner: Owner) -> Result<Option<UserId>, StoreError> {
    let condition = match owner {
        Owner::OrgUnit(id) => Column::OrgUnitId.eq(id.0),
        Owner::ReportingUnit(id) => Column::ReportingUnitId.eq(id.0),
    };
    let id = users::Entity::find()
        .filter(condition)
        .select_only()
        .column(Column::Id)
        .into_tuple::<i64>()
        .all(db.conn())
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

/// Inserts a user.
///
/// # Errors
/// [`StoreError::Duplicate`] if the name is taken or the unit has a user.
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
    Ok(UserId(row.insert(tx.conn()).await?.id))
}

/// Sets a password, provided that the old hash is unchanged, so that concurrent changes do not
/// overwrite each other. Returns true if it was set.
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
        .exec(tx.conn())
        .await?;
    Ok(result.rows_affected == 1)
}

/// Returns true if any user exists.
pub async fn any(db: &impl Executor) -> Result<bool, StoreError> {
    Ok(users::Entity::find().one(db.conn()).await?.is_some())
}
