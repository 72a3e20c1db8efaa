use leptos::ev::MouseEvent;
use leptos::prelude::*;
use strum::VariantArray as _;

use super::sheet::use_sheet;
use crate::pages::import::model::RowFilter;
use crate::ui::{TabLink, group_thousands};

#[component]
pub(super) fn Filters() -> impl IntoView {
    let sheet = use_sheet();
    let one = move |only: RowFilter| {
        let active = Memo::new(move |_| sheet.url.with(|url| url.only == only));
        let href = Signal::derive(move || sheet.url.get().with_only(only).path());
        let count = Memo::new(move |_| sheet.import.with(|import| only.count(import)));
        view! {
            <TabLink href=href active=active test_id=format!("only-{}", only.as_str())>
                {only.label()}
                <span
                    class="badge badge-sm num ml-1.5"
                    class=("badge-error", move || only == RowFilter::Errors && count.get() > 0)
                    class=("badge-ghost", move || only != RowFilter::Errors || count.get() == 0)
                >
                    {move || group_thousands(count.get().into())}
                </span>
            </TabLink>
        }
    };
    let any = Memo::new(move |_| sheet.import.with(|import| import.errors > 0));
    let next = move |event: MouseEvent| {
        // The second click of a double click would skip the cell that the first has opened.
        if event.detail() > 1 {
            return;
        }
        if sheet.editing.get_untracked().is_some() {
            sheet.save(true);
        } else {
            sheet.edit_next(None);
        }
    };
    view! {
        <div class="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 pt-2 border-b border-base-300">
            <nav
                class="tabs tabs-border tabs-roll -mb-px flex-nowrap max-w-full overflow-x-auto overflow-y-hidden"
                aria-label="显示哪些行"
            >
                {RowFilter::VARIANTS.iter().copied().map(one).collect_view()}
            </nav>
            <Show when=move || any.get()>
                <div class="ml-auto flex items-center gap-3 pb-2">
                    <span class="text-tiny text-muted max-lg:hidden">
                        "点格子修改，" <kbd class="kbd kbd-xs">"Enter"</kbd> " 保存并到下一处，"
                        <kbd class="kbd kbd-xs">"Esc"</kbd> " 不改"
                    </span>
                    <button
                        type="button"
                        class="btn btn-sm font-normal"
                        data-testid="next-error"
                        // Keeps the focus in the editor: its input is saved first.
                        on:mousedown=move |event| event.prevent_default()
                        on:click=next
                    >
                        "改下一处错误"
                    </button>
                </div>
            </Show>
        </div>
    }
}
