use leptos::prelude::*;

use super::columns::Preferences;
use super::selection::Selection;

/// What the work list remembers while its user looks at other pages: how the list is shown, and what
/// was chosen in it.
#[derive(Clone, Copy)]
pub(crate) struct ListContext {
    pub(super) preferences: Preferences,
    pub(super) selection: RwSignal<Selection>,
}

impl ListContext {
    /// EmptyList yet. The shell makes one for the user who has signed in.
    pub(crate) fn new() -> Self {
        Self {
            preferences: Preferences::new(),
            selection: RwSignal::default(),
        }
    }
}

/// How the user wants to see the list.
pub(super) fn use_preferences() -> Preferences {
    expect_context::<ListContext>().preferences
}
