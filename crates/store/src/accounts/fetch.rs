//! Rows of accounts with their units: of a unit only what is shown, key, code and name.

use std::fmt::Write as _;

use nmrs_domain::query::Paging;
use nmrs_domain::wire::UnitRef;
use sea_orm::sea_query::Expr;
use sea_orm::{
    Condition, ConnectionTrait as _, DbBackend, DbErr, FromQueryResult, IdenStatic as _,
    Iterable as _, JoinType, QueryResult, QuerySelect as _, QueryTrait as _, RelationTrait as _,
    Select, Statement, TryGetable,
};
use serde::Deserialize;

use crate::accounts::account::Account;
use crate::db::json_rows as packed;
use crate::entity::{accounts, reporting_units};
use crate::{Handle, StoreError};

/// An account with its unit.
#[derive(Debug, Deserialize)]
struct Joined {
    account: accounts::Model,
    unit: Option<UnitRef>,
}

/// Which rows of a query are wanted.
#[derive(Debug, Clone, Copy)]
pub(in crate::accounts) struct Rows {
    /// Rows before them.
    pub(in crate::accounts) offset: u64,
    /// How many, at most.
    pub(in crate::accounts) limit: u64,
}

impl Rows {
    /// Those of a page.
    pub(in crate::accounts) fn of_page(paging: Paging) -> Self {
        Self {
            offset: paging.offset(),
            limit: u64::from(paging.per_page),
        }
    }

    /// The statement of a query for these rows, with the figures in its text.
    ///
    /// A plan depends on the limit. SQLite therefore plans a statement anew each time that a limit
    /// is bound to it, which takes longer than to run it.
    pub(in crate::accounts) fn of(
        self,
        query: &Select<accounts::Entity>,
        backend: DbBackend,
    ) -> Statement {
        let Self { offset, limit } = self;
        let mut statement = query.build(backend);
        // Writing to a String does not fail.
        let _ = write!(statement.sql, " LIMIT {limit}");
        if offset > 0 {
            let _ = write!(statement.sql, " OFFSET {offset}");
        }
        statement
    }
}

/// Some rows of a query of accounts, with their units.
pub(in crate::accounts) async fn all(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    rows: Rows,
) -> Result<Vec<Account>, StoreError> {
    let backend = db.c().get_database_backend();
    let statement = rows.of(&joined(query), backend);
    let found: Vec<Joined> = match backend {
        DbBackend::Sqlite => {
            let account: Vec<_> = accounts::Column::iter().map(|c| c.as_str()).collect();
            let unit = UNIT.map(|(_, name)| name);
            packed::all(db, statement, &[&account, &unit]).await?
        }
        _ => Joined::find_by_statement(statement).all(db.c()).await?,
    };
    found.into_iter().map(Account::try_from).collect()
}

/// The only row of a query of accounts, with its unit.
pub(in crate::accounts) async fn one(
    db: &impl Handle,
    query: Select<accounts::Entity>,
) -> Result<Option<Account>, StoreError> {
    let rows = Rows {
        offset: 0,
        limit: 1,
    };
    Ok(all(db, query, rows).await?.pop())
}

/// The keys alone: rows that are skipped are skipped in the index.
pub(in crate::accounts) async fn keys(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    rows: Rows,
) -> Result<Vec<i64>, StoreError> {
    let query = query.select_only().column(accounts::Column::Id);
    let statement = rows.of(&query, db.c().get_database_backend());
    let found = db.c().query_all_raw(statement).await?;
    let ids = found.iter().map(|row| row.try_get_by_index(0));
    Ok(ids.collect::<Result<_, DbErr>>()?)
}

/// The keys of the wanted rows, and how many rows the query has in all; 0 where no row is wanted
/// that there is.
pub(in crate::accounts) async fn keys_counted(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    rows: Rows,
) -> Result<(Vec<i64>, u64), StoreError> {
    let query = query
        .select_only()
        .column(accounts::Column::Id)
        .expr(Expr::cust("COUNT(*) OVER ()"));
    let statement = rows.of(&query, db.c().get_database_backend());
    let found = db.c().query_all_raw(statement).await?;
    let number: i64 = match found.first() {
        Some(row) => row.try_get_by_index(1)?,
        None => 0,
    };
    let ids = found.iter().map(|row| row.try_get_by_index(0));
    Ok((
        ids.collect::<Result<_, DbErr>>()?,
        u64::try_from(number).unwrap_or_default(),
    ))
}

/// How many rows a query has, counted only among those that are wanted.
pub(in crate::accounts) async fn count_some(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    rows: Rows,
) -> Result<u64, StoreError> {
    let query = query.select_only().column(accounts::Column::Id);
    let mut statement = rows.of(&query, db.c().get_database_backend());
    statement.sql = format!("SELECT count(*) FROM ({}) AS found", statement.sql);
    number(db, statement).await
}

/// How many of the first `first` rows of a query meet a condition.
pub(in crate::accounts) async fn first_matches(
    db: &impl Handle,
    query: Select<accounts::Entity>,
    condition: Condition,
    first: u64,
) -> Result<u64, StoreError> {
    let matches = Expr::case(condition, 1).finally(0);
    let query = query.select_only().expr_as(matches, "matches");
    let rows = Rows {
        offset: 0,
        limit: first,
    };
    let mut statement = rows.of(&query, db.c().get_database_backend());
    statement.sql = format!(
        "SELECT COALESCE(SUM(matches), 0) FROM ({}) AS first",
        statement.sql
    );
    number(db, statement).await
}

/// The one number that a statement answers.
pub(in crate::accounts) async fn number(
    db: &impl Handle,
    statement: Statement,
) -> Result<u64, StoreError> {
    let number: i64 = match db.c().query_one_raw(statement).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    };
    Ok(u64::try_from(number).unwrap_or_default())
}

/// What is read of a unit.
const UNIT: [(reporting_units::Column, &str); 3] = [
    (reporting_units::Column::Id, "unit_id"),
    (reporting_units::Column::Code, "unit_code"),
    (reporting_units::Column::Name, "unit_name"),
];

/// Adds the units to a query of accounts. The join keeps accounts without one, so that accounts are
/// always looked for first, in the order that was asked for.
fn joined(query: Select<accounts::Entity>) -> Select<accounts::Entity> {
    let query = query
        .join(JoinType::LeftJoin, accounts::Relation::ReportingUnit.def())
        .select_only()
        .columns(accounts::Column::iter());
    UNIT.into_iter()
        .fold(query, |query, (column, name)| query.column_as(column, name))
}

impl FromQueryResult for Joined {
    fn from_query_result(row: &QueryResult, _: &str) -> Result<Self, DbErr> {
        let mut row = Positions { row, next: 0 };
        // Fields are evaluated as they are written: in the order of the entity's columns.
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

/// The values of a row, one after the other: SeaORM's own reading looks each of them up by the name
/// of its column.
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
