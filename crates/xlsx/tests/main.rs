//! Reading what people and programs make.
#![expect(
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::format_collect,
    reason = "tests, whose files are put together from pieces"
)]

mod read;
