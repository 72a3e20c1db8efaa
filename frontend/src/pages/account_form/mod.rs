//! 账号填报.

use leptos::prelude::*;

/// 账号填报.
#[component]
pub fn AccountFormPage() -> impl IntoView {
    view! { <h1 class="text-[18px] font-semibold">"账号填报"</h1> }
}
