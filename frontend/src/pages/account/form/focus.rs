//! Puts the focus where an error is.

use std::time::Duration;

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast as _;

use super::model::pointer_id;

/// Puts the focus into a field, once what was just changed stands in the page.
pub(crate) fn focus_field(pointer: &str) {
    let id = pointer_id(pointer);
    set_timeout(
        move || {
            let Some(found) = document().get_element_by_id(&id) else {
                return;
            };
            // A group of controls is entered at its first one.
            let control = found
                .query_selector("input, select, textarea")
                .ok()
                .flatten()
                .unwrap_or(found);
            if let Ok(control) = control.dyn_into::<web_sys::HtmlElement>() {
                // Fails only on what is not in the page any more.
                let _ = control.focus();
                control.scroll_into_view_with_bool(false);
            }
        },
        Duration::ZERO,
    );
}
