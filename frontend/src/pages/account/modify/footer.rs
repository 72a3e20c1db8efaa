use leptos::prelude::*;

use crate::pages::account::form::{FooterFrame, SubmitState};
use crate::ui::BusyButton;

/// Sticky footer: what follows the submission, and the buttons.
#[component]
pub(super) fn ModifyFooter(
    id: i64,
    submitting: SubmitState,
    follows: String,
    /// Called to reload the account after a conflict.
    #[prop(into)]
    on_reload: Callback<()>,
) -> impl IntoView {
    let busy =
        Signal::derive(move || submitting.busy.with(Option::is_some) || submitting.done.get());
    view! {
        <FooterFrame id=Some(id) submitting=submitting follows=follows on_reload=on_reload>
            <a class="btn btn-sm" href=format!("/accounts/{id}") data-testid="cancel">"取消"</a>
            <BusyButton busy=busy submit=true attr:data-testid="submit">"核对并提交"</BusyButton>
        </FooterFrame>
    }
}
