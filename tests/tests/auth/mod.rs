//! `/api/v1/auth`.

mod lockout;
mod password;
mod session;
mod sign_in;
