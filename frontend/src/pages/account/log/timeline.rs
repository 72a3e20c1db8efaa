use leptos::prelude::*;
use leptos_router::NavigateOptions;
use nmrs_domain::log::EventQuery;
use nmrs_domain::query::DEFAULT_PER_PAGE;
use nmrs_domain::wire::{EventOut, Page, VerificationOut};

use super::events::Events;
use super::filters::Filters;
use super::model;
use crate::api::{ApiResult, accounts, use_api};
use crate::lists::{ListQuery, Loader, Pager};
use crate::ui::{ErrorState, Icon, IconName, LoadingRows};

/// Log of an account and the verification of its hash chain.
#[derive(Clone, Copy)]
pub(crate) struct Log {
    list: ListQuery<EventQuery>,
    events: Loader<EventQuery, ApiResult<Page<EventOut>>>,
    verification: Loader<i64, ApiResult<VerificationOut>>,
}

impl Log {
    pub(crate) fn load(id: i64) -> Self {
        let api = use_api();
        let options = NavigateOptions {
            scroll: false,
            ..NavigateOptions::default()
        };
        let list = ListQuery::at(format!("/accounts/{id}"), options);
        Self {
            list,
            events: Loader::new(list.query, move |query: EventQuery| async move {
                accounts::events(api, id, &query).await
            }),
            verification: Loader::fixed(id, move |id| accounts::verification(api, id)),
        }
    }

    pub(crate) fn refetch(self) {
        self.events.refetch();
        self.verification.refetch();
    }
}

#[component]
pub(crate) fn Timeline(id: i64, log: Log) -> impl IntoView {
    let Log {
        list,
        events,
        verification,
    } = log;
    let query = list.query;
    let filters = RwSignal::new(query.with_untracked(model::is_filtered));
    let body = move || match events.get() {
        None => view! { <LoadingRows rows=4 /> }.into_any(),
        Some((_, Err(error))) => view! {
            <ErrorState error=Signal::stored(error) on_retry=move |()| events.refetch() />
        }
        .into_any(),
        Some((query, Ok(page))) => {
            view! { <Events page=page filtered=model::is_filtered(&query) /> }.into_any()
        }
    };
    let total = Signal::derive(move || match events.value() {
        Some(Ok(page)) => page.total,
        _ => 0,
    });
    view! {
        <section id="log" class="bg-base-100 border border-base-300 rounded-box scroll-mt-20">
            <div class="px-5 py-3 border-b border-base-300 flex flex-wrap items-center gap-x-4 gap-y-1">
                <h2 class="font-medium">"流水"</h2>
                <VerificationMark verification=verification />
                <span class="ml-auto flex items-center gap-3 text-small">
                    <button
                        type="button"
                        class="act cursor-pointer inline-flex items-center gap-1"
                        aria-expanded=move || if filters.get() { "true" } else { "false" }
                        data-testid="log-filter"
                        on:click=move |_| filters.update(|open| *open = !*open)
                    >
                        <Icon name=IconName::Filter class="size-3.5" />
                        "筛选"
                    </button>
                    <a class="act" href=format!("/accounts/{id}/log") data-testid="to-log">"流水文件"</a>
                </span>
            </div>
            <Show when=move || filters.get()>
                <Filters query=query on_change=list.go />
            </Show>
            {body}
            <Show when=move || total.with(|&total| total > u64::from(DEFAULT_PER_PAGE))>
                <div class="border-t border-base-300">
                    <Pager
                        page=list.page()
                        per_page=list.per_page()
                        total=total
                        on_page=list.on_page()
                        on_per_page=list.on_per_page()
                    />
                </div>
            </Show>
        </section>
    }
}

/// Result of the verification by the server.
#[component]
fn VerificationMark(verification: Loader<i64, ApiResult<VerificationOut>>) -> impl IntoView {
    move || {
        match verification.value() {
        None => ().into_any(),
        Some(Ok(found)) if found.whole => {
            let how = format!("已逐条核对 {} 条流水的校验值", found.checked);
            view! { <span class="text-small text-success" title=how data-testid="log-whole">"✓ 记录完整"</span> }
                .into_any()
        }
        Some(Ok(found)) => view! {
            <span class="text-small text-error basis-full order-last" role="alert" data-testid="log-broken">
                "记录未通过校验，请联系技术支持。"
                {found.detail}
            </span>
        }
        .into_any(),
        Some(Err(_)) => view! {
            <button
                type="button"
                class="text-small text-muted underline cursor-pointer"
                on:click=move |_| verification.refetch()
            >
                "未能核对，重试"
            </button>
        }
        .into_any(),
    }
    }
}
