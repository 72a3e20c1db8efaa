use leptos::prelude::*;
use nmrs_domain::account::MAX_PERSON;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::wire::AccountOut;

use super::model::AccountAction;
use super::submission::Submission;
use crate::ui::{BusyButton, Dialog, Field, FormError, Icon, IconName, TextInput};

pub(super) fn field_error(
    errors: Memo<FieldErrors>,
    pointer: &'static str,
) -> Signal<Option<String>> {
    Signal::derive(move || errors.with(|errors| errors.at(pointer).map(str::to_owned)))
}

/// Dialog with account, warning, fields and buttons.
#[component]
pub(super) fn DialogFrame(
    action: AccountAction,
    submission: Submission,
    #[prop(into)] title: String,
    subject: (String, String),
    #[prop(into)] warning: String,
    #[prop(into)] confirm: String,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(into)] on_confirm: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let (open, busy) = (submission.open, submission.submit.busy());
    let name = action.as_str();
    let class = match action {
        AccountAction::Delete | AccountAction::Close | AccountAction::Abandon => {
            "btn btn-sm btn-error"
        }
        _ => "btn btn-sm btn-primary",
    };
    let footer = move || {
        let confirm = confirm.clone();
        view! {
            <button
                type="button"
                class="btn btn-sm"
                disabled=move || busy.get()
                data-testid="life-cancel"
                on:click=move |_| open.set(false)
            >
                "取消"
            </button>
            <BusyButton
                busy=busy
                disabled=disabled
                class=class
                on_click=on_confirm
                attr:data-testid=format!("confirm-{name}")
            >
                {confirm}
            </BusyButton>
        }
    };
    let close = move |()| {
        if !busy.get_untracked() {
            open.set(false);
        }
    };
    view! {
        <Dialog open=open on_close=close title=title width="md:max-w-lg" footer=footer>
            <div class="p-5 flex flex-col gap-4" data-testid=format!("dialog-{name}")>
                <p class="flex flex-wrap items-baseline gap-x-3">
                    <span class="font-medium wrap-anywhere">{subject.0.clone()}</span>
                    <span class="num text-small text-muted">{subject.1.clone()}</span>
                </p>
                <p class="alert alert-warning alert-soft items-start py-2.5 text-small" data-testid="life-warning">
                    <span class="mt-0.5"><Icon name=IconName::Warning /></span>
                    <span>{warning.clone()}</span>
                </p>
                {children()}
                <FormError error=submission.submit.failure() />
            </div>
        </Dialog>
    }
}

#[component]
pub(super) fn Applicant(
    name: RwSignal<String>,
    phone: RwSignal<String>,
    errors: Memo<FieldErrors>,
) -> impl IntoView {
    view! {
        <div class="grid sm:grid-cols-2 gap-4">
            <div data-testid="field-applicant-name">
                <Field label="申请人姓名" required=true error=field_error(errors, "/applicant_name")>
                    <TextInput value=name max=MAX_PERSON small=true />
                </Field>
            </div>
            <div data-testid="field-applicant-phone">
                <Field label="申请人电话" required=true error=field_error(errors, "/applicant_phone")>
                    <TextInput
                        value=phone
                        kind="tel"
                        inputmode="tel"
                        small=true
                        placeholder="手机号，或带区号的座机号"
                    />
                </Field>
            </div>
        </div>
    }
}

/// Name and identifier of an account, for the head of a dialog.
pub(super) fn subject(account: AccountOut) -> (String, String) {
    (account.name, account.identifier.unwrap_or_default())
}
