use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::AccountOut;

use super::dialog_frame::{DialogFrame, subject};
use super::model::{AccountAction, after_abandon};
use super::submission::Submission;
use crate::api::{accounts, use_api};

/// Confirms and abandons a rejected application.
#[component]
pub(crate) fn AbandonDialog(
    account: AccountOut,
    kind: ApplicationKind,
    on_done: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new(&account);
    let errors = submission.submit.errors(FieldErrors::default);
    let message = format!("已放弃{}申请。", kind.label());
    let id = account.id;
    let confirm = move |()| {
        let version = submission.version();
        let call = async move { accounts::abandon(api, id, version).await };
        submission.send(errors, call, message.clone(), on_done);
    };
    view! {
        <DialogFrame
            action=AccountAction::Abandon
            submission=submission
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
