//! Tables of org units and reporting units.

pub(crate) mod identifier_counters;
pub(crate) mod org_units;
pub(crate) mod reporting_units;
