use leptos::prelude::*;

use super::model::BulkAction;
use super::state::use_selection;
use crate::ui::group_thousands;

#[component]
pub(crate) fn SelectionBar(#[prop(into)] on_action: Callback<BulkAction>) -> impl IntoView {
    let selection = use_selection();
    let count = Memo::new(move |_| selection.count());
    let actions = move || {
        selection
            .actions
            .get()
            .iter()
            .map(|&action| {
                view! {
                    <button
                        type="button"
                        class="act cursor-pointer font-medium"
                        data-testid=format!("bulk-{}", action.as_str())
                        on:click=move |_| on_action.run(action)
                    >
                        {action.label()}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || { selection.possible() && count.get() > 0 }>
            <div
                class="sticky top-14 z-20 flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 bg-[#eaf1fa] border-b border-base-300 text-small"
                data-testid="selection"
            >
                <span aria-live="polite">
                    "已选 " <b class="num" data-testid="selection-count">{move || group_thousands(count.get() as u64)}</b> " 条"
                </span>
                {actions}
                <button
                    type="button"
                    class="act cursor-pointer !text-label"
                    data-testid="selection-clear"
                    on:click=move |_| selection.clear()
                >
                    "清除"
                </button>
            </div>
        </Show>
    }
}
