use leptos::prelude::*;
use nmrs_domain::form::{self, MAX_DELETION_REASON, MAX_LETTER_NUMBER};
use nmrs_domain::wire::{AccountOut, DeletionIn};

use super::dialog_frame::{DialogFrame, field_error, subject};
use super::model::{AccountAction, confirmation, is_confirmed};
use super::submission::Submission;
use crate::api::{accounts, use_api};
use crate::ui::{Field, TextArea, TextInput};

/// Asks for letter, reason and typed confirmation, and deletes the account.
#[component]
pub(super) fn DeleteDialog(account: AccountOut, on_done: Callback<()>) -> impl IntoView {
    let api = use_api();
    let submission = Submission::new(&account);
    let letter_number = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let typed = RwSignal::new(String::new());
    let form = Memo::new(move |_| DeletionIn {
        letter_number: letter_number.get(),
        reason: reason.get(),
        version: 0,
    });
    let errors = submission
        .submit
        .errors(move || form.with(|form| form::deletion(form).err().unwrap_or_default()));
    let (what, expected) = confirmation(&account);
    let hint = expected.clone();
    let unconfirmed = Signal::derive(move || typed.with(|typed| !is_confirmed(typed, &expected)));
    let message = format!("已删除“{}”。", account.name);
    let id = account.id;
    let confirm = move |()| {
        let input = DeletionIn {
            version: submission.version(),
            ..form.get_untracked()
        };
        let call = async move { accounts::delete(api, id, &input).await };
        submission.send(errors, call, message.clone(), on_done);
    };
    view! {
        <DialogFrame
            action=AccountAction::Delete
            submission=submission
            title="删除账号"
            subject=subject(account)
            warning="删除后账号不再出现在任何列表中，不能找回；流水仍会保留。只凭省、国务院部门的来函办理。"
            confirm="删除账号"
            disabled=unconfirmed
            on_confirm=confirm
        >
            <div data-testid="field-letter-number">
                <Field label="来函文号" required=true error=field_error(errors, "/letter_number")>
                    <TextInput
                        value=letter_number
                        max=MAX_LETTER_NUMBER
                        small=true
                        placeholder="例如：京政办函〔2026〕12号"
                    />
                </Field>
            </div>
            <div data-testid="field-delete-reason">
                <Field
                    label="删除原因"
                    required=true
                    hint=format!("最多 {MAX_DELETION_REASON} 字。")
                    error=field_error(errors, "/reason")
                >
                    <TextArea value=reason max=MAX_DELETION_REASON rows=3 />
                </Field>
            </div>
            <div data-testid="field-delete-confirmation">
                <Field
                    label=format!("输入账号{what}以确认")
                    required=true
                    hint=format!("请输入 {hint}")
                >
                    <TextInput value=typed small=true class="w-full num" />
                </Field>
            </div>
        </DialogFrame>
    }
}
