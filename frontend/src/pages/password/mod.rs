//! 修改密码.

use leptos::prelude::*;

/// 修改密码.
#[component]
pub fn PasswordPage() -> impl IntoView {
    view! { <h1 class="text-[18px] font-semibold">"修改密码"</h1> }
}
