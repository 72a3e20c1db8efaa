use leptos::prelude::*;

use crate::pages::account::form::{FootFrame, Sending};
use crate::ui::BusyButton;

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
        <FootFrame id=Some(id) sending=sending follows=follows on_reload=on_reload>
            <a class="btn btn-sm" href=format!("/accounts/{id}") data-testid="cancel">"取消"</a>
            <BusyButton busy=busy submit=true attr:data-testid="submit">"核对并提交"</BusyButton>
        </FootFrame>
    }
}
