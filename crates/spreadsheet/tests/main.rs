//! Tests of the public interface.
#![expect(
    clippy::unwrap_used,
    clippy::format_push_string,
    clippy::format_collect,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests that build files as text"
)]

mod read;
