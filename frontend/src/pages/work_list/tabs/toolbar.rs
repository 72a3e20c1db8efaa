use leptos::prelude::*;
use nmrs_domain::wire::Density;

use crate::pages::export::ExportMenu;
use crate::pages::work_list::columns::{ColumnDialog, SaveStateAlert, use_preferences};
use crate::pages::work_list::selection::use_selection;
use crate::pages::work_list::state::use_list;
use crate::ui::{Icon, IconName};

#[component]
pub(crate) fn Toolbar(total: Signal<Option<u64>>, total_exact: Signal<bool>) -> impl IntoView {
    let (state, selection) = (use_list(), use_selection());
    let open = RwSignal::new(false);
    view! {
        <div class="ml-auto flex items-center gap-2 pb-2">
            <div class="join max-md:hidden" role="group" aria-label="行距">
                <DensityButton density=Density::Comfortable label="标准" name="density-comfortable" />
                <DensityButton density=Density::Compact label="紧凑" name="density-compact" />
            </div>
            <ExportMenu
                total=total
                total_exact=total_exact
                selected=Signal::derive(move || selection.count())
                on_choose=move |selected_only| selection.export(state, selected_only)
            />
            <button
                type="button"
                class="btn btn-sm font-normal"
                aria-haspopup="dialog"
                data-testid="columns-open"
                on:click=move |_| open.set(true)
            >
                <Icon name=IconName::Columns class="size-4" />
                <span class="max-sm:sr-only">"显示字段"</span>
            </button>
        </div>
        <ColumnDialog open=open />
        // The dialog shows it itself.
        <Show when=move || !open.get()>
            <div class="w-full empty:hidden"><SaveStateAlert /></div>
        </Show>
    }
}

#[component]
fn DensityButton(density: Density, label: &'static str, name: &'static str) -> impl IntoView {
    let preferences = use_preferences();
    let on =
        Memo::new(move |_| preferences.with(|own| own.is_some_and(|own| own.density == density)));
    view! {
        <button
            type="button"
            class="join-item btn btn-sm font-normal"
            class=("!text-primary", move || on.get())
            class=("!font-medium", move || on.get())
            class=("!bg-[#e8f0fa]", move || on.get())
            aria-pressed=move || on.get().to_string()
            data-testid=name
            on:click=move |_| preferences.change(|own| own.density = density)
        >
            {label}
        </button>
    }
}
