//! What the register knows of many identities and names at once, for imports.

use std::collections::{BTreeSet, HashMap};

use nmrs_domain::code::PlatformCode;
use nmrs_domain::ids::{OrgUnitId, ReportingUnitId};
use nmrs_domain::status::Status;
use sea_orm::sea_query::{Expr, SimpleExpr};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait as _, DbBackend, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use serde::Serialize;

use super::identity::{Other, others_with};
use crate::entity::{account_keys, accounts};
use crate::{Handle, StoreError};
use account_keys::Column as Key;
use accounts::Column;

/// Most values in one condition.
const AT_ONCE: usize = 500;

/// Accounts that have an identity, or had it.
#[derive(Debug, Clone, Default)]
pub struct Known {
    /// The living account; there is at most one.
    pub holder: Option<Other>,
    /// Accounts that were closed, or deleted after they had an identifier.
    pub former: Vec<Other>,
}

/// Who has these identities on a platform, and who had them.
///
/// # Errors
/// Database errors.
pub async fn known_identities(
    db: &impl Handle,
    platform: PlatformCode,
    identities: &BTreeSet<String>,
) -> Result<HashMap<String, Known>, StoreError> {
    let backend = db.c().get_database_backend();
    let mut known: HashMap<String, Known> = HashMap::new();
    for chunk in chunks(identities) {
        let condition = Condition::all()
            .add(Column::PlatformCode.eq(platform.as_str()))
            .add(among(backend, "accounts.identity", "text", &chunk)?);
        for (identity, other) in
            others_with(db, condition, None, |row| row.identity.clone()).await?
        {
            let Some(identity) = identity else { continue };
            let ended = match other.status {
                Status::Closed => true,
                Status::Gone => other.identifier.is_some(),
                _ => false,
            };
            let entry = known.entry(identity).or_default();
            if ended {
                entry.former.push(other);
            } else if other.status.is_living() {
                entry.holder = Some(other);
            }
        }
    }
    Ok(known)
}

/// Living accounts of other units of an org unit that have nearly one of these names, by the key of
/// the name.
///
/// # Errors
/// Database errors.
pub async fn known_names(
    db: &impl Handle,
    org_unit: OrgUnitId,
    unit: ReportingUnitId,
    name_keys: &BTreeSet<String>,
) -> Result<HashMap<String, Other>, StoreError> {
    let backend = db.c().get_database_backend();
    let mut found: HashMap<i64, String> = HashMap::new();
    for chunk in chunks(name_keys) {
        let alike: Vec<(Option<String>, i64)> = account_keys::Entity::find()
            .filter(among(backend, "account_keys.name_key", "text", &chunk)?)
            .filter(Key::OrgUnitId.eq(org_unit.0))
            .filter(Key::ReportingUnitId.ne(unit.0))
            .select_only()
            .column(Key::NameKey)
            .column(Key::AccountId)
            .order_by_desc(Key::AccountId)
            .into_tuple()
            .all(db.c())
            .await?;
        // One account a name is enough for a warning.
        let mut first: HashMap<String, i64> = HashMap::new();
        for (key, id) in alike {
            if let Some(key) = key {
                first.insert(key, id);
            }
        }
        found.extend(first.into_iter().map(|(key, id)| (id, key)));
    }
    let ids: BTreeSet<i64> = found.keys().copied().collect();
    let mut names = HashMap::new();
    for chunk in chunks(&ids) {
        let condition = Condition::all().add(among(backend, "accounts.id", "bigint", &chunk)?);
        for (id, other) in others_with(db, condition, None, |row| row.id).await? {
            if let Some(key) = found.remove(&id) {
                names.insert(key, other);
            }
        }
    }
    Ok(names)
}

/// Whether a column has one of these values. They travel as one parameter: a statement has the same
/// text for any number of them, and PostgreSQL plans a join, where it would compare a long list of
/// parameters one by one.
fn among<T: Serialize>(
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
    values.chunks(AT_ONCE).map(<[T]>::to_vec).collect()
}
