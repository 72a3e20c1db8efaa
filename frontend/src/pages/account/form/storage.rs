//! Local storage of unsent input.

use leptos::prelude::*;
use nmrs_domain::wire::AccountIn;

use super::model::LocalDraft;
use super::state::FormState;
use crate::app::clock;

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

pub(crate) fn read(key: &str) -> Option<LocalDraft> {
    LocalDraft::read(&store()?.get_item(key).ok()??)
}

/// Stores a draft. A full or forbidden store is ignored.
pub(crate) fn write(key: &str, draft: &LocalDraft) {
    if let (Some(store), Some(json)) = (store(), draft.write()) {
        let _ = store.set_item(key, &json);
    }
}

pub(crate) fn forget(key: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(key);
    }
}

/// Input of an earlier visit that differs from `start`.
pub(crate) fn offer(
    typed: Option<LocalDraft>,
    key: StoredValue<String>,
    start: &AccountIn,
) -> RwSignal<Option<LocalDraft>> {
    let draft = typed.or_else(|| key.with_value(|key| read(key)));
    RwSignal::new(draft.filter(|draft| draft.differs_from(start)))
}

/// Until `done`, stores every change, and removes the draft when the form is unchanged.
pub(crate) fn keep_while_typing(state: &FormState, done: RwSignal<bool>, key: StoredValue<String>) {
    let (form, changed) = (state.form, state.changed);
    let wrote = StoredValue::new(false);
    Effect::new(move |_| {
        let form = form.get();
        if done.get_untracked() {
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
