//! Messages: decisions on the user's accounts, and reminders.

mod inbox;
mod model;
mod rows;
mod toolbar;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use nmrs_domain::wire::{MessageOut, Page};

use self::inbox::Inbox;
use self::rows::Rows;
use self::toolbar::Toolbar;
use crate::lists::{ListQuery, Paged};
use crate::ui::{EmptyState, PageTitle};

#[component]
pub fn MessagesPage() -> impl IntoView {
    let list = ListQuery::at("/messages", NavigateOptions::default());
    let query = Memo::new(move |_| model::normalized(list.query.get()));
    let inbox = Inbox::load(query);
    provide_context(inbox);
    let found = move |page| {
        let only_unread = query.with_untracked(|query| !query.unread.is_empty());
        view! { <Found page=page only_unread=only_unread /> }.into_any()
    };
    view! {
        <div class="mb-4"><PageTitle text="消息" /></div>
        <section class="bg-base-100 border border-base-300 rounded-box overflow-hidden">
            <Toolbar query=query on_go=list.go />
            <Paged
                answer=Signal::derive(move || inbox.page())
                found=found
                on_retry=move |()| inbox.reload()
                list=list
            />
        </section>
        <p class="mt-3 text-small text-muted">"已读消息保留 180 天。"</p>
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
