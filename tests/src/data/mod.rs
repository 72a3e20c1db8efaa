//! Test data: forms of accounts, spreadsheets of accounts, and the requests that send them.

pub mod accounts;
pub mod external_programs;
pub mod import_files;
pub mod import_rows;
