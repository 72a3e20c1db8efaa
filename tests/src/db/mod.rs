//! A database for each test: a copy of a migrated template with the same units and users.

mod backend;
mod cleanup;
mod cluster;
pub mod fixture;
mod queries;
mod sql;
mod template;
mod test_db;

pub use backend::Backend;
pub use test_db::TestDb;
