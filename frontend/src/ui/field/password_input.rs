use leptos::prelude::*;

use super::text_input::TextInput;

#[component]
pub fn PasswordInput(
    value: RwSignal<String>,
    /// `current-password` or `new-password`.
    #[prop(default = "current-password")]
    autocomplete: &'static str,
    #[prop(default = "password")] name: &'static str,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let kind = Signal::derive(move || if shown.get() { "text" } else { "password" });
    view! {
        <div class="relative">
            <TextInput value=value kind=kind autocomplete=autocomplete name=name disabled=disabled class="w-full pr-14" />
            <button
                type="button"
                class="btn btn-ghost btn-xs font-normal absolute right-2 top-2 z-10"
                aria-pressed=move || if shown.get() { "true" } else { "false" }
                aria-label="显示密码"
                on:click=move |_| shown.update(|shown| *shown = !*shown)
            >
                {move || if shown.get() { "隐藏" } else { "显示" }}
            </button>
        </div>
    }
}
