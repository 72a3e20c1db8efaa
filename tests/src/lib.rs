//! The harness of the end-to-end tests: databases, server processes, a client of the API and a
//! browser.
//!
//! Everything here fails by panicking with the expected and the actual value.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a harness of tests fails by panicking"
)]

pub mod browser;
mod client;
pub mod data;
mod db;
pub mod invariants;
mod paths;
mod server;
mod test_app;

pub use client::{ApiClient, Body, Request, Response, SlowRequest};
pub use db::{Backend, TestDb, fixture};
pub use paths::{program, static_dir};
pub use server::Server;
pub use test_app::TestApp;

/// Makes two tests of each function `async fn name(app: TestApp)`: one on SQLite, one on PostgreSQL.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        $(mod $name {
            #[tokio::test]
            async fn on_sqlite() {
                super::$name($crate::TestApp::new($crate::Backend::Sqlite).await).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                if $crate::Backend::Postgres.is_missing() {
                    return;
                }
                super::$name($crate::TestApp::new($crate::Backend::Postgres).await).await;
            }
        })+
    };
}
