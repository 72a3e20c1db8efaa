//! Used by several pages.

mod account_text;
mod json_pointer;
mod not_found;
mod notify;
mod require_permission;
#[cfg(test)]
mod test_account;

pub(crate) use account_text::{functions_text, kind_text, name_text, org_path_text, to_form};
pub(crate) use json_pointer::same_at;
pub use not_found::{NotFound, NotFoundPage};
pub(crate) use notify::{Notify, use_notify};
pub(crate) use require_permission::RequirePermission;
#[cfg(test)]
pub(crate) use test_account::test_account;
