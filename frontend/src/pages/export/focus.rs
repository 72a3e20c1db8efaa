//! Where the focus goes when the dialog does.

use web_sys::Element;

use super::menu::OPEN_MENU;
use crate::app::browser;

/// Puts the focus into what opened the dialog; where that was a line of the menu, which is gone,
/// into the button of the menu.
pub(super) fn restore_focus(opener: Option<Element>) {
    let opener = opener.filter(|opener| opener.is_connected() && opener.tag_name() == "BUTTON");
    match opener {
        // While the dialog is there, nothing behind it takes the focus.
        Some(opener) => browser::focus_on(move || Some(opener)),
        None => browser::focus(OPEN_MENU.into()),
    }
}
