//! The number of matches of the work list.

use sea_orm::{PaginatorTrait, Select};

use crate::accounts::fetch::{Window, count_window};
use crate::entity::accounts;
use crate::{Executor, StoreError};

/// The number of accounts that a filter matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListTotal {
    /// The number of matches; a lower bound if `exact` is false.
    pub count: u64,
    /// True if all matches were counted.
    pub exact: bool,
}

impl ListTotal {
    pub(super) const fn exact(count: u64) -> Self {
        Self { count, exact: true }
    }

    pub(super) const fn at_least(count: u64) -> Self {
        Self {
            count,
            exact: false,
        }
    }
}

/// Counts the rows of a query, up to `limit` if that is given.
pub(super) async fn count(
    db: &impl Executor,
    query: Select<accounts::Entity>,
    limit: Option<u64>,
) -> Result<ListTotal, StoreError> {
    let Some(limit) = limit else {
        return Ok(ListTotal::exact(query.count(db.conn()).await?));
    };
    let found = count_window(db, query, Window::first(limit + 1)).await?;
    Ok(if found > limit {
        ListTotal::at_least(limit)
    } else {
        ListTotal::exact(found)
    })
}
