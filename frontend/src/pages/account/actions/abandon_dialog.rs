use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::AccountOut;

use super::dialog_frame::{Frame, subject};
use super::model::Deed;
use super::submission::{Asking, teller};
use crate::api::{accounts, use_api};
use crate::pages::account::form::after_abandon;

/// Asks whether a rejected application shall be given up, says what that leads to, and does it.
#[component]
pub(super) fn AbandonDialog(
    account: AccountOut,
    kind: ApplicationKind,
    on_done: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let asking = Asking::new(&account);
    let errors = asking.errors(FieldErrors::default);
    let tell = teller(format!("已放弃{}申请。", kind.label()));
    let id = account.id;
    let confirm = move |()| {
        let version = asking.version();
        let call = async move { accounts::abandon(api, id, version).await };
        asking.send(errors, call, tell.clone(), on_done);
    };
    view! {
        <Frame
            deed=Deed::Abandon
            asking=asking
            title=format!("放弃{}申请？", kind.label())
            subject=subject(account)
            warning=after_abandon(kind)
            confirm="放弃申请"
            on_confirm=confirm
        >
            ""
        </Frame>
    }
}
