//! Where the focus goes when the dialog does.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement};

use super::menu::OPEN_MENU;
use crate::state::browser;

/// Puts the focus into what opened the dialog; where that was a line of the menu, which is gone,
/// into the button of the menu.
pub(super) fn give_back(opener: Option<Element>) {
    let opener = opener
        .filter(|opener| opener.is_connected() && opener.tag_name() == "BUTTON")
        .and_then(|opener| opener.dyn_into::<HtmlElement>().ok());
    let Some(opener) = opener else {
        browser::focus(OPEN_MENU.into());
        return;
    };
    let focus = move || {
        // Fails only on what is not in the page any more.
        let _ = opener.focus();
    };
    // While the dialog is there, nothing behind it takes the focus.
    set_timeout(focus, Duration::ZERO);
}
