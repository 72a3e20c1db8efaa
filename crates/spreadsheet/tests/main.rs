//! Reading what people and programs make.
#![expect(
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests, whose files are put together from pieces"
)]

mod read;
