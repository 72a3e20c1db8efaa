//! What is done with an account after it was registered, wherever it is shown: the buttons of its
//! page and the dialogs. The form of a modification is that of the account itself.

mod abandon;
mod actions;
mod asking;
mod close;
mod delete;
mod dialog;
mod frame;
mod model;
mod restore;

pub(crate) use self::actions::LifeActions;
pub(crate) use self::dialog::LifeDialog;
pub(crate) use self::model::{Deed, page_of, reviewer, row_deeds};
