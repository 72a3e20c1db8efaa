use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use nmrs_domain::status::{ApplicationKind, Status};
use nmrs_domain::wire::AccountOut;

use super::diff_dialog::DiffDialog;
use super::footer::ModifyFooter;
use super::model::Modification;
use super::send::{SubmitTarget, check, send};
use crate::api::use_api;
use crate::app::clock;
use crate::lists::use_summary;
use crate::pages::account::actions::reviewing_office;
use crate::pages::account::form::{
    BasicFields, ContactFields, ErrorSummary, FormState, LeaveGuard, LinkFields, LocalDraft,
    RejectionBox, RestoreOffer, SubmitState, keep_while_typing, local_draft_key, own_identity,
    storage,
};
use crate::pages::shared::to_form;
use crate::ui::use_toasts;

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
    let offer = typed
        .or_else(|| storage::read(&key.get_value()))
        .filter(|kept| kept.differs_from(&start));
    let offer = RwSignal::new(offer);
    let own = own_identity(&account);
    let state = FormState::with_start(base, start);
    provide_context(state);
    let submitting = SubmitState::new();
    let forget = move || key.with_value(|key| storage::forget(key));
    keep_while_typing(&state, submitting, key);

    let (toasts, summary, navigate) = (use_toasts(), use_summary(), use_navigate());
    let told = format!("已提交修改申请，由{office}审核。");
    let stored = Callback::new(move |()| {
        toasts.success(told.clone());
        summary.refresh();
        // Replaces the form in the history: going back must not offer it again.
        let options = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate(&format!("/accounts/{id}"), options);
    });
    let target = SubmitTarget {
        api: use_api(),
        id,
        again,
        kept: key,
    };
    let ready = RwSignal::new(None::<Modification>);
    let unsaved = Signal::derive(move || state.changed.get() && !submitting.done.get());
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
                check(&state, submitting, ready);
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
                submitting=submitting
                follows=format!("提交后由{office}审核")
                on_reload=move |()| {
                    on_reload.run(LocalDraft::new(state.form.get_untracked(), clock::now()));
                }
            />
        </form>
        <DiffDialog
            wanted=ready
            office=office
            busy=Signal::derive(move || submitting.busy.with(Option::is_some))
            label=label
            on_confirm=move |()| send(target, &state, submitting, ready, stored)
        />
        <LeaveGuard changed=unsaved on_leave=move |()| forget() />
    }
}
