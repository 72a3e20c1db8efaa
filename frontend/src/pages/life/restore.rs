use leptos::prelude::*;
use nmrs_domain::event::EventDetails;
use nmrs_domain::form::{self, MAX_DETAILS};
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, RestoreIn, ResubmitIn};

use super::asking::{Asking, teller};
use super::frame::{Applicant, Frame, at, subject};
use super::model::{Deed, reviewer};
use crate::api::{accounts, use_api};
use crate::components::{Field, TextArea};

/// Asks for what a restore needs, and hands it in.
#[component]
pub(super) fn RestoreDialog(
    account: AccountOut,
    /// What was entered the last time.
    last: EventDetails,
    /// It was rejected before.
    again: bool,
    on_done: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let asking = Asking::new(&account);
    let text = |text: Option<String>| RwSignal::new(text.unwrap_or_default());
    let name = text(last.person);
    let phone = text(last.phone);
    let reason = text(last.reason);
    let form = Memo::new(move |_| RestoreIn {
        applicant_name: name.get(),
        applicant_phone: phone.get(),
        reason: reason.get(),
        version: 0,
    });
    let errors =
        asking.errors(move || form.with(|form| form::restore(form).err().unwrap_or_default()));
    let office = reviewer(&account, ApplicationKind::Restore);
    let tell = teller(format!("已提交恢复申请，由{office}审核。"));
    let id = account.id;
    let confirm = move |()| {
        let input = RestoreIn {
            version: asking.version(),
            ..form.get_untracked()
        };
        let call = async move {
            if again {
                accounts::hand_in_again(api, id, &ResubmitIn::Restore(input)).await
            } else {
                accounts::restore(api, id, &input).await
            }
        };
        asking.send(errors, call, tell.clone(), on_done);
    };
    let (deed, label) = if again {
        (Deed::Resubmit, "重新提交")
    } else {
        (Deed::Restore, "提交恢复申请")
    };
    view! {
        <Frame
            deed=deed
            asking=asking
            title="申请恢复账号"
            subject=subject(account)
            warning=format!(
                "每个账号一生只能恢复一次：恢复后再次关停的，不能再申请恢复。提交后由{office}审核，审核期间不能改动申请。"
            )
            confirm=label
            on_confirm=confirm
        >
            <Applicant name=name phone=phone errors=errors />
            <div data-testid="field-restore-reason">
                <Field
                    label="恢复原因"
                    required=true
                    hint=format!("最多 {MAX_DETAILS} 字。")
                    error=at(errors, "/reason")
                >
                    <TextArea value=reason max=MAX_DETAILS rows=5 />
                </Field>
            </div>
        </Frame>
    }
}
