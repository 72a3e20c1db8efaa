use leptos::prelude::*;
use nmrs_domain::form::Verdict;
use nmrs_domain::wire::{DecisionIn, ReviewOut};

use super::Reviews;
use super::context::ReviewContext;
use super::decision_fields::{ReviewerFields, VerdictField};
use super::decision_state::{DecisionState, focus_first_error};
use super::end_states::CollisionNotice;
use super::keys::{ConfirmHint, on_shortcut};
use super::model::{Collision, Outcome, Shortcut, after_approval, after_rejection};
use super::reason_field::ReasonField;
use crate::api::{ApiError, reviews, use_api};
use crate::app::browser;
use crate::ui::{BusyButton, FormError, Submit, use_submit};

#[component]
pub(super) fn Decision(review: ReviewOut, loaded: Reviews) -> impl IntoView {
    let context = expect_context::<ReviewContext>();
    let api = use_api();
    let approval = after_approval(&review);
    let ReviewOut {
        id,
        kind,
        version,
        queue_length,
        account,
        ..
    } = review;
    let state = DecisionState::new(context.reviewer_inputs, context.draft(id));
    provide_context(state);
    // No signal: drafts are read when a review is opened again.
    Effect::new(move |_| context.keep(id, state.draft.get()));

    let submit = use_submit();
    let collision = RwSignal::new(None::<Collision>);
    let name = StoredValue::new(account.name);
    let decide = move || {
        if submit.busy().get_untracked() || collision.with_untracked(Option::is_some) {
            return;
        }
        submit.reset();
        let Some(body) = state.ready(version) else {
            return;
        };
        let (sent, name) = (body.clone(), name.get_value());
        let call = async move {
            let result = reviews::decide(api, id, &body).await;
            // Also if the dialog was closed: the list must be refreshed.
            result.inspect(|out| {
                let outcome = Outcome::of(&name, body.decision, out);
                context.decided(id, outcome, out.next_review_id);
            })
        };
        submit.run_with(call, move |result| {
            if let Err(error) = result {
                refused(&error, sent, state, submit, collision);
            }
        });
    };
    listen(state, decide);
    let confirm = if queue_length > 1 {
        "确定并看下一条"
    } else {
        "确定"
    };
    let follows = move || match state.verdict.get() {
        Some(Verdict::Reject) => after_rejection(kind).to_owned(),
        _ => approval.clone(),
    };
    view! {
        <form
            class="p-5 flex flex-col gap-4"
            novalidate=true
            aria-label="审核结果"
            on:submit=move |event| {
                event.prevent_default();
                decide();
            }
        >
            <VerdictField kind=kind />
            <ReasonField kind=Some(kind) />
            <ReviewerFields />
            {move || collision.get().map(|collision| view! {
                <CollisionNotice id=id collision=collision loaded=loaded />
            })}
            <FormError error=submit.failure() />
            <div class="flex flex-col gap-2">
                <p class="text-tiny leading-[18px] text-muted" data-testid="review-follows">
                    {follows} "。审核提交后不能修改。"
                </p>
                <div class="flex gap-2">
                    <button type="button" class="btn btn-sm flex-1" on:click=move |_| context.close()>
                        "取消"
                    </button>
                    <BusyButton
                        busy=submit.busy()
                        // A collision is looked at first.
                        disabled=Signal::derive(move || collision.with(Option::is_some))
                        class="btn btn-sm btn-primary flex-1"
                        submit=true
                        attr:data-testid="decide"
                    >
                        {confirm}
                    </BusyButton>
                </div>
                <ConfirmHint words=confirm />
            </div>
        </form>
    }
}

fn listen(state: DecisionState, decide: impl Fn() + 'static) {
    on_shortcut(move |wanted| {
        match wanted {
            Shortcut::Approve => {
                state.verdict.set(Some(Verdict::Approve));
                browser::focus("review-approve");
            }
            Shortcut::Reject => {
                state.verdict.set(Some(Verdict::Reject));
                // The reason is required.
                browser::focus("review-reason");
            }
            Shortcut::Confirm => decide(),
            Shortcut::Next | Shortcut::Previous => return false,
        }
        true
    });
}

fn refused(
    error: &ApiError,
    body: DecisionIn,
    state: DecisionState,
    submit: Submit,
    collision: RwSignal<Option<Collision>>,
) {
    if let ApiError::Problem(problem) = error
        && let Some(found) = Collision::of(problem)
    {
        collision.set(Some(found));
        return;
    }
    let fields = error.field_errors();
    if fields.is_empty() {
        submit.fail(error.with_request(error.message()));
        return;
    }
    state
        .shown
        .update(|shown| shown.server = Some((body, fields)));
    focus_first_error(state);
}
