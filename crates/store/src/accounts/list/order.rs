//! The order of the work list.

use nmrs_domain::query::{Sort, SortColumn};
use sea_orm::{Order, QueryOrder, Select};

use crate::entity::accounts::{self, Column};

/// Orders a list by the sort column, then by id.
pub(super) fn ordered(query: Select<accounts::Entity>, sort: Sort) -> Select<accounts::Entity> {
    let column = match sort.column {
        SortColumn::ModifiedAt => Column::ModifiedAt,
        SortColumn::CreatedAt => Column::CreatedAt,
        SortColumn::StepSince => Column::StepSince,
    };
    let order = if sort.descending {
        Order::Desc
    } else {
        Order::Asc
    };
    query
        .order_by(column, order.clone())
        .order_by(Column::Id, order)
}
