//! Tests of `read_import`.

mod cell_errors;
mod cells;
mod csv;
mod formats;
mod formulas;
mod headers;
mod hostile;
mod links;
#[cfg(target_os = "linux")]
mod memory;
mod programs;
mod row_limit;
mod sheets;
mod support;
mod xls;
