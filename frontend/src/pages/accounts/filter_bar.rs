use leptos::prelude::*;
use nmrs_domain::query::AccountQuery;

use super::fields::{Filters, MainFields, MoreFields};
use super::model::{Field, conditions_error, same_conditions};
use super::state::{ListState, use_list};
use crate::components::{Chip, Chips, Icon, IconName};

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

/// The filter bar over the table.
#[component]
pub(super) fn FilterBar() -> impl IntoView {
    let state = use_list();
    let form = FilterForm::new(state);
    let more = RwSignal::new(state.url.with_untracked(|url| {
        Field::MORE
            .into_iter()
            .any(|field| !field.get(&url.query).trim().is_empty())
    }));
    let apply = Callback::new(move |()| {
        form.apply();
    });
    let fields = move || {
        let filters = form.fields();
        view! {
            <MainFields filters=filters on_enter=apply />
            <div class="contents" class:hidden=move || !more.get() id="more-conditions">
                <MoreFields filters=filters />
            </div>
        }
    };
    view! {
        <section
            class="hidden md:block bg-base-100 border border-base-300 rounded-box p-4 mb-4"
            aria-label="筛选"
            data-testid="filter-bar"
        >
            <div class="flex flex-wrap gap-x-6 gap-y-3">
                {fields}
                <div class="ml-auto flex gap-2">
                    <button
                        type="button"
                        class="btn btn-sm btn-ghost font-normal"
                        aria-expanded=move || more.get().to_string()
                        aria-controls="more-conditions"
                        data-testid="filter-more"
                        on:click=move |_| more.update(|more| *more = !*more)
                    >
                        {move || if more.get() { "收起条件" } else { "更多条件" }}
                        <Icon name=IconName::Down class="size-4" />
                    </button>
                    <button type="button" class="btn btn-sm" data-testid="filter-reset" on:click=move |_| form.reset()>
                        "重置"
                    </button>
                    <button
                        type="button"
                        class="btn btn-sm btn-primary"
                        data-testid="filter-search"
                        on:click=move |_| apply.run(())
                    >
                        "查询"
                    </button>
                </div>
            </div>
            <p class="text-[13px] text-error mt-2 empty:hidden" role="alert">{move || form.error.get()}</p>
            <ConditionChips name="chips" />
        </section>
    }
}

/// The conditions in force, each to be taken off.
#[component]
pub(super) fn ConditionChips(
    /// Its hook for tests: the page has one for wide screens and one for phones.
    name: &'static str,
) -> impl IntoView {
    let state = use_list();
    let shown = Signal::derive(move || {
        state.chips.with(|all| {
            all.iter()
                .map(|chip| Chip::new(chip.key(), chip.text.clone()))
                .collect::<Vec<_>>()
        })
    });
    let remove = move |key: String| {
        let chip = state
            .chips
            .with_untracked(|all| all.iter().find(|chip| chip.key() == key).cloned());
        if let Some(chip) = chip {
            let url = state.url.get_untracked();
            state.go(&url.with_conditions(&chip.without(&url.query)));
        }
    };
    view! {
        <div class="mt-3 has-[ul]:block hidden" data-testid=name>
            <Chips chips=shown on_remove=remove />
        </div>
    }
}
