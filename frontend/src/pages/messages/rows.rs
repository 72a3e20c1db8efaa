use leptos::prelude::*;
use nmrs_domain::wire::MessageOut;

use super::model;
use crate::app::clock;

#[component]
pub(super) fn Rows(items: Vec<MessageOut>, #[prop(into)] on_read: Callback<i64>) -> impl IntoView {
    let rows = items
        .into_iter()
        .map(|message| view! { <Row message=message on_read=on_read /> })
        .collect_view();
    view! { <ul data-testid="messages">{rows}</ul> }
}

#[component]
fn Row(message: MessageOut, on_read: Callback<i64>) -> impl IntoView {
    let target = model::target(&message);
    let MessageOut {
        id,
        kind,
        title,
        text,
        created_at,
        read_at,
        ..
    } = message;
    let unread = read_at.is_none();
    let open = move || {
        if unread {
            on_read.run(id);
        }
    };
    let heading = match &target {
        Some((href, _)) => view! {
            <a class="link link-hover" href=href.clone() on:click=move |_| open() data-testid="open-message">
                {title}
            </a>
        }
        .into_any(),
        None => view! { <span>{title}</span> }.into_any(),
    };
    let go = target.map(|(href, label)| {
        view! { <a class="act" href=href on:click=move |_| open()>{label}</a> }
    });
    let mark = unread.then(|| {
        view! {
            <button type="button" class="act" on:click=move |_| open() data-testid="mark-read">
                "标为已读"
            </button>
        }
    });
    view! {
        <li
            class="flex gap-3 px-4 py-3 border-b border-base-300 last:border-b-0"
            class=("bg-primary/5", unread)
            data-testid=format!("message-{id}")
        >
            <span
                class="mt-2 size-2 shrink-0 rounded-full"
                class=("bg-error", unread)
                aria-hidden="true"
            ></span>
            <div class="min-w-0 grow">
                <p class="flex flex-wrap items-baseline gap-x-2 gap-y-1">
                    <span class=format!("badge badge-sm badge-soft shrink-0 {}", model::tone(kind))>{kind.label()}</span>
                    {unread.then(|| view! { <span class="sr-only">"未读"</span> })}
                    <span class="min-w-0 wrap-anywhere" class=("font-medium", unread)>{heading}</span>
                </p>
                <p class="mt-1 text-small text-label whitespace-pre-line wrap-anywhere empty:hidden">
                    {text}
                </p>
                <p class="mt-1 flex flex-wrap items-center gap-x-4 text-small">
                    <span class="num text-muted">{clock::minute(created_at)}</span>
                    {go}
                    {mark}
                </p>
            </div>
        </li>
    }
}
