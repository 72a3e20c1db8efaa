//! Frame around every page: header, menu, sign-in check.

mod bell;
mod menu;
mod model;
mod user_menu;

use leptos::html;
use leptos::prelude::*;
use leptos_router::components::{Outlet, Redirect};
use leptos_router::hooks::use_location;

use self::bell::Bell;
use self::menu::Menu;
use self::user_menu::UserMenu;
use super::work_list::provide_list_context;
use crate::api::{ApiError, auth, use_api};
use crate::app::{Phase, browser, remember_return_path, use_session};
use crate::lists::{Summary, Unread};
use crate::ui::{ErrorState, Icon, IconName};

/// An expired session keeps its page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Access {
    Starting,
    Unreachable,
    SignedOut,
    SignedIn,
}

/// Frame of all pages; redirects to the sign-in page.
#[component]
pub fn Shell() -> impl IntoView {
    let session = use_session();
    let access = Memo::new(move |_| match session.phase().get() {
        Phase::Starting => Access::Starting,
        Phase::Unreachable => Access::Unreachable,
        Phase::SignedOut => Access::SignedOut,
        Phase::SignedIn | Phase::Expired => Access::SignedIn,
    });
    move || match access.get() {
        Access::Starting => {
            view! { <p class="boot" role="status">"正在打开政务新媒体报送系统…"</p> }.into_any()
        }
        Access::Unreachable => view! { <Unreachable /> }.into_any(),
        Access::SignedOut => view! { <RedirectToSignIn /> }.into_any(),
        Access::SignedIn => view! { <Layout /> }.into_any(),
    }
}

#[component]
fn Unreachable() -> impl IntoView {
    let (session, api) = (use_session(), use_api());
    let retry = move |()| auth::start(session, api);
    view! {
        <main class="min-h-screen grid place-items-center">
            <ErrorState error=Signal::stored(ApiError::Offline) on_retry=retry />
        </main>
    }
}

#[component]
fn RedirectToSignIn() -> impl IntoView {
    if !use_session().left() {
        let location = use_location();
        let path = location.pathname.get_untracked();
        let search = location.search.get_untracked();
        remember_return_path(&if search.is_empty() {
            path
        } else {
            format!("{path}?{search}")
        });
    }
    view! { <Redirect path="/sign-in" options=browser::replace_entry() /> }
}

#[component]
fn Layout() -> impl IntoView {
    provide_list_context();
    let summary = Summary::load();
    provide_context(summary);
    provide_context(Unread::start(summary));
    let menu_open = RwSignal::new(false);
    let main = NodeRef::<html::Main>::new();
    let path = use_location().pathname;
    // A new page is read from its top, also by screen readers.
    Effect::new(move |before: Option<String>| {
        let path = path.get();
        if before.is_some_and(|before| before != path)
            && let Some(main) = main.get_untracked()
        {
            // Fails only on an element that is not in the page.
            let _ = main.focus();
        }
        path
    });
    view! {
        <header class="navbar min-h-14 h-14 bg-base-100 border-b border-base-300 px-4 gap-2 sticky top-0 z-30">
            <button
                type="button"
                class="btn btn-ghost btn-square btn-sm shrink-0 lg:hidden"
                aria-label="菜单"
                aria-controls="menu"
                aria-expanded=move || if menu_open.get() { "true" } else { "false" }
                on:click=move |_| menu_open.update(|open| *open = !*open)
            >
                <Icon name=IconName::Menu />
            </button>
            <a href="/accounts" class="flex-1 flex items-center gap-3 min-w-0">
                <span
                    class="size-7 rounded bg-primary text-primary-content grid place-items-center font-bold text-sm shrink-0"
                    aria-hidden="true"
                >
                    "新"
                </span>
                <span class="font-semibold text-[16px] truncate">"政务新媒体报送系统"</span>
            </a>
            <Bell />
            <UserMenu />
        </header>
        <div class="flex min-h-[calc(100vh-3.5rem)]">
            <Menu open=menu_open />
            <main node_ref=main tabindex="-1" class="flex-1 min-w-0 p-4 lg:p-5 outline-none">
                <Outlet />
            </main>
        </div>
    }
}
