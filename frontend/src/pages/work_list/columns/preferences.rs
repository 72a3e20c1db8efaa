use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::wire::WorkListPreferences;

use crate::api::{Api, preferences, use_api};

/// What became of the user's choices at the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SaveState {
    /// They are there.
    Saved,
    /// They are on their way.
    Saving,
    /// They could not be read; what everybody starts with is shown. Why.
    NotLoaded(String),
    /// They are not there; they hold on this page. Why.
    NotSaved(String),
}

/// How the user wants to see the list. It holds at once and is save_state by the server for everywhere.
#[derive(Clone, Copy)]
pub(crate) struct Preferences {
    api: Api,
    /// `None` while they are being asked for.
    chosen: RwSignal<Option<WorkListPreferences>>,
    save_state: RwSignal<SaveState>,
    /// How often they were changed: an answer to an older change says nothing of a newer one.
    changes: StoredValue<u32>,
}

impl Preferences {
    /// Not asked for yet.
    pub(crate) fn new() -> Self {
        Self {
            api: use_api(),
            chosen: RwSignal::new(None),
            save_state: RwSignal::new(SaveState::Saved),
            changes: StoredValue::new(0),
        }
    }

    /// Asks for them, unless they are here.
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
                    // The list is shown all the same.
                    chosen.try_update(|chosen| {
                        chosen.get_or_insert_default();
                    });
                    save_state.try_set(SaveState::NotLoaded(error.message()));
                }
            }
        });
    }

    /// Reads them; `None` while they are being asked for. Reactive.
    pub(crate) fn with<U>(self, read: impl FnOnce(Option<&WorkListPreferences>) -> U) -> U {
        self.chosen.with(|chosen| read(chosen.as_ref()))
    }

    /// What became of them at the server. Reactive.
    pub(crate) fn save_state(self) -> SaveState {
        self.save_state.get()
    }

    /// Changes them here, without telling the server: something is being dragged.
    pub(crate) fn preview(self, change: impl FnOnce(&mut WorkListPreferences)) {
        self.chosen
            .update(|chosen| change(chosen.get_or_insert_default()));
    }

    /// Changes them here and at the server.
    pub(crate) fn change(self, change: impl FnOnce(&mut WorkListPreferences)) {
        self.preview(change);
        self.save();
    }

    /// Sends them to the server. While one call is under way, the next waits for it: the server
    /// must not get an older choice last.
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
