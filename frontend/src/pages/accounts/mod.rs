//! 新媒体账号信息.

use leptos::prelude::*;

/// 新媒体账号信息.
#[component]
pub fn AccountsPage() -> impl IntoView {
    view! { <h1 class="text-[18px] font-semibold">"新媒体账号信息"</h1> }
}
