//! The rows below the header.

mod column_positions;
pub(super) mod links;
mod merged;
pub(super) mod notices;
pub(super) mod row_collector;
