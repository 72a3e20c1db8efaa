//! Sign-in: the page, and the dialog over a page whose session ended.

mod form;
mod model;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;

use self::form::SignInForm;
use crate::api::{auth, use_api};
use crate::app::{Phase, browser, take_return_path, use_session};
use crate::ui::Dialog;

/// Sign-in page; navigates away once the user is signed in.
#[component]
pub fn SignInPage() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    let signed_in = Memo::new(move |_| session.phase().get() == Phase::SignedIn);
    browser::set_title("登录");
    Effect::new(move |_| {
        if signed_in.get() {
            navigate(&take_return_path(), browser::replace_entry());
        }
    });
    view! {
        <div class="min-h-screen grid lg:grid-cols-[1fr_520px]">
            <Cover />
            <main class="bg-base-100 grid place-items-center p-6">
                <div class="w-full max-w-sm">
                    <p class="lg:hidden font-semibold text-[18px] mb-8">"政务新媒体报送系统"</p>
                    <h1 class="text-[22px] leading-[30px] font-semibold mb-6">"登录"</h1>
                    <SignInForm />
                    <p class="text-small text-muted mt-4">"忘记密码时，请联系上级组织单位重置。"</p>
                </div>
            </main>
        </div>
    }
}

#[component]
fn Cover() -> impl IntoView {
    view! {
        <div class="hidden lg:flex flex-col justify-between bg-[#12345c] text-white p-14">
            <div class="flex items-center gap-3">
                <span class="size-9 rounded bg-white text-[#12345c] grid place-items-center font-bold" aria-hidden="true">
                    "新"
                </span>
                <span class="text-[20px] font-semibold tracking-wide">"政务新媒体报送系统"</span>
            </div>
            <div>
                <p class="text-[34px] leading-[48px] font-semibold">
                    "一处登记，逐级审核，"<br />"全程留痕。"
                </p>
                <p class="mt-4 text-white/75 max-w-md leading-7">
                    "政务微信、微博、客户端、小程序等账号的开设、变更、关停与核查，都在这里办理。"
                </p>
            </div>
            <p class="text-white/60 text-small">"技术支持请联系本级组织单位"</p>
        </div>
    }
}

/// Dialog that asks to sign in again over the current page.
#[component]
pub fn SignInAgain() -> impl IntoView {
    let session = use_session();
    let api = use_api();
    let open = Memo::new(move |_| session.phase().get() == Phase::Expired);
    let leave = move |_| {
        spawn_local(auth::logout(api));
    };
    let form = move || {
        let user = session.user().get_untracked()?;
        Some(view! {
            <SignInForm fixed=(user.role, user.username)>
                <button type="button" class="btn" on:click=leave>"退出登录"</button>
            </SignInForm>
        })
    };
    view! {
        <Dialog open=open on_close=|()| () title="登录已过期" width="md:max-w-sm" dismissible=false>
            <div class="p-5 flex flex-col gap-4">
                <p class="text-small text-label">"本页内容都还在。重新登录后，接着办理。"</p>
                {form()}
            </div>
        </Dialog>
    }
}
