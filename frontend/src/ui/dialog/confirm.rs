use leptos::prelude::*;

use super::modal::Dialog;
use crate::ui::feedback::{BusyButton, FormError};

/// Asks before something that cannot be taken back.
#[component]
pub fn ConfirmDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The question.
    #[prop(into)]
    title: Signal<String>,
    /// What the button that does it says: a verb.
    #[prop(into)]
    confirm: String,
    /// Whether it is being done.
    #[prop(into)]
    busy: Signal<bool>,
    /// Why it could not be done.
    #[prop(optional, into)]
    error: Signal<Option<String>>,
    /// Red, because something is lost by it.
    #[prop(optional)]
    danger: bool,
    /// Do it.
    #[prop(into)]
    on_confirm: Callback<()>,
    /// What it means.
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
