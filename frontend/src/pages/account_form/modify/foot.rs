use leptos::prelude::*;

use crate::components::{BusyButton, FormError};
use crate::pages::account_form::conflict::Conflict;
use crate::pages::account_form::send::Sending;

/// What follows, and the buttons; it stays in view while the form scrolls.
#[component]
pub(super) fn ModifyFoot(
    id: i64,
    sending: Sending,
    /// What happens after the submission.
    follows: String,
    /// The newest state is wanted, after a conflict.
    #[prop(into)]
    on_reload: Callback<()>,
) -> impl IntoView {
    let busy = Signal::derive(move || sending.busy.with(Option::is_some) || sending.done.get());
    view! {
        <div class="sticky bottom-0 z-10 bg-base-100 border-t border-base-300 px-5 py-3 rounded-b-box flex flex-col gap-2">
            <FormError error=sending.failure />
            <Conflict id=id sending=sending on_reload=on_reload />
            <div class="flex flex-wrap gap-2 items-center justify-end">
                <span class="text-[12px] leading-[18px] text-[#5b6876] mr-auto">{follows}</span>
                <div class="flex flex-wrap gap-2 max-sm:w-full max-sm:[&>*]:flex-1">
                    <a class="btn btn-sm" href=format!("/accounts/{id}") data-testid="cancel">"取消"</a>
                    <BusyButton busy=busy submit=true attr:data-testid="submit">
                        "核对并提交"
                    </BusyButton>
                </div>
            </div>
        </div>
    }
}
