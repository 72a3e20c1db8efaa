//! Filters of the list, in the URL and in the filter form.

mod address;
mod chips;
mod conditions;
mod fields;
mod filter_bar;
mod filter_form;
mod inputs;
mod phone_filter;

pub(super) use address::ListUrl;
pub(super) use chips::{Chip, UnitNames, chips, filter_count};
pub(super) use filter_bar::FilterBar;
pub(super) use phone_filter::PhoneFilter;
