use leptos::prelude::*;
use nmrs_domain::form::Verdict;
use nmrs_domain::status::ApplicationKind;

use super::decision_state::{DecisionState, error_at, mark_touched};
use super::keys::Key;
use crate::ui::{Field, TextInput};

#[component]
pub(super) fn VerdictField(kind: ApplicationKind) -> impl IntoView {
    let state = expect_context::<DecisionState>();
    let error = error_at(state, "/decision");
    let one = move |own: Verdict, id: &'static str, word: &str, colour: &'static str, key| {
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
                    aria-keyshortcuts=key
                    on:change=move |_| state.verdict.set(Some(own))
                />
                {format!("{word}{}", kind.label())}
                <Key name=key />
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
                {one(Verdict::Approve, "review-approve", "同意", "btn-success", "A")}
                {one(Verdict::Reject, "review-reject", "驳回", "btn-error", "R")}
            </div>
            <p
                id="review-verdict-error"
                class="text-small leading-[18px] text-error mt-1 empty:hidden"
                role="alert"
            >
                {move || error.get()}
            </p>
        </fieldset>
    }
}

/// Reviewer, prefilled from the last decision.
#[component]
pub(super) fn ReviewerFields() -> impl IntoView {
    let state = expect_context::<DecisionState>();
    let phone_error = error_at(state, "/reviewer_phone");
    // The error repeats the hint.
    let phone_hint = Signal::derive(move || {
        phone_error
            .with(Option::is_none)
            .then(|| "手机号，或带区号的座机号。".to_owned())
    });
    view! {
        <div data-testid="reviewer-name">
            <Field id="review-name" label="审核人姓名" required=true error=error_at(state, "/reviewer_name")>
                <TextInput
                    value=state.reviewer_inputs.name
                    small=true
                    on_blur=move |()| mark_touched(state, "/reviewer_name")
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
                    value=state.reviewer_inputs.phone
                    kind="tel"
                    inputmode="tel"
                    small=true
                    on_blur=move |()| mark_touched(state, "/reviewer_phone")
                />
            </Field>
        </div>
    }
}
