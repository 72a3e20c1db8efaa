//! Tests of the reader, through what the crate offers.

mod make;
mod sheets;
mod text;
