//! Tests of the reader, through what the crate offers.

mod hostile;
mod make;
mod package;
mod programs;
mod sheets;
mod text;
