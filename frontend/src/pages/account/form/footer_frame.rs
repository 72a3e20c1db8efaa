use leptos::prelude::*;

use super::conflict::Conflict;
use super::send::SubmitState;
use crate::ui::FormError;

/// Sticky footer of a form: failure, conflict, note and buttons.
#[component]
pub(crate) fn FooterFrame(
    /// `None` for a new account.
    id: Option<i64>,
    submitting: SubmitState,
    follows: String,
    /// Called to reload the account after a conflict.
    on_reload: Callback<()>,
    #[prop(optional, into)] note: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="sticky bottom-0 z-10 bg-base-100 border-t border-base-300 px-5 py-3 rounded-b-box flex flex-col gap-2">
            <FormError error=submitting.failure />
            {id.map(|id| view! { <Conflict id=id submitting=submitting on_reload=on_reload /> })}
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
