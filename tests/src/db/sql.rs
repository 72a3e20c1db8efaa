//! Connections and statements that bypass the program.

use std::time::Duration;

use sea_orm::{
    ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, QueryResult, Statement,
};

pub(super) async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    if url.starts_with("sqlite:") {
        options.map_sqlx_sqlite_opts(|options| options.busy_timeout(Duration::from_secs(30)));
    }
    Database::connect(options).await.expect("a connection")
}

pub(super) async fn execute(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.expect(sql);
}

pub(super) async fn rows(db: &DatabaseConnection, sql: &str) -> Vec<QueryResult> {
    let statement = Statement::from_string(db.get_database_backend(), sql);
    db.query_all_raw(statement).await.expect(sql)
}

/// Returns the column `text` of each row.
pub(super) async fn texts(db: &DatabaseConnection, sql: &str) -> Vec<String> {
    let rows = rows(db, sql).await;
    let text = |row: &QueryResult| row.try_get("", "text").expect("a column named text");
    rows.iter().map(text).collect()
}
