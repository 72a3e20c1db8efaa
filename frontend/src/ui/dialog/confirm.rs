use leptos::prelude::*;

use super::modal::Dialog;
use crate::ui::feedback::{BusyButton, FormError};

#[component]
pub fn ConfirmDialog(
    open: RwSignal<bool>,
    #[prop(into)] title: Signal<String>,
    /// Verb on the confirming button.
    #[prop(into)]
    confirm: String,
    #[prop(into)] busy: Signal<bool>,
    #[prop(optional, into)] error: Signal<Option<String>>,
    #[prop(optional)] danger: bool,
    #[prop(into)] on_confirm: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let class = if danger {
        "btn btn-sm btn-error"
    } else {
        "btn btn-sm btn-primary"
    };
    let footer = move || {
        let confirm = confirm.clone();
        view! {
            <button
                type="button"
                class="btn btn-sm"
                disabled=move || busy.get()
                on:click=move |_| open.set(false)
            >
                "取消"
            </button>
            <BusyButton busy=busy class=class on_click=on_confirm>
                {confirm}
            </BusyButton>
        }
    };
    let close = move |()| {
        if !busy.get_untracked() {
            open.set(false);
        }
    };
    view! {
        <Dialog open=open on_close=close title=title width="md:max-w-md" footer=footer>
            <div class="p-5 flex flex-col gap-3">
                {children()}
                <FormError error=error />
            </div>
        </Dialog>
    }
}
