//! 填报单位用户管理.

use leptos::prelude::*;

/// 填报单位用户管理.
#[component]
pub fn ReportingUnitsPage() -> impl IntoView {
    view! { <h1 class="text-[18px] font-semibold">"填报单位用户管理"</h1> }
}
