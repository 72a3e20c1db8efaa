//! Rows of the list: a table, or cards below 768 pixels.

mod cards;
mod cells;
mod heading;
mod order;
mod row_actions;
mod wide;

pub(super) use cards::Cards;
pub(super) use order::order_hint;
pub(super) use wide::Table;
