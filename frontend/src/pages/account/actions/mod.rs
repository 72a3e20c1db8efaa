//! What is done with an account after it was registered, wherever it is shown: the buttons of its
//! page and the dialogs. The form of a modification is that of the account itself.

mod abandon_dialog;
mod apply_dialog;
mod buttons;
mod delete_dialog;
mod dialog;
mod dialog_frame;
mod entry;
mod model;
mod submission;

pub(crate) use self::buttons::LifeActions;
pub(crate) use self::dialog::LifeDialog;
pub(crate) use self::model::{Deed, page_of, reviewer, row_deeds};
