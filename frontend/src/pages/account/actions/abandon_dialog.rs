use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::AccountOut;

use super::dialog_frame::{DialogFrame, subject};
use super::model::AccountAction;
use super::submission::{ActionSubmit, notify_success};
use crate::api::{accounts, use_api};
use crate::pages::account::form::after_abandon;

/// Confirms and abandons a rejected application.
#[component]
pub(super) fn AbandonDialog(
    account: AccountOut,
    kind: ApplicationKind,
    on_done: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let submit = ActionSubmit::new(&account);
    let errors = submit.errors(FieldErrors::default);
    let notify = notify_success(format!("已放弃{}申请。", kind.label()));
    let id = account.id;
    let confirm = move |()| {
        let version = submit.version();
        let call = async move { accounts::abandon(api, id, version).await };
        submit.send(errors, call, notify.clone(), on_done);
    };
    view! {
        <DialogFrame
            action=AccountAction::Abandon
            submit=submit
            title=format!("放弃{}申请？", kind.label())
            subject=subject(account)
            warning=after_abandon(kind)
            confirm="放弃申请"
            on_confirm=confirm
        >
            ""
        </DialogFrame>
    }
}
