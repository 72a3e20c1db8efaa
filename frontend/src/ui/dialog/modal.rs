use leptos::prelude::*;
use leptos::{ev, html};

use crate::ui::field::unique_id;
use crate::ui::icon::{Icon, IconName};

/// Modal `<dialog>`: keeps and restores the focus, fills the screen of a phone. The content exists
/// only while it is open.
#[component]
pub fn Dialog(
    #[prop(into)] open: Signal<bool>,
    /// Called on Esc and ✕; the caller clears `open`.
    #[prop(into)]
    on_close: Callback<()>,
    #[prop(into)] title: Signal<String>,
    /// Width class from 768 pixels on.
    #[prop(default = "md:max-w-lg")]
    width: &'static str,
    #[prop(default = true)] dismissible: bool,
    #[prop(optional, into)] head: ViewFn,
    /// Buttons that stay in view.
    #[prop(optional, into)]
    footer: Option<ViewFn>,
    children: ChildrenFn,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let title_id = unique_id("dialog");
    Effect::new(move |_| {
        let wanted = open.get();
        let Some(dialog) = dialog.get() else { return };
        if wanted && !dialog.open() {
            // Fails only on an element that is not in the page.
            let _ = dialog.show_modal();
        } else if !wanted && dialog.open() {
            dialog.close();
        }
    });
    let cancel = move |event: ev::Event| {
        // The signal decides, not the browser.
        event.prevent_default();
        if dismissible {
            on_close.run(());
        }
    };
    // Some browsers close on a second Esc in any case: reopened if the signal says so.
    let closed = move |_| {
        if !open.get_untracked() {
            return;
        }
        if dismissible {
            on_close.run(());
        }
        if open.try_get_untracked() == Some(true)
            && let Some(dialog) = dialog.try_get_untracked().flatten()
            && !dialog.open()
        {
            // Fails only on an element that is not in the page.
            let _ = dialog.show_modal();
        }
    };
    let content = {
        let title_id = title_id.clone();
        move || {
            let (children, head, footer) = (children.clone(), head.clone(), footer.clone());
            view! {
                <header class="flex items-center gap-3 px-5 min-h-14 border-b border-base-300 shrink-0">
                    <h2 id=title_id.clone() class="font-semibold text-[16px] min-w-0 truncate grow">
                        {move || title.get()}
                    </h2>
                    {head.run()}
                    <button
                        type="button"
                        class="btn btn-ghost btn-sm btn-square"
                        class:hidden=!dismissible
                        aria-label="关闭"
                        on:click=move |_| on_close.run(())
                    >
                        <Icon name=IconName::Close />
                    </button>
                </header>
                <div class="overflow-y-auto grow min-h-0">{children()}</div>
                {footer.map(|footer| view! {
                    <footer class="px-5 py-3 border-t border-base-300 flex flex-wrap justify-end gap-2 shrink-0">
                        {footer.run()}
                    </footer>
                })}
            }
        }
    };
    view! {
        <dialog
            node_ref=dialog
            class="modal"
            aria-labelledby=title_id
            on:cancel=cancel
            on:close=closed
        >
            <div class=format!(
                "modal-box p-0 flex flex-col overflow-hidden w-full max-md:max-w-none max-md:h-dvh max-md:max-h-none \
                 max-md:rounded-none md:max-h-[calc(100dvh-3rem)] {width}"
            )>
                <Show when=move || open.get()>{content()}</Show>
            </div>
        </dialog>
    }
}
