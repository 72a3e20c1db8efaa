//! Everything about one account: form, modification, details, log, printed sheet, actions.

pub(crate) mod actions;
mod detail;
mod form;
mod log;
mod missing;
mod modify;
mod print;
mod submit_error;

pub use detail::AccountDetailPage;
pub use form::AccountFormPage;
pub use log::AccountLogPage;
pub use modify::ModifyPage;
pub use print::AccountSheetPage;
