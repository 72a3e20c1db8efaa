//! One folder a page. What a page computes stands in its `model.rs`, which is tested.

pub mod account_detail;
pub mod account_form;
pub mod account_log;
pub mod account_sheet;
pub mod accounts;
pub mod calendar;
pub mod duplicates;
mod export;
pub mod import;
mod life;
pub mod messages;
pub mod not_found;
mod offices;
mod only;
pub mod password;
pub mod reporting_units;
pub mod review;
pub mod shell;
pub mod sign_in;
