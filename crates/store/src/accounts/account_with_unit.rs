//! A row of an account joined with its unit, read by column position.

use nmrs_domain::wire::UnitRef;
use sea_orm::{DbErr, FromQueryResult, QueryResult, TryGetable};
use serde::Deserialize;

use super::account::Account;
use crate::StoreError;
use crate::entity::accounts;

/// An account and its unit. Deserialized from JSON on SQLite, from a row on PostgreSQL.
#[derive(Debug, Deserialize)]
pub(super) struct AccountWithUnit {
    account: accounts::Model,
    unit: Option<UnitRef>,
}

impl FromQueryResult for AccountWithUnit {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let mut row = Positions { row, next: 0 };
        // Rust evaluates fields as written, which is the order of the entity's columns.
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

/// The values of a row in column order. SeaORM's own reader looks each value up by column name.
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

impl TryFrom<AccountWithUnit> for Account {
    type Error = StoreError;
    fn try_from(AccountWithUnit { account, unit }: AccountWithUnit) -> Result<Self, StoreError> {
        let unit = unit.ok_or_else(|| StoreError::corrupt("reporting_unit_id", account.id))?;
        Self::from_row(account, unit)
    }
}

#[cfg(test)]
mod tests {
    use sea_orm::{
        ColumnTrait, ColumnType, ConnectionTrait, Database, DbBackend, IdenStatic, Iterable,
        Statement,
    };

    use super::*;

    /// A row in which every number and text is unique. Booleans are true in one column each: the
    /// `flag`-th of them.
    fn row(flag: usize) -> String {
        let mut flags = 0;
        let mut values: Vec<String> = accounts::Column::iter()
            .enumerate()
            .map(|(n, column)| {
                let value = match column.def().get_column_type() {
                    ColumnType::Boolean => {
                        flags += 1;
                        i32::from(flags - 1 == flag).to_string()
                    }
                    ColumnType::String(_) | ColumnType::Text => format!("'text {n}'"),
                    _ => (100 + n).to_string(),
                };
                format!("{value} AS {}", column.as_str())
            })
            .collect();
        values.push("7, 'code', 'unit'".to_owned());
        format!("SELECT {}", values.join(", "))
    }

    #[tokio::test]
    async fn reading_by_position_follows_the_order_of_the_columns() {
        let db = Database::connect("sqlite::memory:").await.unwrap();
        for flag in 0..3 {
            let statement = Statement::from_string(DbBackend::Sqlite, row(flag));
            let found = db.query_one_raw(statement).await.unwrap().unwrap();
            let by_position = AccountWithUnit::from_query_result(&found, "").unwrap();
            let by_name = accounts::Model::from_query_result(&found, "").unwrap();
            assert_eq!(by_position.account, by_name);
            let unit = by_position.unit.unwrap();
            assert_eq!(
                (unit.id, unit.code.as_str(), unit.name.as_str()),
                (7, "code", "unit")
            );
        }
    }
}
