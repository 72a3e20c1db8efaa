//! Where the focus goes, and when it has to let go.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// Puts the focus into a control, once what was just changed stands in the page.
pub(super) fn focus(id: &'static str) {
    set_timeout(
        move || {
            let control = document()
                .get_element_by_id(id)
                .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(control) = control {
                // Fails only on what is not in the page any more.
                let _ = control.focus();
            }
        },
        Duration::ZERO,
    );
}
