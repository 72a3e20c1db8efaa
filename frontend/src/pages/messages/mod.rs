//! Messages: what was decided on the user's accounts, and what the office leaves waiting.

mod head;
mod inbox;
mod model;
mod rows;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use nmrs_domain::query::MessageQuery;
use nmrs_domain::wire::{MessageOut, Page};

use crate::api::path_with;
use crate::components::{EmptyState, PageTitle, Paged};
use head::Head;
use inbox::Inbox;
use rows::Rows;

/// The list of messages.
#[component]
pub fn MessagesPage() -> impl IntoView {
    let params = use_query_map();
    let query =
        Memo::new(move |_| params.with(|params| model::from_address(|name| params.get(name))));
    let inbox = Inbox::load(query);
    provide_context(inbox);
    let navigate = use_navigate();
    let go = Callback::new(move |query: MessageQuery| {
        navigate(&path_with("/messages", &query), NavigateOptions::default());
    });
    let found = move |page| {
        let only_unread = query.with_untracked(|query| !query.unread.is_empty());
        view! { <Found page=page only_unread=only_unread /> }.into_any()
    };
    let turn = move |page: u32| {
        go.run(MessageQuery {
            page: page.to_string(),
            ..query.get_untracked()
        });
    };
    let resize = move |per_page: u32| {
        go.run(MessageQuery {
            per_page: per_page.to_string(),
            page: String::new(),
            ..query.get_untracked()
        });
    };
    view! {
        <div class="mb-4"><PageTitle text="消息" /></div>
        <section class="bg-base-100 border border-base-300 rounded-box overflow-hidden">
            <Head query=query on_go=go />
            <Paged
                answer=Signal::derive(move || inbox.page())
                found=found
                on_retry=move |()| inbox.reload()
                page=Signal::derive(move || model::page(&query.get()))
                per_page=Signal::derive(move || model::per_page(&query.get()))
                on_page=turn
                on_per_page=resize
            />
        </section>
        <p class="mt-3 text-[13px] text-[#5b6876]">"已读消息保留 180 天。"</p>
    }
}

#[component]
fn Found(page: Page<MessageOut>, only_unread: bool) -> AnyView {
    if !page.items.is_empty() {
        let inbox = expect_context::<Inbox>();
        return view! { <Rows items=page.items on_read=move |id| inbox.read(id) /> }.into_any();
    }
    let (title, hint) = match (page.total, only_unread) {
        (0, true) => ("没有未读消息", "看过的消息在“全部”中。"),
        (0, false) => (
            "还没有消息",
            "审核有了结果，或有审核超过时限时，会在这里通知。",
        ),
        _ => ("这一页没有内容", "请从下方选择其他页。"),
    };
    view! { <EmptyState title=title hint=hint /> }.into_any()
}
