use leptos::ev;
use leptos::prelude::*;
use nmrs_domain::form::Verdict;

use super::model::{BatchItem, names_text, verb};
use super::state::BatchState;
use crate::app::browser;
use crate::pages::review::decision_fields::ReviewerFields;
use crate::pages::review::decision_state::DecisionState;
use crate::pages::review::keys::{ConfirmHint, submits};
use crate::pages::review::reason_field::ReasonField;
use crate::ui::FormError;

#[component]
pub(super) fn BatchForm(
    items: StoredValue<Vec<BatchItem>>,
    verdict: Verdict,
    on_cancel: Callback<()>,
) -> impl IntoView {
    let state = expect_context::<DecisionState>();
    let batch = expect_context::<BatchState>();
    let decide = move || {
        // Each item carries its own version.
        if let Some(decision) = state.ready(0) {
            batch.start(items.get_value(), &decision);
        }
    };
    // Focuses the first input that is empty, or the button.
    browser::focus(match verdict {
        Verdict::Reject => "review-reason",
        Verdict::Approve if state.reviewer_inputs.name.with_untracked(String::is_empty) => {
            "review-name"
        }
        Verdict::Approve => "batch-decide",
    });
    let count = items.with_value(Vec::len);
    let button = match verdict {
        Verdict::Approve => "btn btn-sm btn-success",
        Verdict::Reject => "btn btn-sm btn-error",
    };
    view! {
        <form
            class="p-5 flex flex-col gap-4"
            novalidate=true
            aria-label="批量审核"
            on:submit=move |event| {
                event.prevent_default();
                decide();
            }
            on:keydown=move |event: ev::KeyboardEvent| if submits(&event) {
                event.prevent_default();
                decide();
            }
        >
            <Chosen items=items />
            <ReasonField kind=None />
            <div class="grid sm:grid-cols-2 gap-4">
                <ReviewerFields />
            </div>
            <FormError error=batch.failure />
            <p class="text-tiny leading-[18px] text-muted">
                "各条分别处理：已有变化、不由本单位审核的不会改动，并在最后逐条列出。审核提交后不能修改。"
            </p>
            <div class="flex justify-end items-center gap-2">
                <div class="mr-auto"><ConfirmHint words="确定" /></div>
                <button type="button" class="btn btn-sm" on:click=move |_| on_cancel.run(())>
                    "取消"
                </button>
                <button type="submit" id="batch-decide" class=button data-testid="batch-decide">
                    {format!("{} {count} 条", verb(verdict))}
                </button>
            </div>
        </form>
    }
}

#[component]
fn Chosen(items: StoredValue<Vec<BatchItem>>) -> impl IntoView {
    let unfolded = RwSignal::new(false);
    let all = move || {
        unfolded.get().then(|| {
            let rows = items.get_value().into_iter().map(|item| {
                let BatchItem { name, unit, .. } = item;
                view! {
                    <li class="py-1 flex flex-wrap gap-x-3">
                        <span class="wrap-anywhere">{name}</span>
                        <span class="text-small text-muted wrap-anywhere">{unit}</span>
                    </li>
                }
            });
            view! {
                <ul
                    class="mt-2 max-h-56 overflow-y-auto border border-base-300 rounded-box px-3 divide-y divide-base-300"
                    id="batch-all"
                    tabindex="0"
                    aria-label="全部账号"
                    data-testid="batch-all"
                >
                    {rows.collect_view()}
                </ul>
            }
        })
    };
    view! {
        <div>
            <p class="wrap-anywhere" data-testid="batch-names">
                {items.with_value(|items| names_text(items))}
                <button
                    type="button"
                    class="act ml-2 text-small"
                    aria-expanded=move || unfolded.get().to_string()
                    aria-controls="batch-all"
                    data-testid="batch-unfold"
                    on:click=move |_| unfolded.update(|unfolded| *unfolded = !*unfolded)
                >
                    {move || if unfolded.get() { "收起" } else { "查看全部" }}
                </button>
            </p>
            {all}
        </div>
    }
}
