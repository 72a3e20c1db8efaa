//! What is done with an account after it was registered, wherever it is shown: the buttons of its
//! page and the dialogs. The form of a modification is that of the account itself.

mod abandon_dialog;
mod apply_dialog;
mod buttons;
mod delete_dialog;
mod dialog;
mod dialog_frame;
mod fields;
mod model;
mod submission;

pub(crate) use self::buttons::ActionButtons;
pub(crate) use self::dialog::ActionDialog;
pub(crate) use self::model::{AccountAction, action_page, list_actions, reviewing_office};
