use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_domain::wire::{AccountIn, AccountOut, ResubmitIn};

use super::diff_dialog::DiffDialog;
use super::footer::ModifyFooter;
use super::model::{Invalid, Modification, modification};
use crate::api::{Api, ApiResult, accounts, use_api};
use crate::app::{browser, clock};
use crate::pages::account::actions::reviewing_office;
use crate::pages::account::form::{
    BasicFields, ContactFields, ErrorSummary, FormState, Intent, LeaveGuard, LinkFields,
    LocalDraft, RejectionBox, RestoreOffer, Submission, keep_while_typing, local_draft_key,
    own_identity, storage,
};
use crate::pages::shared::{to_form, use_notify};

#[component]
pub(super) fn ModifyForm(
    account: AccountOut,
    user: i64,
    /// Input to keep across a reload.
    typed: Option<LocalDraft>,
    /// Reloads the account; the current input is kept.
    on_reload: Callback<LocalDraft>,
) -> impl IntoView {
    let id = account.id;
    let again = account.status == Status::ModifyRejected;
    let office = reviewing_office(&account, ApplicationKind::Modify);
    let base = to_form(&account);
    // A rejected application starts with its values.
    let start = account.requested.as_deref().cloned();
    let start = start.unwrap_or_else(|| base.clone());
    let key = StoredValue::new(local_draft_key(user, Some(id)));
    let offer = storage::offer(typed, key, &start);
    let own = own_identity(&account);
    let state = FormState::with_start(base, start);
    provide_context(state);
    let submission = Submission::new(&state, key);
    let forget = move || key.with_value(|key| storage::forget(key));
    keep_while_typing(&state, submission.done, key);

    let ready = RwSignal::new(None::<Modification>);
    // Opens the confirmation if the form is valid.
    let check = move || {
        if !submission.attempt(Intent::Submit) {
            return;
        }
        let typed = state.form.get_untracked();
        match state.base.with_value(|base| modification(base, &typed)) {
            Ok(modification) => ready.set(Some(modification)),
            Err(Invalid::Whole(message)) => submission.submit.fail(message),
            Err(Invalid::Fields(errors)) => submission.refuse(typed, errors),
        }
    };
    let (api, notify) = (use_api(), use_notify());
    let navigate = StoredValue::new(use_navigate());
    let message = format!("已提交修改申请，由{office}审核。");
    let send = move |()| {
        let Some(Modification { body, .. }) = ready.get_untracked() else {
            return;
        };
        let (sent, message) = (body.clone(), message.clone());
        let call = async move {
            let result = submit(api, id, again, body).await;
            // The form shows the errors.
            ready.try_set(None);
            result
        };
        submission.send(Intent::Submit, sent, call, move |_| {
            notify.success(message);
            navigate.with_value(|navigate| {
                navigate(&format!("/accounts/{id}"), browser::replace_entry());
            });
        });
    };
    let unsaved = Signal::derive(move || state.changed.get() && !submission.done.get());
    let label = if again {
        "重新提交"
    } else {
        "提交修改申请"
    };
    view! {
        {account.rejection.map(|rejection| view! { <RejectionBox rejection=rejection /> })}
        {again.then(|| view! {
            <p class="text-small text-label mb-3" data-testid="filled-in">
                "已填好上次申请修改的内容，请按驳回意见更正后重新提交；登记的内容尚未改动。"
            </p>
        })}
        <RestoreOffer offer=offer on_discard=move |()| forget() />
        <ErrorSummary />
        <form
            class="bg-base-100 border border-base-300 rounded-box"
            novalidate=true
            data-testid="modify-form"
            on:submit=move |event| {
                event.prevent_default();
                check();
            }
        >
            <div class="px-5 py-3 border-b border-base-300 flex flex-wrap gap-x-8 gap-y-1 text-small">
                <span><span class="text-muted">"填报单位 "</span>{account.reporting_unit.name}</span>
                <span>
                    <span class="text-muted">"新媒体标识码 "</span>
                    <span class="num">{account.identifier}</span>
                </span>
            </div>
            <div class="p-5 flex flex-col gap-4">
                <LinkFields own=own registered=true />
                <BasicFields />
                <ContactFields />
            </div>
            <ModifyFooter
                id=id
                submission=submission
                follows=format!("提交后由{office}审核")
                on_reload=move |()| {
                    on_reload.run(LocalDraft::new(state.form.get_untracked(), clock::now()));
                }
            />
        </form>
        <DiffDialog
            wanted=ready
            office=office
            busy=submission.submit.busy()
            label=label
            on_confirm=send
        />
        <LeaveGuard changed=unsaved on_leave=move |()| forget() />
    }
}

async fn submit(api: Api, id: i64, again: bool, body: AccountIn) -> ApiResult<AccountOut> {
    if again {
        let body = ResubmitIn::Account(Box::new(body));
        accounts::resubmit_application(api, id, &body).await
    } else {
        accounts::modify(api, id, &body).await
    }
}
