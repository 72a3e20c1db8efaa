//! The rows below the titles.

pub(in crate::read) mod links;
pub(in crate::read) mod merged;
pub(in crate::read) mod notices;
pub(in crate::read) mod row_collector;
