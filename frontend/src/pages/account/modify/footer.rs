use leptos::prelude::*;

use crate::pages::account::form::{FooterFrame, Submission};
use crate::ui::BusyButton;

/// Sticky footer: what follows the submission, and the buttons.
#[component]
pub(super) fn ModifyFooter(
    id: i64,
    submission: Submission,
    follows: String,
    /// Called to reload the account after a conflict.
    #[prop(into)]
    on_reload: Callback<()>,
) -> impl IntoView {
    view! {
        <FooterFrame id=Some(id) submission=submission follows=follows on_reload=on_reload>
            <a class="btn btn-sm" href=format!("/accounts/{id}") data-testid="cancel">"取消"</a>
            <BusyButton busy=submission.blocked() submit=true attr:data-testid="submit">"核对并提交"</BusyButton>
        </FooterFrame>
    }
}
