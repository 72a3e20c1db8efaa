use leptos::ev;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

use super::model;
use super::model::MenuItem;
use crate::app::use_session;
use crate::lists::use_summary;
use crate::ui::Icon;

#[component]
pub(super) fn Menu(open: RwSignal<bool>) -> impl IntoView {
    let session = use_session();
    let escape = window_event_listener(ev::keydown, move |event| {
        if event.key() == "Escape" {
            open.set(false);
        }
    });
    on_cleanup(move || escape.remove());
    let items = move || {
        session
            .role()
            .map(model::menu)
            .unwrap_or_default()
            .into_iter()
            .map(|item| view! { <Entry item=item open=open /> })
            .collect_view()
    };
    view! {
        <div
            class="fixed inset-0 top-14 z-20 bg-black/40 lg:hidden"
            class:hidden=move || !open.get()
            aria-hidden="true"
            on:click=move |_| open.set(false)
        ></div>
        <nav
            id="menu"
            aria-label="主菜单"
            class="w-56 shrink-0 border-r border-base-300 bg-base-100 py-3 max-lg:fixed max-lg:top-14 max-lg:bottom-0 \
                   max-lg:left-0 max-lg:z-20 lg:sticky lg:top-14 lg:h-[calc(100vh-3.5rem)] lg:block"
            class:max-lg:hidden=move || !open.get()
        >
            <ul class="menu w-full px-2 gap-0.5 text-[14px] [&_.menu-active]:bg-primary [&_.menu-active]:text-primary-content">
                {items}
            </ul>
        </nav>
    }
}

#[component]
fn Entry(item: MenuItem, open: RwSignal<bool>) -> impl IntoView {
    let path = use_location().pathname;
    let active = Memo::new(move |_| path.with(|path| model::is_below(item.href, path)));
    let summary = use_summary();
    let badge = move || {
        let text = item
            .counts
            .then(|| model::badge(summary.waiting()))
            .flatten()?;
        Some(view! {
            <span
                class="badge badge-sm num"
                class=("bg-white/20", move || active.get())
                class=("border-0", move || active.get())
                class=("text-white", move || active.get())
                class=("badge-error", move || !active.get())
                aria-label=format!("待处理 {text} 条")
            >
                {text.clone()}
            </span>
        })
    };
    view! {
        <li>
            <a
                href=item.href
                class="py-2"
                class:menu-active=move || active.get()
                aria-current=move || active.get().then_some("page")
                on:click=move |_| open.set(false)
            >
                <Icon name=item.icon />
                <span class="grow">{item.label}</span>
                {badge}
            </a>
        </li>
    }
}
