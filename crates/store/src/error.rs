//! What can go wrong between the program and its database.

use sea_orm::{DbErr, SqlErr};

/// An error of the database, classified.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A unique index refused the row; the text names the index or columns.
    #[error("already there: {0}")]
    Duplicate(String),
    /// Two transactions collided; the same call may succeed when repeated.
    #[error("collision with another transaction")]
    Collision,
    /// The database cannot be reached, or no connection came free in time.
    #[error("database unavailable: {0}")]
    Unavailable(String),
    /// A stored value that the program does not understand.
    #[error("stored value not understood: {0}")]
    Corrupt(String),
    /// Anything else.
    #[error("database error: {0}")]
    Other(DbErr),
}

impl StoreError {
    /// A stored value that is not one of the known ones.
    pub(crate) fn corrupt(column: &str, value: impl std::fmt::Debug) -> Self {
        Self::Corrupt(format!("{column} = {value:?}"))
    }
}

/// PostgreSQL: serialization failure, deadlock; SQLite: busy.
const COLLISIONS: [&str; 6] = [
    "40001",
    "40P01",
    "database is locked",
    "deadlock detected",
    "(code: 5)",
    "(code: 517)",
];

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        if let Some(SqlErr::UniqueConstraintViolation(what)) = error.sql_err() {
            return Self::Duplicate(what);
        }
        match &error {
            DbErr::ConnectionAcquire(reason) => Self::Unavailable(reason.to_string()),
            DbErr::Conn(reason) => Self::Unavailable(reason.to_string()),
            other => {
                let text = other.to_string();
                if COLLISIONS.iter().any(|mark| text.contains(mark)) {
                    Self::Collision
                } else {
                    Self::Other(error)
                }
            }
        }
    }
}
