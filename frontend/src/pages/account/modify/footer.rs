use leptos::prelude::*;

use crate::pages::account::form::{FooterFrame, SubmitState};
use crate::ui::BusyButton;

/// What follows, and the buttons; it stays in view while the form scrolls.
#[component]
pub(super) fn ModifyFooter(
    id: i64,
    submitting: SubmitState,
    /// What happens after the submission.
    follows: String,
    /// The newest state is wanted, after a conflict.
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
