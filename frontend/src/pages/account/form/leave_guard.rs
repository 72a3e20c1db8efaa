use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use wasm_bindgen::JsValue;

use super::event_capture::{capture_event, followed_link};
use crate::app::browser;
use crate::ui::ConfirmDialog;

#[derive(Debug, Clone, PartialEq, Eq)]
enum LeaveTarget {
    Link(String),
    Back,
}

/// Asks before unsaved input is lost by a link, the back button or a closed tab.
///
/// The browser reports the back button after it went back. Therefore the page is pushed to the
/// history twice while there is unsaved input: going back leads from one entry to the other.
#[component]
pub(crate) fn LeaveGuard(
    #[prop(into)] changed: Signal<bool>,
    #[prop(into)] on_leave: Callback<()>,
) -> impl IntoView {
    let target = RwSignal::new(None::<LeaveTarget>);
    let open = RwSignal::new(false);
    let doubled = StoredValue::new(false);
    let navigate = use_navigate();

    Effect::new(move |_| {
        // Again after the user went back and stayed.
        if changed.get() && !open.get() && !doubled.get_value() {
            doubled.set_value(true);
            if let Ok(history) = window().history() {
                // Without a URL: the current one.
                let _ = history.push_state_with_url(&JsValue::NULL, "", None);
            }
        }
    });
    let unload = window_event_listener(ev::beforeunload, move |event| {
        if changed.try_get_untracked() == Some(true) {
            event.prevent_default();
            event.set_return_value("unsaved");
        }
    });
    let pop = window_event_listener(ev::popstate, move |_| {
        if doubled.try_get_value() != Some(true) {
            return;
        }
        doubled.set_value(false);
        if changed.get_untracked() {
            target.set(Some(LeaveTarget::Back));
            open.set(true);
        } else {
            go_back();
        }
    });
    let click = capture_event("click", move |event| {
        if changed.try_get_untracked() == Some(true)
            && let Some(path) = followed_link(event)
        {
            event.prevent_default();
            event.stop_immediate_propagation();
            target.set(Some(LeaveTarget::Link(path)));
            open.set(true);
        }
    });
    on_cleanup(move || {
        unload.remove();
        pop.remove();
        click.remove();
    });

    let leave = move |()| {
        on_leave.run(());
        match target.get_untracked() {
            Some(LeaveTarget::Link(path)) => navigate(&path, browser::replace_entry()),
            Some(LeaveTarget::Back) => go_back(),
            None => {}
        }
    };
    view! {
        <ConfirmDialog
            open=open
            title="离开这个页面？"
            confirm="离开，不保存"
            danger=true
            busy=false
            on_confirm=leave
        >
            <p>"填写的内容还没有保存，离开后不再保留。"</p>
        </ConfirmDialog>
    }
}

fn go_back() {
    if let Ok(history) = window().history() {
        // The page is in the history twice.
        let _ = history.back();
    }
}
