use leptos::prelude::*;
use nmrs_domain::query::{Filter, FilterPlace};

use super::fields::FilterFields;
use super::filter_form::FilterForm;
use crate::pages::work_list::state::use_list;
use crate::ui::{Chip, Chips, Icon, IconName};

#[component]
pub(crate) fn FilterBar() -> impl IntoView {
    let state = use_list();
    let form = FilterForm::new(state);
    let more = RwSignal::new(state.url.with_untracked(|url| {
        Filter::ALL
            .into_iter()
            .filter(|filter| filter.place() == FilterPlace::More)
            .any(|filter| !filter.get(&url.query).is_empty())
    }));
    let apply = Callback::new(move |()| {
        form.apply();
    });
    view! {
        <section
            class="hidden md:block bg-base-100 border border-base-300 rounded-box p-4 mb-4"
            aria-label="筛选"
            data-testid="filter-bar"
        >
            <div class="flex flex-wrap gap-x-6 gap-y-3">
                <FilterFields place=FilterPlace::Bar filters=form.filters on_enter=apply />
                <div class="contents" class:hidden=move || !more.get() id="more-conditions">
                    <FilterFields place=FilterPlace::More filters=form.filters on_enter=apply />
                </div>
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
                        {move || {
                            let name = if more.get() { IconName::Up } else { IconName::Down };
                            view! { <Icon name=name class="size-4" /> }
                        }}
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
            <p class="text-small text-error mt-2 empty:hidden" role="alert">{move || form.error.get()}</p>
            <ConditionChips name="chips" />
        </section>
    }
}

#[component]
pub(crate) fn ConditionChips(
    /// `data-testid`: the page has one for wide screens and one for phones.
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
            state.go(&url.with_filters(&chip.without(&url.query)));
        }
    };
    view! {
        <div class="mt-3 has-[ul]:block hidden" data-testid=name>
            <Chips chips=shown on_remove=remove />
        </div>
    }
}
