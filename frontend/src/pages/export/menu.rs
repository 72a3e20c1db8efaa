use leptos::ev::{FocusEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::app::browser;
use crate::ui::{Icon, IconName, total_text};

/// Id of the button that opens the menu.
pub(super) const OPEN_MENU: &str = "export-open";

/// Menu 导出: all results, or the selection.
#[component]
pub(crate) fn ExportMenu(
    /// `None` while unknown.
    #[prop(into)]
    total: Signal<Option<u64>>,
    /// False if the server stopped counting at its limit.
    #[prop(into)]
    total_exact: Signal<bool>,
    #[prop(into)] selected: Signal<usize>,
    /// True for the selection.
    #[prop(into)]
    on_choose: Callback<bool>,
) -> impl IntoView {
    let open = RwSignal::new(false);
    let frame = NodeRef::<html::Div>::new();
    // Closed when Tab leaves the menu. Without a target, the window lost the focus, or the browser
    // does not focus pressed buttons.
    let leave = move |event: FocusEvent| {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<web_sys::Node>().ok());
        if let (Some(to), Some(frame)) = (to, frame.get_untracked())
            && !frame.contains(Some(&to))
        {
            open.set(false);
        }
    };
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" && open.get_untracked() {
            event.stop_propagation();
            open.set(false);
            browser::focus(OPEN_MENU);
        }
    };
    let choose = move |selection| {
        open.set(false);
        on_choose.run(selection);
    };
    let nothing = Memo::new(move |_| total.get().is_none_or(|total| total == 0));
    let none = Memo::new(move |_| selected.get() == 0);
    let all = move || {
        let total = total.get().unwrap_or_default();
        format!("全部结果（{}）", total_text(total, "条", total_exact.get()))
    };
    view! {
        <div node_ref=frame class="relative" on:keydown=keydown on:focusout=leave>
            <button
                type="button"
                id=OPEN_MENU
                class="btn btn-sm font-normal"
                aria-haspopup="true"
                aria-expanded=move || open.get().to_string()
                data-testid="export-open"
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <Icon name=IconName::Download class="size-4" />
                <span class="max-sm:sr-only">"导出"</span>
                <Icon name=IconName::Down class="size-4 max-sm:hidden" />
            </button>
            <Show when=move || open.get()>
                // A click anywhere else closes it.
                <div class="fixed inset-0 z-30" aria-hidden="true" on:click=move |_| open.set(false)></div>
                <ul class="menu absolute right-0 top-full mt-1 z-40 w-56 bg-base-100 border border-base-300 rounded-box shadow-lg">
                    <li>
                        <button
                            type="button"
                            class="num disabled:text-muted disabled:cursor-not-allowed disabled:bg-transparent"
                            disabled=move || nothing.get()
                            data-testid="export-all"
                            on:click=move |_| choose(false)
                        >
                            {all}
                        </button>
                    </li>
                    <li>
                        <button
                            type="button"
                            class="num disabled:text-muted disabled:cursor-not-allowed disabled:bg-transparent"
                            disabled=move || none.get()
                            data-testid="export-selected"
                            on:click=move |_| choose(true)
                        >
                            {move || if none.get() {
                                "仅选中（请先勾选）".to_owned()
                            } else {
                                format!("仅选中（{}）", total_text(selected.get() as u64, "条", true))
                            }}
                        </button>
                    </li>
                </ul>
            </Show>
        </div>
    }
}
