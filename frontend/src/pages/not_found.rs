//! An address that is none of this app.

use leptos::prelude::*;

/// There is no such page.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! {
        <main class="min-h-screen grid place-items-center p-6">
            <div class="text-center">
                <p class="num text-[40px] leading-[48px] font-semibold text-[#5b6876]">"404"</p>
                <h1 class="text-[18px] font-semibold mt-2">"没有这个页面"</h1>
                <p class="text-[#5b6876] mt-1">"地址可能输错，或该功能已经调整。"</p>
                <a class="btn btn-primary btn-sm mt-5" href="/accounts">"回到新媒体账号信息"</a>
            </div>
        </main>
    }
}
