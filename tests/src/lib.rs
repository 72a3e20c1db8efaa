//! The harness of the end-to-end tests: databases of their own, real server processes, a client of
//! the API, a browser.
//!
//! Everything here fails by panicking with what was expected and what came: it is only used by
//! tests, and a test that cannot go on has failed.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a harness of tests fails by panicking"
)]

mod answer;
mod api;
pub mod browser;
mod database;
pub mod filled;
pub mod fixture;
mod leftovers;
pub mod programs;
pub mod recount;
pub mod register;
mod server;
pub mod sheet;
pub mod slow_line;
mod sql;
mod template;
mod world;

pub use answer::Answer;
pub use api::{Api, Body, Call};
pub use database::{Backend, TestDb};
pub use server::{Server, program, static_dir};
pub use world::World;

/// Makes two tests of each named function `async fn name(world: World)`: one on SQLite, one on
/// PostgreSQL.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),+ $(,)?) => {
        $(mod $name {
            #[tokio::test]
            async fn on_sqlite() {
                super::$name($crate::World::new($crate::Backend::Sqlite).await).await;
            }

            #[tokio::test]
            async fn on_postgresql() {
                if $crate::Backend::Postgres.is_missing() {
                    return;
                }
                super::$name($crate::World::new($crate::Backend::Postgres).await).await;
            }
        })+
    };
}
