//! Filters of the list, in the URL and in the filter form.

mod conditions;
mod fields;
mod filter_bar;
mod filter_form;
mod inputs;
mod phone_filter;

pub(super) use filter_bar::FilterBar;
pub(super) use phone_filter::PhoneFilter;
