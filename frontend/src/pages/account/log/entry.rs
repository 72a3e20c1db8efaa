use leptos::prelude::*;
use nmrs_domain::wire::EventOut;

use super::model;
use super::model::Entered;
use crate::app::clock;

#[component]
pub(super) fn Entry(event: EventOut) -> impl IntoView {
    let title = model::title(&event);
    let time = clock::minute(event.at);
    let entered = model::entered(&event);
    let dot = format!(
        "{} absolute -left-[4.5px] top-[7px]",
        model::dot(event.kind)
    );
    view! {
        <li
            class="relative pl-6 pb-5 last:pb-0 border-l border-base-300 last:border-transparent ml-1.5"
            data-testid="log-entry"
        >
            <span class=dot aria-hidden="true"></span>
            <div class="flex flex-wrap justify-between gap-x-4">
                <b class="font-medium num">{title}</b>
                <time class="num text-small text-muted">{time}</time>
            </div>
            <div class="text-small text-label">
                {event.actor_name}" "<span class="num">{event.actor_code}</span>
            </div>
            <Details entered=entered class="text-small mt-1 bg-base-200 rounded px-2.5 py-1.5 w-fit max-w-full" />
        </li>
    }
}

#[component]
pub(super) fn Details(entered: Vec<Entered>, class: &'static str) -> impl IntoView {
    (!entered.is_empty()).then(|| {
        let lines = entered.into_iter().map(line).collect_view();
        view! { <div class=format!("num {class}")>{lines}</div> }
    })
}

fn line(entered: Entered) -> AnyView {
    let text = match entered {
        Entered::Line(text) => text.into_any(),
        Entered::Change { label, old, new } => change(label, old, new).into_any(),
    };
    view! { <p class="whitespace-pre-line wrap-anywhere">{text}</p> }.into_any()
}

fn change(label: String, old: String, new: String) -> impl IntoView {
    let was = (!old.is_empty()).then(|| {
        view! {
            <span class="sr-only">"原为"</span>
            <del class="text-muted">{old}</del>
            " → "
            <span class="sr-only">"改为"</span>
        }
    });
    let now = if new.is_empty() { "清空".into() } else { new };
    view! { <span class="text-label">{label}"："</span>{was}{now} }
}
