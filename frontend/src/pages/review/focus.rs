//! Focus.

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

/// Focuses a control after the pending changes of the page.
pub(super) fn focus(id: &'static str) {
    set_timeout(
        move || {
            let control = document()
                .get_element_by_id(id)
                .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(control) = control {
                // Fails only on an element that is not in the page.
                let _ = control.focus();
            }
        },
        Duration::ZERO,
    );
}
