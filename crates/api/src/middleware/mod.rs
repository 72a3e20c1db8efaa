//! Middleware of every request: log line, time limit, headers, format of errors.

mod headers;
mod log;
mod problems;
mod rate_limit;
mod time_limit;

pub(crate) use headers::security_headers;
pub(crate) use log::RequestLog;
pub(crate) use problems::write_problems;
pub(crate) use rate_limit::{SignInRate, limit_sign_ins};
pub(crate) use time_limit::time_limit;
