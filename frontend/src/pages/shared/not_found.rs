//! "Not found".

use leptos::prelude::*;

use crate::app::browser;

#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <main class="min-h-screen grid place-items-center p-6">
            <NotFound />
        </main>
    }
}

/// Shown inside the layout, also for pages that the user's role does not have.
#[component]
pub fn NotFound() -> impl IntoView {
    browser::set_title("没有这个页面");
    view! {
        <div class="text-center py-14">
            <p class="num text-[40px] leading-[48px] font-semibold text-muted">"404"</p>
            <h1 class="text-[18px] font-semibold mt-2">"没有这个页面"</h1>
            <p class="text-muted mt-1">"地址可能输错，或该功能已经调整。"</p>
            <a class="btn btn-primary btn-sm mt-5" href="/accounts">"回到新媒体账号信息"</a>
        </div>
    }
}
