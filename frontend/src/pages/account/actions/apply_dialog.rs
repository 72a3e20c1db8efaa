use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::event::EventDetails;
use nmrs_domain::form::{CLOSE_REASON, MAX_DETAILS};
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, ResubmitIn};

use super::dialog_frame::{Applicant, Frame, at, subject};
use super::entry;
use super::entry::Entry;
use super::model::{Deed, reviewer};
use super::submission::{Asking, teller};
use crate::api::{accounts, use_api};
use crate::app::clock;
use crate::ui::{DateField, Field, TextArea};

/// Asks for what a closure or a restore needs, and hands it in.
#[component]
pub(super) fn ApplyDialog(
    account: AccountOut,
    /// Close or restore.
    kind: ApplicationKind,
    /// What was entered the last time.
    last: EventDetails,
    /// It was rejected before.
    again: bool,
    on_done: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let asking = Asking::new(&account);
    let entry = Entry::new(kind, last);
    let errors = asking.errors(move || entry::errors(&entry.input(kind, 0), clock::today()));
    let office = reviewer(&account, kind);
    let what = kind.label();
    let tell = teller(format!("已提交{what}申请，由{office}审核。"));
    let id = account.id;
    let confirm = move |()| {
        let input = untrack(|| entry.input(kind, asking.version()));
        let call = async move {
            match (again, &input) {
                (false, ResubmitIn::Close(input)) => accounts::close(api, id, input).await,
                (false, ResubmitIn::Restore(input)) => accounts::restore(api, id, input).await,
                _ => accounts::hand_in_again(api, id, &input).await,
            }
        };
        asking.send(errors, call, tell.clone(), on_done);
    };
    let restores = kind == ApplicationKind::Restore;
    let (deed, label) = match (again, restores) {
        (true, _) => (Deed::Resubmit, "重新提交".to_owned()),
        (false, true) => (Deed::Restore, format!("提交{what}申请")),
        (false, false) => (Deed::Close, format!("提交{what}申请")),
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
        <Frame
            deed=deed
            asking=asking
            title=format!("申请{what}账号")
            subject=subject(account)
            warning=warning
            confirm=label
            on_confirm=confirm
        >
            <Applicant name=entry.name phone=entry.phone errors=errors />
            {if restores {
                view! { <RestoreFields entry=entry errors=errors /> }.into_any()
            } else {
                view! { <CloseFields entry=entry errors=errors /> }.into_any()
            }}
        </Frame>
    }
}

#[component]
fn CloseFields(entry: Entry, errors: Memo<FieldErrors>) -> impl IntoView {
    view! {
        <div class="grid sm:grid-cols-2 gap-4">
            <div data-testid="field-close-reason">
                <Field label="关停原因" group=true>
                    <p class="min-h-8 flex items-center">{CLOSE_REASON}</p>
                </Field>
            </div>
            <div data-testid="field-cancelled-on">
                <Field label="注销日期" required=true error=at(errors, "/cancelled_on")>
                    <DateField value=entry.day max=clock::day(clock::today()) small=true />
                </Field>
            </div>
        </div>
        <div data-testid="field-details">
            <Field
                label="详细说明"
                required=true
                hint=format!("注销或下线的经过，最多 {MAX_DETAILS} 字。")
                error=at(errors, "/details")
            >
                <TextArea value=entry.text max=MAX_DETAILS rows=4 />
            </Field>
        </div>
    }
}

#[component]
fn RestoreFields(entry: Entry, errors: Memo<FieldErrors>) -> impl IntoView {
    view! {
        <div data-testid="field-restore-reason">
            <Field
                label="恢复原因"
                required=true
                hint=format!("最多 {MAX_DETAILS} 字。")
                error=at(errors, "/reason")
            >
                <TextArea value=entry.text max=MAX_DETAILS rows=5 />
            </Field>
        </div>
    }
}
