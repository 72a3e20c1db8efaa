use leptos::prelude::*;

use super::columns::Preferences;
use super::selection::Selection;

/// Provides the state of the work list that is kept while other pages are open.
pub(crate) fn provide_list_context() {
    provide_context(Preferences::new());
    provide_context(RwSignal::<Selection>::default());
}
