//! Focus after the dialog is closed.

use web_sys::Element;

use super::menu::OPEN_MENU;
use crate::app::browser;

/// Focuses the button that opened the dialog, or the menu button if that was removed.
pub(super) fn restore_focus(opener: Option<Element>) {
    let opener = opener.filter(|opener| opener.is_connected() && opener.tag_name() == "BUTTON");
    match opener {
        // Elements behind an open dialog cannot be focused.
        Some(opener) => browser::focus_on(move || Some(opener)),
        None => browser::focus(OPEN_MENU),
    }
}
