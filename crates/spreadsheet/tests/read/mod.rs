//! Tests of the reader, through what the crate offers.

mod biff;
mod cells;
mod errors;
mod formulas;
mod headers;
mod hostile;
mod kinds;
mod limit;
mod links;
mod make;
#[cfg(target_os = "linux")]
mod memory;
mod old;
mod package;
mod programs;
mod sheets;
mod text;
