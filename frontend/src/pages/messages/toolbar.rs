use leptos::prelude::*;
use nmrs_domain::query::MessageQuery;

use super::inbox::Inbox;
use super::model;
use crate::ui::{BusyButton, group_thousands};

#[component]
pub(super) fn Toolbar(query: Memo<MessageQuery>, on_go: Callback<MessageQuery>) -> impl IntoView {
    let inbox = expect_context::<Inbox>();
    let only_unread = Memo::new(move |_| query.with(|query| !query.unread.is_empty()));
    let tab = move |of: bool, label: &'static str, test_id: &'static str| {
        let count = move || {
            let count = inbox.unread();
            (of && count != 0).then(|| group_thousands(count))
        };
        view! {
            <button
                type="button"
                class="tab text-label"
                class=("[--tab-border-color:var(--color-primary)]", move || only_unread.get() == of)
                class=("text-primary", move || only_unread.get() == of)
                class:tab-active=move || only_unread.get() == of
                aria-pressed=move || if only_unread.get() == of { "true" } else { "false" }
                data-testid=test_id
                on:click=move |_| on_go.run(model::only_unread(&query.get_untracked(), of))
            >
                {label}
                <span class="num ml-1 empty:hidden">{count}</span>
            </button>
        }
    };
    view! {
        <div class="flex flex-wrap items-center justify-between gap-2 px-4 py-1 border-b border-base-300">
            <div role="group" class="tabs tabs-border" aria-label="消息范围">
                {tab(false, "全部", "tab-all")}
                {tab(true, "未读", "tab-unread")}
            </div>
            <BusyButton
                busy=inbox.read_all.busy()
                disabled=Signal::derive(move || inbox.unread() == 0)
                class="btn btn-sm"
                on_click=move |()| inbox.read_all()
                attr:data-testid="read-all"
            >
                "全部标为已读"
            </BusyButton>
        </div>
    }
}
