//! The browser's store for what was typed and not sent.

use leptos::prelude::window;

use super::model::Kept;

fn store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

/// What was kept under a key.
pub(super) fn read(key: &str) -> Option<Kept> {
    Kept::read(&store()?.get_item(key).ok()??)
}

/// Keeps it. A full or forbidden store is no reason to disturb the user.
pub(super) fn write(key: &str, kept: &Kept) {
    if let (Some(store), Some(json)) = (store(), kept.write()) {
        let _ = store.set_item(key, &json);
    }
}

/// Forgets it.
pub(super) fn forget(key: &str) {
    if let Some(store) = store() {
        let _ = store.remove_item(key);
    }
}
