use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::wire::WorkListPreferences;

use crate::api::{Api, preferences, use_api};

/// What became of the user's choices at the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Kept {
    /// They are there.
    Yes,
    /// They are on their way.
    Saving,
    /// They could not be read; what everybody starts with is shown. Why.
    Unread(String),
    /// They are not there; they hold on this page. Why.
    No(String),
}

/// How the user wants to see the list. It holds at once and is kept by the server for everywhere.
#[derive(Clone, Copy)]
pub(crate) struct Preferences {
    api: Api,
    /// `None` while they are being asked for.
    chosen: RwSignal<Option<WorkListPreferences>>,
    kept: RwSignal<Kept>,
    /// How often they were changed: an answer to an older change says nothing of a newer one.
    changes: StoredValue<u32>,
}

impl Preferences {
    /// Not asked for yet.
    pub(crate) fn new() -> Self {
        Self {
            api: use_api(),
            chosen: RwSignal::new(None),
            kept: RwSignal::new(Kept::Yes),
            changes: StoredValue::new(0),
        }
    }

    /// Asks for them, unless they are here.
    pub(crate) fn load(self) {
        let here = self.chosen.with_untracked(Option::is_some);
        if here && !matches!(self.kept.get_untracked(), Kept::Unread(_)) {
            return;
        }
        let Self {
            api, chosen, kept, ..
        } = self;
        spawn_local(async move {
            match preferences::work_list(api).await {
                Ok(found) => {
                    chosen.try_set(Some(found));
                    kept.try_set(Kept::Yes);
                }
                Err(error) => {
                    // The list is shown all the same.
                    chosen.try_update(|chosen| {
                        chosen.get_or_insert_default();
                    });
                    kept.try_set(Kept::Unread(error.message()));
                }
            }
        });
    }

    /// Reads them; `None` while they are being asked for. Reactive.
    pub(crate) fn with<U>(self, read: impl FnOnce(Option<&WorkListPreferences>) -> U) -> U {
        self.chosen.with(|chosen| read(chosen.as_ref()))
    }

    /// What became of them at the server. Reactive.
    pub(crate) fn kept(self) -> Kept {
        self.kept.get()
    }

    /// Changes them here, without telling the server: something is being dragged.
    pub(crate) fn try_out(self, change: impl FnOnce(&mut WorkListPreferences)) {
        self.chosen
            .update(|chosen| change(chosen.get_or_insert_default()));
    }

    /// Changes them here and at the server.
    pub(crate) fn change(self, change: impl FnOnce(&mut WorkListPreferences)) {
        self.try_out(change);
        self.save();
    }

    /// Sends them to the server. While one call is under way, the next waits for it: the server
    /// must not get an older choice last.
    pub(crate) fn save(self) {
        let Self {
            api,
            chosen,
            kept,
            changes,
        } = self;
        changes.update_value(|changes| *changes += 1);
        if kept.get_untracked() == Kept::Saving {
            return;
        }
        kept.set(Kept::Saving);
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
                    kept.try_set(match result {
                        Ok(_) => Kept::Yes,
                        Err(error) => Kept::No(error.message()),
                    });
                    return;
                }
            }
        });
    }
}
