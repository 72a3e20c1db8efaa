use leptos::prelude::*;
use nmrs_domain::query::FilterPlace;

use super::conditions::{filter_error, quick_filters, quick_text};
use super::fields::FilterFields;
use super::filter_bar::ConditionChips;
use super::filter_form::FilterForm;
use crate::app::browser::release_focus;
use crate::pages::work_list::model::filter_count;
use crate::pages::work_list::state::use_list;
use crate::ui::{Dialog, Icon, IconName, TextInput};

/// Filters on a phone: a search box, and a dialog with all filters.
#[component]
pub(crate) fn PhoneFilter() -> impl IntoView {
    let state = use_list();
    let open = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let text = Memo::new(move |_| state.url.with(|url| quick_text(&url.query)));
    let count = Memo::new(move |_| state.url.with(|url| filter_count(&url.query)));
    // Follows the URL, and keeps the focus.
    let value = RwSignal::new(text.get_untracked());
    Effect::new(move |_| value.set(text.get()));
    let search = move |()| {
        let url = state.url.get_untracked();
        let query = quick_filters(&value.get_untracked(), &url.query);
        let refused = filter_error(&query);
        if refused.is_none() {
            state.go(&url.with_filters(&query));
        }
        error.set(refused);
    };
    view! {
        <div class="md:hidden mb-3">
            <div class="flex gap-2" role="search" data-testid="quick-search">
                <TextInput
                    value=value
                    kind="search"
                    inputmode="search"
                    small=true
                    class="flex-1 min-w-0"
                    aria_label="名称、标识码、ID 或链接"
                    placeholder="名称、标识码、ID 或链接"
                    on_enter=search
                />
                <button type="button" class="btn btn-sm btn-square" aria-label="查询" on:click=move |_| search(())>
                    <Icon name=IconName::Search />
                </button>
                <button
                    type="button"
                    class="btn btn-sm"
                    data-testid="filter-sheet-open"
                    on:click=move |_| open.set(true)
                >
                    "筛选"
                    <Show when=move || { count.get() > 0 }>
                        <span class="num">{move || format!("· {}", count.get())}</span>
                    </Show>
                </button>
            </div>
            <p class="text-small text-error mt-2 empty:hidden" role="alert">{move || error.get()}</p>
            <ConditionChips name="chips-phone" />
        </div>
        <Dialog
            open=open
            on_close=move |()| open.set(false)
            title="筛选"
        >
            <Sheet open=open />
        </Dialog>
    }
}

#[component]
fn Sheet(open: RwSignal<bool>) -> impl IntoView {
    let form = FilterForm::new(use_list());
    let apply = Callback::new(move |()| {
        if form.apply() {
            release_focus();
            open.set(false);
        }
    });
    view! {
        <div class="p-5 flex flex-col gap-4 min-h-full" data-testid="filter-sheet">
            <FilterFields place=FilterPlace::Bar filters=form.filters on_enter=apply />
            <FilterFields place=FilterPlace::More filters=form.filters on_enter=apply />
            <p class="text-small text-error empty:hidden" role="alert">{move || form.error.get()}</p>
            <div class="sticky bottom-0 -mx-5 -mb-5 mt-auto px-5 py-3 bg-base-100 border-t border-base-300 flex gap-2">
                <button
                    type="button"
                    class="btn flex-1"
                    on:click=move |_| {
                        form.reset();
                        open.set(false);
                    }
                >
                    "重置"
                </button>
                <button type="button" class="btn btn-primary flex-1" on:click=move |_| apply.run(())>
                    "查询"
                </button>
            </div>
        </div>
    }
}
