//! Reading what people and programs make.

mod read;
