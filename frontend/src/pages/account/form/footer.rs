use leptos::prelude::*;

use super::conflict::Conflict;
use super::model::{ErrorDisplay, Intent, Mode};
use super::state::FormState;
use super::submission::Submission;
use crate::ui::{BusyButton, FormError};

/// Sticky footer of the account form.
#[component]
pub(super) fn Footer(
    mode: Mode,
    /// `None` for a new account.
    id: Option<i64>,
    submission: Submission,
    /// Reviewers of the submission.
    follows: String,
    #[prop(into)] on_send: Callback<Intent>,
    /// Called to reload the account after a conflict.
    #[prop(into)]
    on_reload: Callback<()>,
    #[prop(into)] on_abandon: Callback<()>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let blocked = submission.blocked();
    let count = Memo::new(move |_| {
        if state.error_display.with(ErrorDisplay::was_tried) {
            state.errors.with(|errors| errors.0.len())
        } else {
            0
        }
    });
    let submit_text = if mode == Mode::Correct {
        "重新提交"
    } else {
        "提交"
    };
    let note = move || {
        view! {
            <Show when=move || { count.get() > 0 }>
                <span class="text-small text-error num">
                    {move || format!("{} 项需要更正", count.get())}
                </span>
            </Show>
        }
    };
    view! {
        <FooterFrame id=id submission=submission follows=follows on_reload=on_reload note=ViewFn::from(note)>
            <a class="btn btn-sm" href="/accounts" data-testid="cancel">"取消"</a>
            {(mode == Mode::Correct).then(|| view! {
                <button
                    type="button"
                    class="btn btn-sm"
                    disabled=move || blocked.get()
                    data-testid="abandon"
                    on:click=move |_| on_abandon.run(())
                >
                    "放弃申请"
                </button>
            })}
            {(mode != Mode::Correct).then(|| view! {
                <BusyButton
                    busy=submission.busy(Intent::Keep)
                    disabled=blocked
                    class="btn btn-sm"
                    on_click=move |()| on_send.run(Intent::Keep)
                    attr:data-testid="save-draft"
                >
                    "暂存"
                </BusyButton>
            })}
            <BusyButton
                busy=submission.busy(Intent::Submit)
                disabled=blocked
                submit=true
                attr:data-testid="submit"
            >
                {submit_text}
            </BusyButton>
        </FooterFrame>
    }
}

/// Sticky footer of a form: failure, conflict, note and buttons.
#[component]
pub(crate) fn FooterFrame(
    /// `None` for a new account.
    id: Option<i64>,
    submission: Submission,
    follows: String,
    on_reload: Callback<()>,
    #[prop(optional, into)] note: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="sticky bottom-0 z-10 bg-base-100 border-t border-base-300 px-5 py-3 rounded-b-box flex flex-col gap-2">
            <FormError error=submission.submit.failure() />
            {id.map(|id| view! { <Conflict id=id conflict=submission.conflict on_reload=on_reload /> })}
            <div class="flex flex-wrap gap-2 items-center justify-end">
                <span class="text-tiny leading-[18px] text-muted mr-auto" data-testid="what-follows">
                    {follows}
                </span>
                {note.map(|note| note.run())}
                <div class="flex flex-wrap gap-2 max-sm:w-full max-sm:[&>*]:flex-1">{children()}</div>
            </div>
        </div>
    }
}
