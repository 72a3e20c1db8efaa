use leptos::prelude::*;
use nmrs_domain::form::{MAX_REASON, Verdict};
use nmrs_domain::status::ApplicationKind;

use super::decision_state::{DecisionState, error_at, mark_touched};
use super::model::{Draft, QUICK_LIMIT_NOTE, quick_reasons};
use crate::ui::{Field, TextArea};

/// The reason of a rejection, or a remark on an approval.
#[component]
pub(super) fn ReasonField(
    /// `None` for applications of several kinds.
    kind: Option<ApplicationKind>,
) -> impl IntoView {
    let state = expect_context::<DecisionState>();
    let error = error_at(state, "/reason");
    let rejects = Memo::new(move |_| state.verdict.get() == Some(Verdict::Reject));
    // Rendered again with the verdict: a rejection requires a reason.
    let field = move || {
        let (label, required) = if rejects.get() {
            ("驳回意见", true)
        } else {
            ("审核意见（选填）", false)
        };
        view! {
            <Field id="review-reason" label=label required=required error=error>
                <TextArea value=state.reason rows=4 />
            </Field>
        }
    };
    let counter = Memo::new(move |_| state.draft.with(Draft::counter));
    let ready = move || {
        quick_reasons(kind)
            .iter()
            .map(|&reason| {
                let fill = move |_| {
                    let mut draft = state.draft.get_untracked();
                    draft.add_reason(reason);
                    state.reason.set(draft.reason);
                };
                view! {
                    <button
                        type="button"
                        class="btn btn-xs font-normal h-auto min-h-6 py-0.5 text-left"
                        data-testid="quick-reason"
                        on:click=fill
                    >
                        {reason}
                    </button>
                }
            })
            .collect_view()
    };
    view! {
        <div data-testid="reason" on:focusout=move |_| mark_touched(state, "/reason")>
            {field}
            <p class="flex justify-between gap-2 text-tiny leading-[18px] text-muted mt-1">
                <span>{move || rejects.get().then_some(QUICK_LIMIT_NOTE)}</span>
                <span class="num" class=("text-error", move || counter.get().1)>
                    {move || counter.get().0}
                    <span class="sr-only">{format!("，最多 {MAX_REASON} 字")}</span>
                </span>
            </p>
            <Show when=move || rejects.get()>
                <div class="flex flex-wrap gap-1.5 mt-1" role="group" aria-label="常用驳回意见">{ready}</div>
            </Show>
        </div>
    }
}
