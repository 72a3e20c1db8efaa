use leptos::prelude::*;

use crate::ui::EmptyState;

/// Account that does not exist or is out of scope.
#[component]
pub(super) fn Missing() -> impl IntoView {
    view! {
        <section class="bg-base-100 border border-base-300 rounded-box">
            <EmptyState title="没有找到这个账号" hint="它可能已被删除，或不在您的管理范围内。">
                <a class="btn btn-sm" href="/accounts">"回到新媒体账号信息"</a>
            </EmptyState>
        </section>
    }
}
