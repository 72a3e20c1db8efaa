//! Reviewer, remembered in the browser for the whole queue.

use leptos::prelude::*;

use super::model::{Reviewer, reviewer_key};
use crate::app::use_session;

#[derive(Clone, Copy)]
pub(super) struct ReviewerInputs {
    pub(super) name: RwSignal<String>,
    pub(super) phone: RwSignal<String>,
    key: StoredValue<String>,
}

impl ReviewerInputs {
    pub(super) fn new() -> Self {
        let user = use_session()
            .user()
            .with_untracked(|user| user.as_ref().map_or(0, |user| user.id));
        let key = reviewer_key(user);
        let Reviewer { name, phone } = remembered(&key).unwrap_or_default();
        Self {
            name: RwSignal::new(name),
            phone: RwSignal::new(phone),
            key: StoredValue::new(key),
        }
    }

    /// Reactive.
    pub(super) fn reviewer(self) -> Reviewer {
        Reviewer {
            name: self.name.get(),
            phone: self.phone.get(),
        }
    }

    pub(super) fn remember(self) {
        let (Some(name), Some(phone)) = (
            self.name.try_get_untracked(),
            self.phone.try_get_untracked(),
        ) else {
            return;
        };
        let reviewer = Reviewer { name, phone };
        if let (Some(store), Ok(json)) = (local_store(), serde_json::to_string(&reviewer)) {
            // A full or forbidden store is ignored.
            self.key.try_with_value(|key| {
                let _ = store.set_item(key, &json);
            });
        }
    }
}

fn local_store() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

fn remembered(key: &str) -> Option<Reviewer> {
    serde_json::from_str(&local_store()?.get_item(key).ok()??).ok()
}
