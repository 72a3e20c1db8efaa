use leptos::prelude::*;
use nmrs_domain::query::AccountQuery;

use super::filters::Filters;
use super::model::{conditions_error, same_conditions};
use super::state::ListState;

/// The fields of one filter form: made anew when the conditions were changed by something else than
/// this form (a chip, the back button), and left alone otherwise, so that the focus stays.
#[derive(Clone, Copy)]
pub(super) struct FilterForm {
    state: ListState,
    /// The conditions that the fields began with, or that were last asked for with them.
    own: StoredValue<AccountQuery>,
    filters: StoredValue<Filters>,
    resets: RwSignal<u32>,
    made: Memo<Made>,
    /// Why the conditions cannot be asked.
    pub(super) error: RwSignal<Option<String>>,
}

/// What the fields were made for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Made {
    number: u32,
    resets: u32,
    query: AccountQuery,
}

impl FilterForm {
    pub(super) fn new(state: ListState) -> Self {
        let now = state.url.with_untracked(|url| url.query.clone());
        let own = StoredValue::new(now.clone());
        let resets = RwSignal::new(0);
        let made = Memo::new(move |before: Option<&Made>| {
            let query = state.url.with(|url| url.query.clone());
            let resets = resets.get();
            match before {
                Some(before)
                    if before.resets == resets
                        && own.with_value(|own| same_conditions(own, &query)) =>
                {
                    before.clone()
                }
                before => Made {
                    number: before.map_or(0, |before| before.number + 1),
                    resets,
                    query,
                },
            }
        });
        Self {
            state,
            own,
            filters: StoredValue::new(Filters::new(&now)),
            resets,
            made,
            error: RwSignal::new(None),
        }
    }

    /// The signals of the fields, fresh where something else changed the conditions. Reactive.
    pub(super) fn fields(self) -> Filters {
        let Made { query, .. } = self.made.get();
        let filters = Filters::new(&query);
        self.own.set_value(query);
        self.filters.set_value(filters);
        filters
    }

    /// Asks for what was entered. Says whether it could be asked.
    pub(super) fn apply(self) -> bool {
        let query = self.filters.get_value().query();
        let error = conditions_error(&query);
        let fine = error.is_none();
        self.error.set(error);
        if fine {
            self.own.set_value(query.clone());
            let now = self.state.url.get_untracked();
            if same_conditions(&now.query, &query) && now.query.page.is_empty() {
                // The same question again: what changed meanwhile is to be seen.
                self.state.refresh();
            } else {
                self.state.go(&now.with_conditions(&query));
            }
        }
        fine
    }

    /// Takes all conditions off, also those that were entered and not asked.
    pub(super) fn reset(self) {
        self.error.set(None);
        let url = self.state.url.get_untracked().reset();
        self.state.go(&url);
        self.resets.update(|resets| *resets += 1);
    }
}
