use leptos::prelude::*;

use crate::api::ApiError;
use crate::ui::icon::{Icon, IconName};

#[component]
pub fn EmptyState(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="py-14 px-6 text-center">
            <p class="font-medium">{move || title.get()}</p>
            <p class="text-small text-muted mt-1">{move || hint.get()}</p>
            {children.map(|children| view! { <div class="mt-4 flex justify-center gap-2">{children()}</div> })}
        </div>
    }
}

#[component]
pub fn ErrorState(
    #[prop(into)] error: Signal<ApiError>,
    /// Shown for errors that may pass.
    #[prop(optional, into)]
    on_retry: Option<Callback<()>>,
) -> impl IntoView {
    let retry =
        move || {
            on_retry.filter(|_| error.with(ApiError::can_retry)).map(|retry| {
            view! {
                <button type="button" class="btn btn-sm mt-4" on:click=move |_| retry.run(())>
                    <Icon name=IconName::Retry />
                    "重试"
                </button>
            }
        })
        };
    let request = move || error.with(|e| e.request_id().map(|id| format!("请求编号 {id}")));
    view! {
        <div class="py-14 px-6 text-center" role="alert">
            <p class="text-error font-medium">{move || error.with(ApiError::message)}</p>
            <p class="text-tiny text-muted mt-1 num">{request}</p>
            {retry}
        </div>
    }
}

/// Message above the buttons of a form.
#[component]
pub fn FormError(#[prop(into)] error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div role="alert" class="empty:hidden">
            <Show when=move || error.with(Option::is_some)>
                <p class="alert alert-error alert-soft py-2 text-small">
                    <Icon name=IconName::Warning />
                    <span>{move || error.get()}</span>
                </p>
            </Show>
        </div>
    }
}

#[component]
pub fn LoadingRows(#[prop(default = 6)] rows: usize) -> impl IntoView {
    let bars = (0..rows)
        .map(|_| view! { <div class="skeleton h-5 rounded w-full"></div> })
        .collect_view();
    view! {
        <div class="p-5 flex flex-col gap-5" role="status">
            <span class="sr-only">"正在加载…"</span>
            {bars}
        </div>
    }
}

/// Button with a spinner, disabled while busy.
#[component]
pub fn BusyButton(
    #[prop(into)] busy: Signal<bool>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(default = "btn btn-sm btn-primary")] class: &'static str,
    /// `type="submit"`.
    #[prop(optional)]
    submit: bool,
    #[prop(optional, into)] on_click: Option<Callback<()>>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            type=if submit { "submit" } else { "button" }
            class=class
            disabled=move || busy.get() || disabled.get()
            aria-busy=move || busy.get().then_some("true")
            on:click=move |_| if let Some(on_click) = on_click { on_click.run(()) }
        >
            <Show when=move || busy.get()>
                <span class="loading loading-spinner loading-xs" aria-hidden="true"></span>
            </Show>
            {children()}
        </button>
    }
}
