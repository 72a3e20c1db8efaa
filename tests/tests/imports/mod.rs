//! `/api/v1/accounts/imports`.

mod path;
