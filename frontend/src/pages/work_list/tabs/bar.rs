use leptos::prelude::*;
use nmrs_domain::query::Tab;

use super::model::{tab_count, tab_needs_attention, tabs};
use super::toolbar::Toolbar;
use crate::pages::work_list::state::use_list;
use crate::pages::work_list::table::order_hint;
use crate::ui::{TabLink, group_thousands};

#[component]
pub(crate) fn TabBar(
    /// `None` while unknown.
    #[prop(into)]
    total: Signal<Option<u64>>,
    /// False if the server stopped counting at its limit.
    #[prop(into)]
    total_exact: Signal<bool>,
) -> impl IntoView {
    let state = use_list();
    let hint = Memo::new(move |_| state.url.with(|url| order_hint(&url.query)));
    let all = move || {
        tabs(state.role.get())
            .iter()
            .map(|&tab| view! { <OneTab tab=tab /> })
            .collect_view()
    };
    view! {
        <div class="flex flex-wrap items-center gap-2 px-4 pt-2 border-b border-base-300">
            <nav class="tabs tabs-border -mb-px flex-nowrap" aria-label="账号列表">{all}</nav>
            <span class="text-small text-muted ml-2 hidden sm:inline" aria-live="polite">
                {move || total.get().map(|total| view! {
                    "共 " <b class="num" data-testid="total">{group_thousands(total)}</b>
                    {if total_exact.get() { " 条" } else { " 条以上" }}
                })}
                {move || hint.get().map(|hint| view! {
                    <span class="ml-2 text-warning" data-testid="order-hint">{hint}</span>
                })}
            </span>
            <Toolbar total=total total_exact=total_exact />
        </div>
    }
}

#[component]
fn OneTab(tab: Tab) -> impl IntoView {
    let state = use_list();
    let active = Memo::new(move |_| state.tab() == tab);
    let href = move || state.url.with(|url| url.with_tab(tab).path());
    let count = move || {
        state
            .summary
            .get()
            .and_then(|summary| tab_count(tab, &summary))
            .filter(|&count| count > 0)
    };
    view! {
        <TabLink href=Signal::derive(href) active=active test_id=format!("tab-{}", tab.as_str())>
            {tab.label()}
            {move || count().map(|count| view! {
                <span
                    class="badge badge-sm num ml-1.5"
                    class=("badge-error", tab_needs_attention(tab))
                    class=("badge-ghost", !tab_needs_attention(tab))
                >
                    {group_thousands(count)}
                </span>
            })}
        </TabLink>
    }
}
