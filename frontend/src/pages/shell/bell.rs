use leptos::prelude::*;

use super::model;
use crate::lists::use_unread;
use crate::ui::{Icon, IconName};

#[component]
pub(super) fn Bell() -> impl IntoView {
    let unread = use_unread();
    let label = move || match unread.count() {
        0 => "消息".to_owned(),
        count => format!("消息，{count} 条未读"),
    };
    let badge = move || {
        model::badge(unread.count()).map(|text| {
            view! {
                <span
                    class="badge badge-error badge-xs num absolute -top-1 left-1/2 px-1"
                    aria-hidden="true"
                    data-testid="unread"
                >
                    {text}
                </span>
            }
        })
    };
    view! {
        <a
            href="/messages"
            class="btn btn-ghost btn-sm btn-square relative shrink-0"
            aria-label=label
            title="消息"
            data-testid="bell"
        >
            <Icon name=IconName::Bell />
            {badge}
        </a>
    }
}
