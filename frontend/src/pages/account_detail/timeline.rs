use leptos::prelude::*;
use nmrs_domain::wire::EventOut;

use super::model;
use crate::api::{ApiError, ApiResult};
use crate::components::{ErrorState, LoadingRows};
use crate::state::{Loader, clock};

/// The log of an account.
#[component]
pub(super) fn Timeline(
    account: i64,
    events: Loader<i64, ApiResult<Vec<EventOut>>>,
) -> impl IntoView {
    let complete = Memo::new(move |_| match events.value() {
        Some(Ok(events)) => Some(model::is_complete(account, &model::newest_first(events))),
        _ => None,
    });
    let mark = move || {
        complete.get().map(|complete| {
            if complete {
                view! { <span class="text-[13px] font-normal text-success" title="已逐条核对校验值">"✓ 记录完整"</span> }
            } else {
                view! {
                    <span class="text-[13px] font-normal text-error" title="校验值与内容不一致">
                        "记录未通过校验，请联系技术支持"
                    </span>
                }
            }
        })
    };
    let body = move || match events.value() {
        None => view! { <LoadingRows rows=4 /> }.into_any(),
        Some(Err(error)) => failed(error, events).into_any(),
        Some(Ok(events)) => {
            let entries = model::newest_first(events)
                .into_iter()
                .map(|event| view! { <Entry event=event /> })
                .collect_view();
            view! { <ol class="p-5">{entries}</ol> }.into_any()
        }
    };
    view! {
        <section id="log" class="bg-base-100 border border-base-300 rounded-box scroll-mt-20">
            <h2 class="px-5 py-3 border-b border-base-300 font-medium flex flex-wrap justify-between gap-x-3">
                "流水" {mark}
            </h2>
            {body}
        </section>
    }
}

fn failed(error: ApiError, events: Loader<i64, ApiResult<Vec<EventOut>>>) -> impl IntoView {
    view! { <ErrorState error=Signal::stored(error) on_retry=move |()| events.refetch() /> }
}

#[component]
fn Entry(event: EventOut) -> impl IntoView {
    let lines = model::entered(&event);
    let entered = (!lines.is_empty()).then(|| {
        let lines = lines
            .into_iter()
            .map(|line| view! { <p class="whitespace-pre-line [overflow-wrap:anywhere]">{line}</p> })
            .collect_view();
        view! { <div class="text-[13px] mt-1 bg-base-200 rounded px-2.5 py-1.5 w-fit max-w-full num">{lines}</div> }
    });
    let title = model::title(&event);
    let time = clock::minute(event.at);
    view! {
        <li class="relative pl-6 pb-5 last:pb-0 border-l border-base-300 last:border-transparent ml-1.5">
            <span class=format!("{} absolute -left-[4.5px] top-[7px]", model::dot(event.kind)) aria-hidden="true"></span>
            <div class="flex flex-wrap justify-between gap-x-4">
                <b class="font-medium num">{title}</b>
                <time class="num text-[13px] text-[#5b6876]">{time}</time>
            </div>
            <div class="text-[13px] text-[#4a5766]">
                {event.actor_name}" "<span class="num">{event.actor_code}</span>
            </div>
            {entered}
        </li>
    }
}
