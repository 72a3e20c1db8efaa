use leptos::prelude::*;
use nmrs_domain::event::EventDetails;
use nmrs_domain::form::{self, CLOSE_REASON, MAX_DETAILS};
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountOut, CloseIn, ResubmitIn};

use super::asking::{Asking, teller};
use super::frame::{Applicant, Frame, at, subject};
use super::model::{Deed, reviewer};
use crate::api::{accounts, use_api};
use crate::components::{DateField, Field, TextArea};
use crate::state::clock;

/// Asks for what a closure needs, and hands it in.
#[component]
pub(super) fn CloseDialog(
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
    let cancelled_on = text(last.cancelled_on);
    let details = text(last.explanation);
    let form = Memo::new(move |_| CloseIn {
        applicant_name: name.get(),
        applicant_phone: phone.get(),
        cancelled_on: cancelled_on.get(),
        details: details.get(),
        version: 0,
    });
    let errors = asking.errors(move || {
        form.with(|form| {
            form::closure(form, clock::today())
                .err()
                .unwrap_or_default()
        })
    });
    let office = reviewer(&account, ApplicationKind::Close);
    let tell = teller(format!("已提交关停申请，由{office}审核。"));
    let id = account.id;
    let confirm = move |()| {
        let input = CloseIn {
            version: asking.version(),
            ..form.get_untracked()
        };
        let call = async move {
            if again {
                accounts::hand_in_again(api, id, &ResubmitIn::Close(input)).await
            } else {
                accounts::close(api, id, &input).await
            }
        };
        asking.send(errors, call, tell.clone(), on_done);
    };
    let (deed, label) = if again {
        (Deed::Resubmit, "重新提交")
    } else {
        (Deed::Close, "提交关停申请")
    };
    view! {
        <Frame
            deed=deed
            asking=asking
            title="申请关停账号"
            subject=subject(account)
            warning=format!(
                "只有已在平台上注销或下线的账号才能关停。提交后由{office}审核，同意后账号转为“关停”，本单位不能自行撤回。"
            )
            confirm=label
            on_confirm=confirm
        >
            <Applicant name=name phone=phone errors=errors />
            <div class="grid sm:grid-cols-2 gap-4">
                <div data-testid="field-close-reason">
                    <Field label="关停原因" group=true>
                        <p class="min-h-8 flex items-center">{CLOSE_REASON}</p>
                    </Field>
                </div>
                <div data-testid="field-cancelled-on">
                    <Field label="注销日期" required=true error=at(errors, "/cancelled_on")>
                        <DateField value=cancelled_on max=clock::day(clock::today()) small=true />
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
                    <TextArea value=details max=MAX_DETAILS rows=4 />
                </Field>
            </div>
        </Frame>
    }
}
