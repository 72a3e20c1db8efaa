//! The pages in a real browser, served by the real program.

mod account;
mod calendar;
mod imports;
mod messages;
mod nothing_lost;
mod review;
mod safety;
mod work_list;
