use std::time::Duration;

use leptos::prelude::*;
use nmrs_domain::form::{MAX_REASON, Verdict};
use nmrs_domain::status::ApplicationKind;

use super::decision::DecisionState;
use super::model::{QUICK_LIMIT_NOTE, quick_reasons};
use super::store::Desk;
use crate::components::{Field, TextArea, TextInput};

/// Puts the focus into a control, once what was just changed stands in the page.
pub(super) fn focus(id: &'static str) {
    set_timeout(
        move || {
            use wasm_bindgen::JsCast as _;
            let control = document()
                .get_element_by_id(id)
                .and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
            if let Some(control) = control {
                // Fails only on what is not in the page any more.
                let _ = control.focus();
            }
        },
        Duration::ZERO,
    );
}

/// The error at a field. Reactive.
fn error_at(state: DecisionState, pointer: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || {
        state
            .errors
            .with(|errors| errors.at(pointer).map(str::to_owned))
    })
}

/// The user has left a field.
fn left(state: DecisionState, pointer: &'static str) {
    // The field may go away with the focus still in it.
    state
        .shown
        .try_update(|shown| shown.touched.insert(pointer));
}

/// Approve or reject.
#[component]
pub(super) fn VerdictField(kind: ApplicationKind) -> impl IntoView {
    let state = expect_context::<DecisionState>();
    let error = error_at(state, "/decision");
    let one = move |own: Verdict, id: &'static str, word: &str, colour: &'static str| {
        let chosen = move || state.verdict.get() == Some(own);
        view! {
            <label
                class=format!(
                    "join-item btn btn-sm flex-1 {colour} has-[:focus-visible]:outline-2 \
                     has-[:focus-visible]:outline-offset-2 has-[:focus-visible]:z-10"
                )
                class=("btn-outline", move || !chosen())
                data-testid=own.as_str()
            >
                <input
                    id=id
                    type="radio"
                    class="sr-only"
                    name="review-verdict"
                    prop:checked=chosen
                    aria-describedby="review-verdict-error"
                    on:change=move |_| state.verdict.set(Some(own))
                />
                {format!("{word}{}", kind.label())}
            </label>
        }
    };
    view! {
        <fieldset>
            <legend class="font-medium mb-2">
                "审核结果"
                <span class="text-error ml-0.5" aria-hidden="true">"*"</span>
                <span class="sr-only">"（必填）"</span>
            </legend>
            <div class="join w-full">
                {one(Verdict::Approve, "review-approve", "同意", "btn-success")}
                {one(Verdict::Reject, "review-reject", "驳回", "btn-error")}
            </div>
            <p
                id="review-verdict-error"
                class="text-[13px] leading-[18px] text-error mt-1 empty:hidden"
                role="alert"
            >
                {move || error.get()}
            </p>
        </fieldset>
    }
}

/// The reason of a rejection, or a remark on an approval.
#[component]
pub(super) fn ReasonField(kind: ApplicationKind) -> impl IntoView {
    let state = expect_context::<DecisionState>();
    let error = error_at(state, "/reason");
    let rejects = Memo::new(move |_| state.verdict.get() == Some(Verdict::Reject));
    // Made anew with the verdict: a rejection needs its reason, an approval does not.
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
    let counter = Memo::new(move |_| state.draft.with(super::model::Draft::counter));
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
        <div data-testid="reason" on:focusout=move |_| left(state, "/reason")>
            {field}
            <p class="flex justify-between gap-2 text-[12px] leading-[18px] text-[#5b6876] mt-1">
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

/// Who answers for the decision: remembered from the last one.
#[component]
pub(super) fn ReviewerFields() -> impl IntoView {
    let state = expect_context::<DecisionState>();
    let desk = expect_context::<Desk>();
    let phone_error = error_at(state, "/reviewer_phone");
    // The error says what is expected; twice would only be longer.
    let phone_hint = Signal::derive(move || {
        phone_error
            .with(Option::is_none)
            .then(|| "手机号，或带区号的座机号。".to_owned())
    });
    view! {
        <div data-testid="reviewer-name">
            <Field id="review-name" label="审核人姓名" required=true error=error_at(state, "/reviewer_name")>
                <TextInput
                    value=desk.name
                    small=true
                    on_blur=move |()| left(state, "/reviewer_name")
                />
            </Field>
        </div>
        <div data-testid="reviewer-phone">
            <Field
                id="review-phone"
                label="审核人电话"
                required=true
                hint=phone_hint
                error=phone_error
            >
                <TextInput
                    value=desk.phone
                    kind="tel"
                    inputmode="tel"
                    small=true
                    on_blur=move |()| left(state, "/reviewer_phone")
                />
            </Field>
        </div>
    }
}
