use leptos::prelude::*;

use super::model::Run;
use super::state::{BatchState, Phase};
use crate::app::browser;
use crate::pages::review::decision_state::DecisionState;
use crate::ui::{FormError, Icon, IconName};

#[component]
pub(super) fn Progress() -> impl IntoView {
    let batch = expect_context::<BatchState>();
    let of_run = move |read: fn(&Run) -> usize| {
        batch
            .run
            .with(|run| run.as_ref().map_or(0, read))
            .to_string()
    };
    let failure = Signal::derive(move || match batch.phase.get() {
        Phase::Paused(why) => Some(why),
        _ => None,
    });
    let running = Memo::new(move |_| batch.phase.get() == Phase::Running);
    view! {
        <div
            class="p-5 flex flex-col gap-4 outline-none"
            id="batch-progress"
            tabindex="-1"
            data-testid="batch-progress"
        >
            <p class="num" role="status">
                "已处理 " {move || of_run(Run::done)} " / " {move || of_run(Run::total)} " 条"
            </p>
            <progress
                class="progress progress-primary w-full"
                aria-label="处理进度"
                value=move || of_run(Run::done)
                max=move || of_run(Run::total)
            ></progress>
            <FormError error=failure />
            <Show when=move || running.get() fallback=PausedButtons>
                <div class="flex justify-end">
                    <button
                        type="button"
                        class="btn btn-sm"
                        disabled=move || batch.stopping.get()
                        data-testid="batch-stop"
                        on:click=move |_| batch.stopping.set(true)
                    >
                        {move || if batch.stopping.get() { "处理完这一批就停…" } else { "停止后续" }}
                    </button>
                </div>
            </Show>
        </div>
    }
}

#[component]
fn PausedButtons() -> impl IntoView {
    let batch = expect_context::<BatchState>();
    let state = expect_context::<DecisionState>();
    let retry = move |_| {
        let reviewer = untrack(|| state.reviewer_inputs.reviewer());
        if let Some(decision) = state.draft.with_untracked(|draft| draft.body(&reviewer, 0)) {
            batch.go(decision);
        }
    };
    view! {
        <p class="text-small text-muted">
            "重试会接着处理剩下的，已处理的不会重复。"
        </p>
        <div class="flex justify-end gap-2">
            <button
                type="button"
                class="btn btn-sm"
                data-testid="batch-end"
                on:click=move |_| {
                    batch.phase.set(Phase::Done);
                    browser::focus("batch-close");
                }
            >
                "到此为止"
            </button>
            <button
                type="button"
                class="btn btn-sm btn-primary"
                id="batch-retry"
                data-testid="batch-retry"
                on:click=retry
            >
                <Icon name=IconName::Retry class="size-4" />
                "重试"
            </button>
        </div>
    }
}
