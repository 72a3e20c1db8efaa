//! Reads accounts joined with their units; of a unit only id, code and name.

use std::fmt::Write as _;

use nmrs_domain::query::Paging;
use sea_orm::sea_query::Expr;
use sea_orm::{
    Condition, ConnectionTrait as _, DbBackend, DbErr, FromQueryResult as _, IdenStatic as _,
    Iterable as _, JoinType, QuerySelect as _, QueryTrait as _, RelationTrait as _, Select,
    Statement,
};

use super::account::Account;
use super::account_with_unit::AccountWithUnit;
use crate::db::json_rows;
use crate::entity::{accounts, reporting_units};
use crate::{Executor, StoreError};

/// The rows of a query to read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    /// Rows to skip.
    pub(super) offset: u64,
    /// Maximum number of rows.
    pub(super) limit: u64,
}

impl Window {
    pub(super) const fn first(limit: u64) -> Self {
        Self { offset: 0, limit }
    }

    pub(super) fn page(paging: Paging) -> Self {
        Self {
            offset: paging.offset(),
            limit: u64::from(paging.per_page),
        }
    }

    /// Builds the statement with limit and offset as literals: SQLite plans a statement again each
    /// time a limit is bound to it, which takes longer than to run it.
    fn build(self, query: &Select<accounts::Entity>, backend: DbBackend) -> Statement {
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

/// Reads a window of a query of accounts, with their units.
pub(super) async fn fetch(
    db: &impl Executor,
    query: Select<accounts::Entity>,
    window: Window,
) -> Result<Vec<Account>, StoreError> {
    let backend = db.conn().get_database_backend();
    let statement = window.build(&join_unit(query), backend);
    let found: Vec<AccountWithUnit> = match backend {
        DbBackend::Sqlite => {
            let account: Vec<_> = accounts::Column::iter().map(|c| c.as_str()).collect();
            let unit = UNIT.map(|(_, name)| name);
            json_rows::fetch(db, statement, &[&account, &unit]).await?
        }
        _ => {
            AccountWithUnit::find_by_statement(statement)
                .all(db.conn())
                .await?
        }
    };
    found.into_iter().map(Account::try_from).collect()
}

/// Reads the only row of a query of accounts, with its unit.
pub(super) async fn fetch_one(
    db: &impl Executor,
    query: Select<accounts::Entity>,
) -> Result<Option<Account>, StoreError> {
    Ok(fetch(db, query, Window::first(1)).await?.pop())
}

/// Reads only the ids, so that skipped rows are skipped in the index.
pub(super) async fn fetch_ids(
    db: &impl Executor,
    query: Select<accounts::Entity>,
    window: Window,
) -> Result<Vec<i64>, StoreError> {
    let query = query.select_only().column(accounts::Column::Id);
    let statement = window.build(&query, db.conn().get_database_backend());
    let found = db.conn().query_all_raw(statement).await?;
    let ids = found.iter().map(|row| row.try_get_by_index(0));
    Ok(ids.collect::<Result<_, DbErr>>()?)
}

/// Reads the ids of a window and the number of all rows of the query; 0 if the window is empty.
pub(super) async fn fetch_ids_counted(
    db: &impl Executor,
    query: Select<accounts::Entity>,
    window: Window,
) -> Result<(Vec<i64>, u64), StoreError> {
    let query = query
        .select_only()
        .column(accounts::Column::Id)
        .expr(Expr::cust("COUNT(*) OVER ()"));
    let statement = window.build(&query, db.conn().get_database_backend());
    let found = db.conn().query_all_raw(statement).await?;
    let total: i64 = match found.first() {
        Some(row) => row.try_get_by_index(1)?,
        None => 0,
    };
    let ids = found.iter().map(|row| row.try_get_by_index(0));
    Ok((
        ids.collect::<Result<_, DbErr>>()?,
        u64::try_from(total).unwrap_or_default(),
    ))
}

/// Counts the rows of a window.
pub(super) async fn count_window(
    db: &impl Executor,
    query: Select<accounts::Entity>,
    window: Window,
) -> Result<u64, StoreError> {
    let query = query.select_only().column(accounts::Column::Id);
    let mut statement = window.build(&query, db.conn().get_database_backend());
    statement.sql = format!("SELECT count(*) FROM ({}) AS found", statement.sql);
    fetch_number(db, statement).await
}

/// Counts the rows that meet a condition among the first `limit` rows of a query.
pub(super) async fn count_matches_among_first(
    db: &impl Executor,
    query: Select<accounts::Entity>,
    condition: Condition,
    limit: u64,
) -> Result<u64, StoreError> {
    let matches = Expr::case(condition, 1).finally(0);
    let query = query.select_only().expr_as(matches, "matches");
    let mut statement = Window::first(limit).build(&query, db.conn().get_database_backend());
    statement.sql = format!(
        "SELECT COALESCE(SUM(matches), 0) FROM ({}) AS first",
        statement.sql
    );
    fetch_number(db, statement).await
}

/// Reads the number that a statement returns.
pub(super) async fn fetch_number(
    db: &impl Executor,
    statement: Statement,
) -> Result<u64, StoreError> {
    let number: i64 = match db.conn().query_one_raw(statement).await? {
        Some(row) => row.try_get_by_index(0)?,
        None => 0,
    };
    Ok(u64::try_from(number).unwrap_or_default())
}

/// The columns of the unit, with their aliases.
const UNIT: [(reporting_units::Column, &str); 3] = [
    (reporting_units::Column::Id, "unit_id"),
    (reporting_units::Column::Code, "unit_code"),
    (reporting_units::Column::Name, "unit_name"),
];

/// Joins the units. A left join, so that the planner always starts from the accounts, in their order.
fn join_unit(query: Select<accounts::Entity>) -> Select<accounts::Entity> {
    let query = query
        .join(JoinType::LeftJoin, accounts::Relation::ReportingUnit.def())
        .select_only()
        .columns(accounts::Column::iter());
    UNIT.into_iter()
        .fold(query, |query, (column, name)| query.column_as(column, name))
}
