//! Errors of the database.

use sea_orm::{DbErr, SqlErr};

/// A classified database error.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique index was violated; the text names the index or its columns.
    #[error("already there: {0}")]
    Duplicate(String),
    /// A conflict with another transaction; a retry may succeed.
    #[error("collision with another transaction")]
    Collision,
    /// The database cannot be reached, or no connection was free in time.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// A stored value that cannot be decoded.
    #[error("stored value not understood: {0}")]
    Corrupt(String),
    /// Any other error.
    #[error("database error: {0}")]
    Other(DbErr),
}

impl StoreError {
    pub(crate) fn corrupt(column: &str, value: impl std::fmt::Debug) -> Self {
        Self::Corrupt(format!("{column} = {value:?}"))
    }
}

/// Marks of serialization failures and deadlocks (PostgreSQL) and of busy errors (SQLite).
const COLLISION_MARKS: [&str; 6] = [
    "40001",
    "40P01",
    "database is locked",
    "deadlock detected",
    "(code: 5)",
    "(code: 517)",
];

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(index)) = error.sql_err() {
            return Self::Duplicate(index);
        }
        match &error {
            DbErr::ConnectionAcquire(reason) => Self::Unavailable(reason.to_string()),
            DbErr::Conn(reason) => Self::Unavailable(reason.to_string()),
            other => {
                let text = other.to_string();
                if COLLISION_MARKS.iter().any(|mark| text.contains(mark)) {
                    Self::Collision
                } else {
                    Self::Other(error)
                }
            }
        }
    }
}
