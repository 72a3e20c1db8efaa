use leptos::prelude::*;
use nmrs_domain::query::{AccountQuery, Filter};

use super::conditions::filter_error;
use super::inputs::Filters;
use crate::pages::work_list::model::same_filters;
use crate::pages::work_list::state::ListState;

/// Inputs of a filter form. They follow the URL: a filter that changed elsewhere (chip, back
/// button) is written into its input, the others keep what is being typed.
#[derive(Clone, Copy)]
pub(crate) struct FilterForm {
    state: ListState,
    /// Filters that the inputs followed last.
    followed: StoredValue<AccountQuery>,
    pub(crate) filters: Filters,
    pub(crate) error: RwSignal<Option<String>>,
}

impl FilterForm {
    pub(crate) fn new(state: ListState) -> Self {
        let now = state.url.with_untracked(|url| url.query.clone());
        let filters = Filters::new(&now);
        let followed = StoredValue::new(now);
        Effect::new(move |_| {
            let query = state.url.with(|url| url.query.clone());
            followed.update_value(|followed| {
                for filter in Filter::ALL {
                    let value = filter.get(&query);
                    if value != filter.get(followed) {
                        filters.set(filter, value);
                    }
                }
                *followed = query;
            });
        });
        Self {
            state,
            followed,
            filters,
            error: RwSignal::new(None),
        }
    }

    /// Applies the filters. Returns false if they are invalid.
    pub(crate) fn apply(self) -> bool {
        let query = self.filters.query();
        let error = filter_error(&query);
        let fine = error.is_none();
        self.error.set(error);
        if fine {
            self.followed.set_value(query.clone());
            let now = self.state.url.get_untracked();
            if same_filters(&now.query, &query) && now.query.page.is_empty() {
                // The same query again: reload.
                self.state.refresh();
            } else {
                self.state.go(&now.with_filters(&query));
            }
        }
        fine
    }

    pub(crate) fn reset(self) {
        self.error.set(None);
        for filter in Filter::ALL {
            self.filters.set(filter, "");
        }
        self.state.go(&self.state.url.get_untracked().reset());
    }
}
