use leptos::prelude::*;

use super::model::BulkDeed;
use super::state::use_selecting;
use crate::ui::grouped;

/// What is chosen, and what can be done with it; nothing where nothing is chosen.
#[component]
pub(crate) fn SelectionBar(
    /// Something is to be done with all of it.
    #[prop(into)]
    on_deed: Callback<BulkDeed>,
) -> impl IntoView {
    let selecting = use_selecting();
    let count = Memo::new(move |_| selecting.count());
    let deeds = move || {
        selecting
            .deeds
            .get()
            .iter()
            .map(|&deed| {
                view! {
                    <button
                        type="button"
                        class="act cursor-pointer font-medium"
                        data-testid=format!("bulk-{}", deed.as_str())
                        on:click=move |_| on_deed.run(deed)
                    >
                        {deed.label()}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <Show when=move || { selecting.possible() && count.get() > 0 }>
            <div
                class="sticky top-14 z-20 flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 bg-[#eaf1fa] border-b border-base-300 text-[13px]"
                data-testid="selection"
            >
                <span aria-live="polite">
                    "已选 " <b class="num" data-testid="selection-count">{move || grouped(count.get() as u64)}</b> " 条"
                </span>
                {deeds}
                <button
                    type="button"
                    class="act cursor-pointer !text-[#4a5766]"
                    data-testid="selection-clear"
                    on:click=move |_| selecting.clear()
                >
                    "清除"
                </button>
            </div>
        </Show>
    }
}
