//! Focus on errors.

use std::time::Duration;

use leptos::prelude::{document, set_timeout};
use wasm_bindgen::JsCast as _;

use super::model::pointer_id;

/// Focuses a field after the pending changes of the page.
pub(crate) fn focus_field(pointer: &str) {
    let id = pointer_id(pointer);
    set_timeout(
        move || {
            let Some(found) = document().get_element_by_id(&id) else {
                return;
            };
            // The first control of a group.
            let control = found
                .query_selector("input, select, textarea")
                .ok()
                .flatten()
                .unwrap_or(found);
            if let Ok(control) = control.dyn_into::<web_sys::HtmlElement>() {
                // Fails only on an element that is not in the page.
                let _ = control.focus();
                control.scroll_into_view_with_bool(false);
            }
        },
        Duration::ZERO,
    );
}
