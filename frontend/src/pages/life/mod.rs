//! What is done with an account after it was registered, wherever it is shown: the buttons of its
//! page and the dialogs. The form of a modification is that of the account itself.

mod abandon;
mod actions;
mod apply;
mod asking;
mod delete;
mod dialog;
mod entry;
mod frame;
mod model;

pub(crate) use self::actions::LifeActions;
pub(crate) use self::dialog::LifeDialog;
pub(crate) use self::model::{Deed, page_of, reviewer, row_deeds};
