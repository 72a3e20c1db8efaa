//! Rows of one table that go into the database many at a time.

use sea_orm::{ConnectionTrait, DbBackend, Statement, Value};

use crate::{Handle as _, StoreError, Tx};

/// Rows an `INSERT`. Thirty columns of that many rows stay below the number of parameters that
/// SQLite (32,766) and PostgreSQL (65,535) take.
const ROWS: usize = 500;

/// Rows that wait to be inserted into one table of `N` columns.
#[derive(Debug)]
pub(crate) struct Batch<const N: usize> {
    backend: DbBackend,
    table: &'static str,
    columns: [&'static str; N],
    values: Vec<Value>,
    /// The statement for [`ROWS`] rows: always the same text, so that it is prepared once.
    full: String,
}

impl<const N: usize> Batch<N> {
    pub(crate) fn new(backend: DbBackend, table: &'static str, columns: [&'static str; N]) -> Self {
        Self {
            backend,
            table,
            columns,
            values: Vec::with_capacity(N * ROWS),
            full: insert(backend, table, &columns, ROWS),
        }
    }

    pub(crate) fn push(&mut self, row: [Value; N]) {
        self.values.extend(row);
    }

    /// Whether enough rows wait for a whole statement.
    pub(crate) fn is_full(&self) -> bool {
        self.values.len() >= N * ROWS
    }

    /// Inserts as many whole statements as there are; the rest waits.
    pub(crate) async fn flush_full(&mut self, tx: &Tx) -> Result<(), StoreError> {
        while self.is_full() {
            let rest = self.values.split_off(N * ROWS);
            let values = std::mem::replace(&mut self.values, rest);
            self.execute(tx, self.full.clone(), values).await?;
        }
        Ok(())
    }

    /// Inserts everything. The rest goes in in powers of two: every statement is kept prepared, and
    /// one for each number of rows would be hundreds of them.
    pub(crate) async fn flush(&mut self, tx: &Tx) -> Result<(), StoreError> {
        self.flush_full(tx).await?;
        while !self.values.is_empty() {
            let rows = 1 << (self.values.len() / N).ilog2();
            let rest = self.values.split_off(N * rows);
            let values = std::mem::replace(&mut self.values, rest);
            let sql = insert(self.backend, self.table, &self.columns, rows);
            self.execute(tx, sql, values).await?;
        }
        Ok(())
    }

    async fn execute(&self, tx: &Tx, sql: String, values: Vec<Value>) -> Result<(), StoreError> {
        let statement = Statement::from_sql_and_values(self.backend, sql, values);
        tx.c().execute_raw(statement).await?;
        Ok(())
    }
}

fn insert(backend: DbBackend, table: &str, columns: &[&str], rows: usize) -> String {
    let width = columns.len();
    let row = |first: usize| {
        let marks: Vec<String> = (first..first + width)
            .map(|n| match backend {
                DbBackend::Postgres => {
                    let (_, cast) = typed(columns[n % width]);
                    format!("${}{cast}", n + 1)
                }
                _ => "?".to_owned(),
            })
            .collect();
        format!("({})", marks.join(", "))
    };
    let rows: Vec<String> = (0..rows).map(|n| row(n * width)).collect();
    let names: Vec<&str> = columns.iter().map(|column| typed(column).0).collect();
    format!(
        "INSERT INTO {table} ({}) VALUES {}",
        names.join(", "),
        rows.join(", ")
    )
}

/// The name of a column, and the cast that PostgreSQL needs to read its value from a text:
/// `pieces::integer[]`.
fn typed(column: &str) -> (&str, &str) {
    column.split_at(column.find("::").unwrap_or(column.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_counted_through_on_postgresql() {
        let sql = |backend| insert(backend, "t", &["a", "b"], 2);
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
    fn a_type_after_the_name_is_a_cast_on_postgresql_alone() {
        let sql = |backend| insert(backend, "t", &["a", "b::integer[]"], 1);
        assert_eq!(
            sql(DbBackend::Postgres),
            "INSERT INTO t (a, b) VALUES ($1, $2::integer[])"
        );
        assert_eq!(sql(DbBackend::Sqlite), "INSERT INTO t (a, b) VALUES (?, ?)");
    }
}
