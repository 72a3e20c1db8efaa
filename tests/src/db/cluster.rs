//! The PostgreSQL cluster that the test databases are created in.

use std::future::Future;

use super::sql;

/// The environment variable with the URL of the cluster; its user may create databases.
pub(super) const VARIABLE: &str = "NMRS_TEST_POSTGRES_URL";

pub(super) fn database_url(database: &str) -> String {
    let url = std::env::var(VARIABLE).expect("the URL of a PostgreSQL cluster");
    let mut url = url::Url::parse(&url).expect("a URL");
    url.set_path(database);
    url.to_string()
}

/// Runs a statement such as `CREATE DATABASE`.
pub(super) async fn execute(statement: &str) {
    let db = sql::connect(&database_url("postgres")).await;
    sql::execute(&db, statement).await;
    db.close().await.expect("a closed connection");
}

/// Drops a database from a synchronous context, such as `Drop`.
pub(super) fn drop_database(name: &str) {
    let drop = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
    // The runtime of the test cannot be blocked on here.
    let _ = std::thread::spawn(move || block_on(execute(&drop))).join();
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(future)
}
