//! The log of every command.

use tracing_subscriber::EnvFilter;

/// Writes the log as JSON to standard error, filtered by `NMRS_LOG`, or by `default` without it.
pub(super) fn log_to_stderr(default: &str) {
    let filter = EnvFilter::try_from_env("NMRS_LOG").unwrap_or_else(|_| EnvFilter::new(default));
    tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(true)
        .with_span_list(false)
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
}
