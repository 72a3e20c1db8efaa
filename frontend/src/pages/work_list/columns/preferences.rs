use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::wire::WorkListPreferences;

use crate::api::{Api, preferences, use_api};

/// State of the preferences at the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SaveState {
    Saved,
    Saving,
    /// Reading failed; the defaults are shown.
    NotLoaded(String),
    /// Saving failed; the choices hold on this page.
    NotSaved(String),
}

/// Preferences of the work list, stored by the server.
#[derive(Clone, Copy)]
pub(crate) struct Preferences {
    api: Api,
    /// `None` while loading.
    chosen: RwSignal<Option<WorkListPreferences>>,
    save_state: RwSignal<SaveState>,
    /// Number of changes: an answer to an older change is ignored.
    changes: StoredValue<u32>,
}

pub(crate) fn use_preferences() -> Preferences {
    expect_context()
}

impl Preferences {
    pub(crate) fn new() -> Self {
        Self {
            api: use_api(),
            chosen: RwSignal::new(None),
            save_state: RwSignal::new(SaveState::Saved),
            changes: StoredValue::new(0),
        }
    }

    /// Loads the preferences unless they are loaded.
    pub(crate) fn load(self) {
        let here = self.chosen.with_untracked(Option::is_some);
        if here && !matches!(self.save_state.get_untracked(), SaveState::NotLoaded(_)) {
            return;
        }
        let Self {
            api,
            chosen,
            save_state,
            ..
        } = self;
        spawn_local(async move {
            match preferences::work_list(api).await {
                Ok(found) => {
                    chosen.try_set(Some(found));
                    save_state.try_set(SaveState::Saved);
                }
                Err(error) => {
                    // The list is shown with the defaults.
                    chosen.try_update(|chosen| {
                        chosen.get_or_insert_default();
                    });
                    save_state.try_set(SaveState::NotLoaded(error.message()));
                }
            }
        });
    }

    /// `None` while loading. Reactive.
    pub(crate) fn with<U>(self, read: impl FnOnce(Option<&WorkListPreferences>) -> U) -> U {
        self.chosen.with(|chosen| read(chosen.as_ref()))
    }

    /// Reactive.
    pub(crate) fn save_state(self) -> SaveState {
        self.save_state.get()
    }

    /// Changes the preferences without saving, during a drag.
    pub(crate) fn preview(self, change: impl FnOnce(&mut WorkListPreferences)) {
        self.chosen
            .update(|chosen| change(chosen.get_or_insert_default()));
    }

    /// Changes and saves the preferences.
    pub(crate) fn change(self, change: impl FnOnce(&mut WorkListPreferences)) {
        self.preview(change);
        self.save();
    }

    /// Saves the preferences, one call at a time, so that the last choice wins.
    pub(crate) fn save(self) {
        let Self {
            api,
            chosen,
            save_state,
            changes,
        } = self;
        changes.update_value(|changes| *changes += 1);
        if save_state.get_untracked() == SaveState::Saving {
            return;
        }
        save_state.set(SaveState::Saving);
        spawn_local(async move {
            loop {
                let Some(number) = changes.try_get_value() else {
                    return;
                };
                let Some(Some(now)) = chosen.try_get_untracked() else {
                    return;
                };
                let result = preferences::put_work_list(api, &now).await;
                if changes.try_get_value() == Some(number) {
                    save_state.try_set(match result {
                        Ok(_) => SaveState::Saved,
                        Err(error) => SaveState::NotSaved(error.message()),
                    });
                    return;
                }
            }
        });
    }
}
