use leptos::prelude::*;

use super::conflict::Conflict;
use super::model::{Intent, Mode, Shown};
use super::send::Sending;
use super::state::FormState;
use crate::components::{BusyButton, FormError};

/// What follows, and the buttons; it stays in view while the form scrolls.
#[component]
pub(super) fn Foot(
    mode: Mode,
    /// Key of the account, unless it is a new one.
    id: Option<i64>,
    sending: Sending,
    /// What happens after the submission.
    follows: String,
    /// A button was pressed.
    #[prop(into)]
    on_send: Callback<Intent>,
    /// The newest state is wanted, after a conflict.
    #[prop(into)]
    on_reload: Callback<()>,
    /// The rejected application is to be given up.
    #[prop(into)]
    on_give_up: Callback<()>,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let busy = move |intent: Intent| Signal::derive(move || sending.busy.get() == Some(intent));
    let blocked = Signal::derive(move || sending.busy.with(Option::is_some) || sending.done.get());
    let count = Memo::new(move |_| {
        if state.shown.with(Shown::was_tried) {
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
    view! {
        <div class="sticky bottom-0 z-10 bg-base-100 border-t border-base-300 px-5 py-3 rounded-b-box flex flex-col gap-2">
            <FormError error=sending.failure />
            {id.map(|id| view! { <Conflict id=id sending=sending on_reload=on_reload /> })}
            <div class="flex flex-wrap gap-2 items-center justify-end">
                <span class="text-[12px] leading-[18px] text-[#5b6876] mr-auto" data-testid="what-follows">
                    {follows}
                </span>
                <Show when=move || { count.get() > 0 }>
                    <span class="text-[13px] text-error num">
                        {move || format!("{} 项需要更正", count.get())}
                    </span>
                </Show>
                <div class="flex flex-wrap gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
                    <a class="btn btn-sm" href="/accounts" data-testid="cancel">"取消"</a>
                    {(mode == Mode::Correct).then(|| view! {
                        <button
                            type="button"
                            class="btn btn-sm"
                            disabled=move || blocked.get()
                            data-testid="abandon"
                            on:click=move |_| on_give_up.run(())
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
                    <BusyButton
                        busy=busy(Intent::Submit)
                        disabled=blocked
                        submit=true
                        attr:data-testid="submit"
                    >
                        {submit_text}
                    </BusyButton>
                </div>
            </div>
        </div>
    }
}
