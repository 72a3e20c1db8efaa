//! The browser's store for what was typed and not sent.

use leptos::prelude::*;

use super::model::LocalDraft;
use super::send::SubmitState;
use super::state::FormState;
use crate::app::clock;

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// What was draft under a key.
pub(crate) fn read(key: &str) -> Option<LocalDraft> {
    LocalDraft::read(&store()?.get_item(key).ok()??)
}

/// Keeps it. A full or forbidden store is no reason to disturb the user.
pub(crate) fn write(key: &str, draft: &LocalDraft) {
    if let (Some(store), Some(json)) = (store(), draft.write()) {
        let _ = store.set_item(key, &json);
    }
}

/// Forgets it.
pub(crate) fn forget(key: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(key);
    }
}

/// Keeps every change in the browser, and forgets it when the form is as it was.
pub(crate) fn keep_while_typing(
    state: &FormState,
    submitting: SubmitState,
    key: StoredValue<String>,
) {
    let (form, changed) = (state.form, state.changed);
    let wrote = StoredValue::new(false);
    Effect::new(move |_| {
        let form = form.get();
        if submitting.done.get_untracked() {
            return;
        }
        key.with_value(|key| {
            if changed.get_untracked() {
                write(key, &LocalDraft::new(form, clock::now()));
                wrote.set_value(true);
            } else if wrote.get_value() {
                forget(key);
            }
        });
    });
}
