use leptos::prelude::*;

use super::footer_frame::FooterFrame;
use super::model::{ErrorDisplay, Intent, Mode};
use super::send::SubmitState;
use super::state::FormState;
use crate::ui::BusyButton;

/// Sticky footer: what follows the submission, and the buttons.
#[component]
pub(super) fn Footer(
    mode: Mode,
    /// `None` for a new account.
    id: Option<i64>,
    submitting: SubmitState,
    follows: String,
    #[prop(into)] on_send: Callback<Intent>,
    /// Called to reload the account after a conflict.
    #[prop(into)]
    on_reload: Callback<()>,
    #[prop(into)] on_abandon: Callback<()>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let busy = move |intent: Intent| Signal::derive(move || submitting.busy.get() == Some(intent));
    let blocked =
        Signal::derive(move || submitting.busy.with(Option::is_some) || submitting.done.get());
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
        <FooterFrame id=id submitting=submitting follows=follows on_reload=on_reload note=ViewFn::from(note)>
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
                    busy=busy(Intent::Keep)
                    disabled=blocked
                    class="btn btn-sm"
                    on_click=move |()| on_send.run(Intent::Keep)
                    attr:data-testid="save-draft"
                >
                    "暂存"
                </BusyButton>
            })}
            <BusyButton busy=busy(Intent::Submit) disabled=blocked submit=true attr:data-testid="submit">
                {submit_text}
            </BusyButton>
        </FooterFrame>
    }
}
