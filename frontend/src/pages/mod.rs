//! One folder a page. Logic is in `model.rs`, with unit tests.

pub mod account;
pub mod calendar;
pub mod duplicates;
mod export;
pub mod import;
pub mod messages;
pub mod password;
pub mod reporting_units;
pub mod review;
pub mod shared;
pub mod shell;
pub mod sign_in;
pub mod work_list;
