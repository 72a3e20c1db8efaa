//! Existing accounts with any of many identities or names, for imports.

use std::collections::{BTreeSet, HashMap};

use nmrs_domain::status::Status;
use nmrs_domain::values::identifiers::PlatformCode;
use nmrs_domain::values::ids::{OrgUnitId, ReportingUnitId};
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, DbBackend, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;

use super::identity::{OtherAccount, find_with};
use crate::entity::{account_keys, accounts};
use crate::{Executor, StoreError};
use account_keys::Column as Key;
use accounts::Column;

/// Maximum number of values in one query.
const CHUNK: usize = 500;

/// The accounts with an identity.
#[derive(Debug, Clone, Default)]
pub struct IdentityHolders {
    /// The living account; at most one has an identity.
    pub holder: Option<OtherAccount>,
    /// Accounts that are closed, or were deleted after they had an identifier.
    pub former: Vec<OtherAccount>,
}

/// Returns the holders of these identities on a platform.
pub async fn identity_holders(
    db: &impl Executor,
    platform: PlatformCode,
    identities: &BTreeSet<String>,
) -> Result<HashMap<String, IdentityHolders>, StoreError> {
    let backend = db.conn().get_database_backend();
    let mut holders: HashMap<String, IdentityHolders> = HashMap::new();
    for chunk in chunks(identities) {
        let condition = Condition::all()
            .add(Column::PlatformCode.eq(platform.as_str()))
            .add(is_in(backend, "accounts.identity", "text", &chunk)?);
        for (identity, other) in find_with(db, condition, None, |row| row.identity.clone()).await? {
            let Some(identity) = identity else { continue };
            let is_former = match other.status {
                Status::Closed => true,
                Status::Deleted => other.identifier.is_some(),
                _ => false,
            };
            let entry = holders.entry(identity).or_default();
            if is_former {
                entry.former.push(other);
            } else if other.status.is_living() {
                entry.holder = Some(other);
            }
        }
    }
    Ok(holders)
}

/// Returns living accounts of other units of an org unit with a similar name: one for each name key.
pub async fn namesakes_by_key(
    db: &impl Executor,
    org_unit: OrgUnitId,
    unit: ReportingUnitId,
    name_keys: &BTreeSet<String>,
) -> Result<HashMap<String, OtherAccount>, StoreError> {
    let backend = db.conn().get_database_backend();
    let mut found: HashMap<i64, String> = HashMap::new();
    for chunk in chunks(name_keys) {
        let similar: Vec<(Option<String>, i64)> = account_keys::Entity::find()
            .filter(is_in(backend, "account_keys.name_key", "text", &chunk)?)
            .filter(Key::OrgUnitId.eq(org_unit.0))
            .filter(Key::ReportingUnitId.ne(unit.0))
            .select_only()
            .column(Key::NameKey)
            .column(Key::AccountId)
            .order_by_desc(Key::AccountId)
            .into_tuple()
            .all(db.conn())
            .await?;
        // One account per name is enough for a warning.
        let mut first: HashMap<String, i64> = HashMap::new();
        for (key, id) in similar {
            if let Some(key) = key {
                first.insert(key, id);
            }
        }
        found.extend(first.into_iter().map(|(key, id)| (id, key)));
    }
    let ids: BTreeSet<i64> = found.keys().copied().collect();
    let mut names = HashMap::new();
    for chunk in chunks(&ids) {
        let condition = Condition::all().add(is_in(backend, "accounts.id", "bigint", &chunk)?);
        for (id, other) in find_with(db, condition, None, |row| row.id).await? {
            if let Some(key) = found.remove(&id) {
                names.insert(key, other);
            }
        }
    }
    Ok(names)
}

/// The condition that a column has one of these values, bound as one JSON parameter: the statement has
/// the same text for any number of values, and PostgreSQL plans a join instead of comparing a long
/// list of parameters one by one.
fn is_in<T: Serialize>(
    backend: DbBackend,
    column: &str,
    cast: &str,
    values: &[T],
) -> Result<SimpleExpr, StoreError> {
    let json = serde_json::to_string(values).map_err(|e| StoreError::corrupt(column, e))?;
    let sql = match backend {
        DbBackend::Sqlite => format!("{column} IN (SELECT value FROM json_each(?))"),
        _ => format!(
            "{column} IN (SELECT CAST(value AS {cast}) \
             FROM json_array_elements_text(CAST($1 AS json)) AS value)"
        ),
    };
    Ok(Expr::cust_with_values(sql, [json]))
}

fn chunks<T: Clone + Ord>(values: &BTreeSet<T>) -> Vec<Vec<T>> {
    let values: Vec<T> = values.iter().cloned().collect();
    values.chunks(CHUNK).map(<[T]>::to_vec).collect()
}
