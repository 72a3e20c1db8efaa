//! Keyboard of the review dialog.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use super::model::{KeyPress, Shortcut, shortcut};

/// Calls `act` for shortcuts while the component is mounted.
pub(super) fn on_shortcut(act: impl Fn(Shortcut) -> bool + 'static) {
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented() || covered() {
            return;
        }
        if let Some(wanted) = read(&event)
            && act(wanted)
        {
            event.prevent_default();
        }
    });
    on_cleanup(move || listener.remove());
}

pub(super) fn submits(event: &ev::KeyboardEvent) -> bool {
    read(event) == Some(Shortcut::Confirm)
}

fn read(event: &ev::KeyboardEvent) -> Option<Shortcut> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok();
    let typing = target
        .as_ref()
        .is_some_and(|element| element.matches(TYPED_INTO).unwrap_or_default());
    shortcut(&KeyPress {
        key: &event.key(),
        control: event.ctrl_key() || event.meta_key(),
        other_modifier: event.alt_key() || event.shift_key(),
        composing: event.is_composing(),
        repeated: event.repeat(),
        typing,
    })
}

/// Controls in which letters are text.
const TYPED_INTO: &str = "input:not([type=radio]):not([type=checkbox]):not([type=button]), \
                          textarea, select, [contenteditable]";

/// Returns true if another dialog is open on top, such as the sign-in.
fn covered() -> bool {
    const OTHER: &str = "dialog[open]:not(:has([data-testid=review-dialog]))";
    document()
        .query_selector(OTHER)
        .is_ok_and(|found| found.is_some())
}

#[component]
pub(super) fn Key(name: &'static str) -> impl IntoView {
    view! { <kbd class="kbd kbd-xs max-md:hidden text-base-content" aria-hidden="true">{name}</kbd> }
}

#[component]
pub(super) fn ConfirmHint(words: &'static str) -> impl IntoView {
    view! {
        <p class="text-tiny text-muted max-md:hidden" data-testid="confirm-hint">
            <kbd class="kbd kbd-xs">"Ctrl"</kbd>
            " + "
            <kbd class="kbd kbd-xs">"Enter"</kbd>
            " "
            {words}
        </p>
    }
}
