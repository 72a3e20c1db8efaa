//! Multi-row inserts into one table.

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

use crate::{Executor as _, StoreError, Tx};

/// Rows per `INSERT`. With up to 65 columns this stays below the parameter limits of SQLite (32,766)
/// and PostgreSQL (65,535).
const ROWS: usize = 500;

/// Buffered rows of a table with `N` columns.
#[derive(Debug)]
pub(crate) struct BatchInsert<const N: usize> {
    backend: DbBackend,
    table: &'static str,
    columns: [&'static str; N],
    values: Vec<Value>,
    /// The statement for [`ROWS`] rows, always the same text so that it is prepared once.
    full_sql: String,
}

impl<const N: usize> BatchInsert<N> {
    pub(crate) fn new(backend: DbBackend, table: &'static str, columns: [&'static str; N]) -> Self {
        Self {
            backend,
            table,
            columns,
            values: Vec::with_capacity(N * ROWS),
            full_sql: insert_sql(backend, table, &columns, ROWS),
        }
    }

    pub(crate) fn push(&mut self, row: [Value; N]) {
        self.values.extend(row);
    }

    /// Returns true if the rows fill a statement.
    pub(crate) fn is_full(&self) -> bool {
        self.values.len() >= N * ROWS
    }

    /// Inserts the rows that fill statements; the rest stays buffered.
    pub(crate) async fn flush_full(&mut self, tx: &Tx) -> Result<(), StoreError> {
        while self.is_full() {
            let rest = self.values.split_off(N * ROWS);
            let values = std::mem::replace(&mut self.values, rest);
            self.execute(tx, self.full_sql.clone(), values).await?;
        }
        Ok(())
    }

    /// Inserts all rows. The rest is split into powers of two, because every distinct statement stays
    /// prepared: one per number of rows would be hundreds.
    pub(crate) async fn flush(&mut self, tx: &Tx) -> Result<(), StoreError> {
        self.flush_full(tx).await?;
        while !self.values.is_empty() {
            let rows = 1 << (self.values.len() / N).ilog2();
            let rest = self.values.split_off(N * rows);
            let values = std::mem::replace(&mut self.values, rest);
            let sql = insert_sql(self.backend, self.table, &self.columns, rows);
            self.execute(tx, sql, values).await?;
        }
        Ok(())
    }

    async fn execute(&self, tx: &Tx, sql: String, values: Vec<Value>) -> Result<(), StoreError> {
        let statement = Statement::from_sql_and_values(self.backend, sql, values);
        tx.conn().execute_raw(statement).await?;
        Ok(())
    }
}

fn insert_sql(backend: DbBackend, table: &str, columns: &[&str], rows: usize) -> String {
    let width = columns.len();
    let row = |first: usize| {
        let marks: Vec<String> = (first..first + width)
            .map(|n| match backend {
                DbBackend::Postgres => {
                    let (_, cast) = split_cast(columns[n % width]);
                    format!("${}{cast}", n + 1)
                }
                _ => "?".to_owned(),
            })
            .collect();
        format!("({})", marks.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(|n| row(n * width)).collect();
    let names: Vec<&str> = columns.iter().map(|column| split_cast(column).0).collect();
    format!(
        "INSERT INTO {table} ({}) VALUES {}",
        names.join(", "),
        rows.join(", ")
    )
}

/// Splits a column such as `pieces::integer[]` into its name and the cast that PostgreSQL needs.
fn split_cast(column: &str) -> (&str, &str) {
    column.split_at(column.find("::").unwrap_or(column.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_numbered_across_rows_on_postgresql() {
        let sql = |backend| insert_sql(backend, "t", &["a", "b"], 2);
        assert_eq!(
            sql(DbBackend::Postgres),
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)"
        );
        assert_eq!(
            sql(DbBackend::Sqlite),
            "INSERT INTO t (a, b) VALUES (?, ?), (?, ?)"
        );
    }

    #[test]
    fn a_type_after_the_name_is_a_cast_on_postgresql_only() {
        let sql = |backend| insert_sql(backend, "t", &["a", "b::integer[]"], 1);
        assert_eq!(
            sql(DbBackend::Postgres),
            "INSERT INTO t (a, b) VALUES ($1, $2::integer[])"
        );
        assert_eq!(sql(DbBackend::Sqlite), "INSERT INTO t (a, b) VALUES (?, ?)");
    }
}
