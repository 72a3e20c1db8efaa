use leptos::prelude::*;
use nmrs_domain::query::SortColumn;
use nmrs_domain::work_list::columns::Column;

use super::order::{sorted_by, toggled_sort};
use crate::pages::work_list::state::use_list;

/// Column heading; a button if the server can sort by the column.
pub(crate) fn heading(column: Column) -> AnyView {
    match column.sort() {
        Some(sort) => view! { <SortHead sort=sort label=column.label() /> }.into_any(),
        None => view! { <th scope="col">{column.label()}</th> }.into_any(),
    }
}

#[component]
fn SortHead(sort: SortColumn, label: &'static str) -> impl IntoView {
    let state = use_list();
    let sorted = Memo::new(move |_| state.url.with(|url| sorted_by(&url.query.sort, sort)));
    let order = move |_| {
        let url = state.url.get_untracked();
        state.go(&url.with_sort(toggled_sort(&url.query.sort, sort)));
    };
    view! {
        <th
            scope="col"
            aria-sort=move || sorted.get().map(|down| if down { "descending" } else { "ascending" })
        >
            <button
                type="button"
                class="cursor-pointer hover:text-base-content inline-flex gap-1"
                data-testid=format!("sort-{}", sort.as_str())
                on:click=order
            >
                {label}
                <span
                    class="w-3"
                    class=("text-primary", move || sorted.get().is_some())
                    class=("text-[#8a97a6]", move || sorted.get().is_none())
                    aria-hidden="true"
                >
                    {move || match sorted.get() {
                        Some(true) => "↓",
                        Some(false) => "↑",
                        None => "↕",
                    }}
                </span>
            </button>
        </th>
    }
}
