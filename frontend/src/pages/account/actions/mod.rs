//! Actions on a registered account: buttons and dialogs. A modification uses the account form.

mod abandon_dialog;
mod apply_dialog;
mod buttons;
mod delete_dialog;
mod dialog;
mod dialog_frame;
mod fields;
mod model;
mod submission;

pub(super) use self::abandon_dialog::AbandonDialog;
pub(crate) use self::buttons::ActionButtons;
pub(crate) use self::dialog::ActionDialog;
pub(crate) use self::model::{AccountAction, action_page, list_actions, reviewing_office};
