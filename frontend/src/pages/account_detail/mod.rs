//! 账号详情.

use leptos::prelude::*;

/// 账号详情.
#[component]
pub fn AccountDetailPage() -> impl IntoView {
    view! { <h1 class="text-[18px] font-semibold">"账号详情"</h1> }
}
