use leptos::prelude::*;
use nmrs_domain::log::EventQuery;

use super::model;
use crate::ui::{Choice, DateField, Select, TextInput};

/// Filters of the log, in the URL; each change applies at once.
#[component]
pub(super) fn Filters(query: Memo<EventQuery>, on_change: Callback<EventQuery>) -> impl IntoView {
    let field = |read: fn(&EventQuery) -> &String| {
        let signal = RwSignal::new(query.with_untracked(|query| read(query).trim().to_owned()));
        // The back button changes the inputs as well.
        Effect::new(move |_| {
            let now = query.with(|query| read(query).trim().to_owned());
            if signal.with_untracked(|value| *value != now) {
                signal.set(now);
            }
        });
        signal
    };
    let kind = field(|query| &query.kind);
    let actor = field(|query| &query.actor);
    let from = field(|query| &query.from);
    let to = field(|query| &query.to);
    let sort = field(|query| &query.sort);
    let go = move || {
        let next = EventQuery {
            kind: kind.get_untracked(),
            actor: actor.get_untracked().trim().to_owned(),
            from: from.get_untracked(),
            to: to.get_untracked(),
            sort: sort.get_untracked(),
            page: String::new(),
            per_page: query.with_untracked(|query| query.per_page.clone()),
        };
        let same = query.with_untracked(|query| EventQuery {
            page: String::new(),
            ..query.clone()
        });
        if next != same {
            on_change.run(next);
        }
    };
    // Date inputs have no change callback.
    Effect::new(move |before: Option<()>| {
        from.track();
        to.track();
        if before.is_some() {
            go();
        }
    });
    let clear = move |_| {
        for condition in [kind, actor, from, to] {
            condition.set(String::new());
        }
        go();
    };
    let orders = vec![Choice::new("seq", "最早在前")];
    view! {
        <div
            class="grid grid-cols-2 gap-2 px-5 py-3 border-b border-base-300 bg-base-200/60"
            role="group"
            aria-label="筛选流水"
            data-testid="log-filters"
        >
            <Select value=kind choices=model::kinds() blank="全部事项" small=true aria_label="事项" on_change=move |_| go() />
            <TextInput
                value=actor
                small=true
                placeholder="单位名称或代码"
                aria_label="操作单位"
                name="log-actor"
                on_enter=move |()| go()
                on_blur=move |()| go()
            />
            <DateField value=from max=to small=true aria_label="起始日期" />
            <DateField value=to min=from small=true aria_label="截止日期" />
            <Select value=sort choices=orders blank="最新在前" small=true aria_label="次序" on_change=move |_| go() />
            <button
                type="button"
                class="btn btn-sm btn-ghost justify-self-end"
                disabled=move || !query.with(model::is_filtered)
                data-testid="log-clear"
                on:click=clear
            >
                "清除筛选"
            </button>
        </div>
    }
}
