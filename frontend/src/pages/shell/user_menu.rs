use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{auth, use_api};
use crate::app::use_session;
use crate::ui::{Icon, IconName};

#[component]
pub(super) fn UserMenu() -> impl IntoView {
    let user = use_session().user();
    let open = RwSignal::new(false);
    let api = use_api();
    let part = move |read: fn(&nmrs_domain::wire::UserOut) -> &str| {
        move || user.with(|user| user.as_ref().map(|user| read(user).to_owned()))
    };
    let keydown = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            open.set(false);
        }
    };
    let leave = move |_| {
        open.set(false);
        spawn_local(auth::logout(api));
    };
    view! {
        <div class="relative min-w-0 max-sm:max-w-40" on:keydown=keydown>
            <button
                type="button"
                class="btn btn-ghost btn-sm font-normal max-w-full flex-nowrap"
                aria-haspopup="true"
                aria-expanded=move || if open.get() { "true" } else { "false" }
                on:click=move |_| open.update(|open| *open = !*open)
            >
                <span class="hidden sm:inline text-muted">{part(|user| user.role.label())}</span>
                <span class="truncate" title=part(|user| &user.name)>{part(|user| &user.name)}</span>
                <span class="num hidden sm:inline">{part(|user| &user.username)}</span>
                <Icon name=IconName::Down class="size-4 shrink-0" />
            </button>
            <Show when=move || open.get()>
                // A click anywhere else closes it.
                <div class="fixed inset-0 z-30" aria-hidden="true" on:click=move |_| open.set(false)></div>
                <ul class="menu absolute right-0 top-full mt-1 z-40 w-52 bg-base-100 border border-base-300 rounded-box shadow-lg">
                    // The button has no room for it on a phone.
                    <li class="menu-title text-tiny text-muted font-normal sm:hidden wrap-anywhere">
                        {part(|user| &user.name)} " " {part(|user| &user.username)}
                    </li>
                    <li><a href="/password" on:click=move |_| open.set(false)>"修改密码"</a></li>
                    <li><button type="button" on:click=leave>"退出登录"</button></li>
                </ul>
            </Show>
        </div>
    }
}
