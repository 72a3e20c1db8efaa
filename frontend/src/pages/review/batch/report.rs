use leptos::prelude::*;

use super::model::{Line, Run};
use super::state::BatchState;
use crate::ui::{Icon, IconName};

/// Results, failures first.
#[component]
pub(super) fn Report(on_close: Callback<()>) -> impl IntoView {
    let batch = expect_context::<BatchState>();
    let of_run = |read: fn(&Run) -> Vec<Line>| {
        batch
            .run
            .with_untracked(|run| run.as_ref().map(read).unwrap_or_default())
    };
    let (decided, refused, left) = (
        of_run(Run::decided),
        of_run(Run::refused),
        of_run(Run::unprocessed),
    );
    let summary = batch
        .run
        .with_untracked(|run| run.as_ref().map(Run::summary).unwrap_or_default());
    let (icon, colour) = if refused.is_empty() && left.is_empty() {
        (IconName::Check, "text-success")
    } else {
        (IconName::Warning, "text-warning")
    };
    let folded = refused.len() + left.len() > 0;
    view! {
        <div class="p-5 flex flex-col gap-4" data-testid="batch-report">
            <p class="flex gap-2 font-medium" role="status" data-testid="batch-summary">
                <span class=colour><Icon name=icon class="size-5" /></span>
                <span>{summary}</span>
            </p>
            <Lines title="未能处理" lines=refused name="batch-refused" />
            <Lines title="没有处理" lines=left name="batch-left" />
            <Lines title="已处理" lines=decided name="batch-decided" folded=folded />
            <div class="flex justify-end">
                <button
                    type="button"
                    class="btn btn-sm btn-primary"
                    id="batch-close"
                    data-testid="batch-close"
                    on:click=move |_| on_close.run(())
                >
                    "回到列表"
                </button>
            </div>
        </div>
    }
}

#[component]
fn Lines(
    title: &'static str,
    lines: Vec<Line>,
    name: &'static str,
    #[prop(optional)] folded: bool,
) -> impl IntoView {
    if lines.is_empty() {
        return None;
    }
    let count = lines.len();
    let rows = lines.into_iter().map(one).collect_view();
    Some(view! {
        <details class="border border-base-300 rounded-box" open=!folded data-testid=name>
            <summary class="px-3 py-2 cursor-pointer font-medium">
                {title} " " <span class="num text-small font-normal text-muted">{count} " 条"</span>
            </summary>
            <ul class="max-h-64 overflow-y-auto px-3 pb-1 divide-y divide-base-300">{rows}</ul>
        </details>
    })
}

fn one(line: Line) -> impl IntoView {
    let Line {
        review_id,
        name,
        unit,
        account_id,
        text,
    } = line;
    let name = match account_id {
        Some(id) => view! {
            <a
                class="act !whitespace-normal wrap-anywhere"
                href=format!("/accounts/{id}")
                target="_blank"
                rel="noopener"
            >
                {name}
                <span class="sr-only">"（在新标签页打开）"</span>
            </a>
        }
        .into_any(),
        None => view! { <span class="wrap-anywhere">{name}</span> }.into_any(),
    };
    view! {
        <li class="py-1.5 text-small" data-review=review_id>
            <p class="flex flex-wrap gap-x-3">
                {name}
                <span class="text-muted wrap-anywhere">{unit}</span>
            </p>
            <p class="text-label wrap-anywhere">{text}</p>
        </li>
    }
}
