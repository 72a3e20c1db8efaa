use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::event::EventDetails;
use nmrs_domain::form::{CLOSE_REASON, MAX_DETAILS};
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, ResubmitIn};

use super::dialog_frame::{Applicant, DialogFrame, field_error, subject};
use super::fields;
use super::fields::ApplicationFields;
use super::model::{AccountAction, reviewing_office};
use super::submission::Submission;
use crate::api::{accounts, use_api};
use crate::app::clock;
use crate::ui::{DateField, Field, TextArea};

/// Application to close or to restore an account.
#[component]
pub(super) fn ApplyDialog(
    account: AccountOut,
    kind: ApplicationKind,
    last: EventDetails,
    again: bool,
    on_done: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new(&account);
    let fields = ApplicationFields::new(kind, last);
    let errors = submission
        .submit
        .errors(move || fields::errors(&fields.input(kind, 0), clock::today()));
    let office = reviewing_office(&account, kind);
    let what = kind.label();
    let message = format!("已提交{what}申请，由{office}审核。");
    let id = account.id;
    let confirm = move |()| {
        let input = untrack(|| fields.input(kind, submission.version()));
        let call = async move {
            match (again, &input) {
                (false, ResubmitIn::Close(input)) => accounts::close(api, id, input).await,
                (false, ResubmitIn::Restore(input)) => accounts::restore(api, id, input).await,
                _ => accounts::resubmit_application(api, id, &input).await,
            }
        };
        submission.send(errors, call, message.clone(), on_done);
    };
    let restores = kind == ApplicationKind::Restore;
    let (action, label) = match (again, restores) {
        (true, _) => (AccountAction::Resubmit, "重新提交".to_owned()),
        (false, true) => (AccountAction::Restore, format!("提交{what}申请")),
        (false, false) => (AccountAction::Close, format!("提交{what}申请")),
    };
    let warning = if restores {
        format!(
            "每个账号一生只能恢复一次：恢复后再次关停的，不能再申请恢复。提交后由{office}审核，审核期间不能改动申请。"
        )
    } else {
        format!(
            "只有已在平台上注销或下线的账号才能关停。提交后由{office}审核，同意后账号转为“关停”，本单位不能自行撤回。"
        )
    };
    view! {
        <DialogFrame
            action=action
            submission=submission
            title=format!("申请{what}账号")
            subject=subject(account)
            warning=warning
            confirm=label
            on_confirm=confirm
        >
            <Applicant name=fields.name phone=fields.phone errors=errors />
            {if restores {
                view! { <RestoreFields fields=fields errors=errors /> }.into_any()
            } else {
                view! { <CloseFields fields=fields errors=errors /> }.into_any()
            }}
        </DialogFrame>
    }
}

#[component]
fn CloseFields(fields: ApplicationFields, errors: Memo<FieldErrors>) -> impl IntoView {
    view! {
        <div class="grid sm:grid-cols-2 gap-4">
            <div data-testid="field-close-reason">
                <Field label="关停原因" group=true>
                    <p class="min-h-8 flex items-center">{CLOSE_REASON}</p>
                </Field>
            </div>
            <div data-testid="field-cancelled-on">
                <Field label="注销日期" required=true error=field_error(errors, "/cancelled_on")>
                    <DateField value=fields.day max=clock::day(clock::today()) small=true />
                </Field>
            </div>
        </div>
        <div data-testid="field-details">
            <Field
                label="详细说明"
                required=true
                hint=format!("注销或下线的经过，最多 {MAX_DETAILS} 字。")
                error=field_error(errors, "/details")
            >
                <TextArea value=fields.text max=MAX_DETAILS rows=4 />
            </Field>
        </div>
    }
}

#[component]
fn RestoreFields(fields: ApplicationFields, errors: Memo<FieldErrors>) -> impl IntoView {
    view! {
        <div data-testid="field-restore-reason">
            <Field
                label="恢复原因"
                required=true
                hint=format!("最多 {MAX_DETAILS} 字。")
                error=field_error(errors, "/reason")
            >
                <TextArea value=fields.text max=MAX_DETAILS rows=5 />
            </Field>
        </div>
    }
}
