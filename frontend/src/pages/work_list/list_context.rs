use leptos::prelude::*;

use super::columns::Preferences;
use super::selection::Selection;

/// State of the work list that is kept while other pages are open.
#[derive(Clone, Copy)]
pub(crate) struct ListContext {
    pub(super) preferences: Preferences,
    pub(super) selection: RwSignal<Selection>,
}

impl ListContext {
    pub(crate) fn new() -> Self {
        Self {
            preferences: Preferences::new(),
            selection: RwSignal::default(),
        }
    }
}

pub(super) fn use_preferences() -> Preferences {
    expect_context::<ListContext>().preferences
}
