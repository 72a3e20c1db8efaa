use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountIn, AccountOut, UserOut};

use super::banners::{ErrorSummary, RejectionBox, RestoreOffer};
use super::fields::{BasicFields, ContactFields, LinkFields};
use super::footer::Footer;
use super::leave_guard::LeaveGuard;
use super::model::{
    Intent, LocalDraft, Mode, local_draft_key, own_identity, request_body, success_text,
    what_follows,
};
use super::state::FormState;
use super::storage::{self, keep_while_typing};
use super::submission::Submission;
use crate::api::{accounts, use_api};
use crate::app::{browser, clock};
use crate::pages::account::actions::AbandonDialog;
use crate::pages::shared::use_notify;

/// Form of a new account, a draft or a rejected addition.
#[component]
pub(super) fn AccountForm(
    mode: Mode,
    user: UserOut,
    base: AccountIn,
    /// `None` for a new account.
    account: Option<AccountOut>,
    /// Input to keep across a reload.
    typed: Option<LocalDraft>,
    /// Reloads the account; the current input is kept.
    #[prop(into)]
    on_reload: Callback<LocalDraft>,
) -> impl IntoView {
    let UserOut {
        id: user_id,
        org_path,
        reporting_unit: unit,
        ..
    } = user;
    let id = account.as_ref().map(|account| account.id);
    let key = StoredValue::new(local_draft_key(user_id, id));
    let offer = storage::offer(typed, key, &base);
    let own = account.as_ref().and_then(own_identity);
    let state = FormState::new(base);
    provide_context(state);
    let submission = Submission::new(&state, key);
    let forget = move || key.with_value(|key| storage::forget(key));
    keep_while_typing(&state, submission.done, key);

    let (api, notify) = (use_api(), use_notify());
    let leave = StoredValue::new(use_navigate());
    let leave = move |path: &str| {
        leave.with_value(|navigate| navigate(path, browser::replace_entry()));
    };
    let on_send = move |intent| {
        if !submission.attempt(intent) || submission.focus_first_error() {
            return;
        }
        let typed = state.form.get_untracked();
        let body = request_body(&typed, intent);
        let call = async move {
            match (mode, id) {
                (Mode::Correct, Some(id)) => accounts::resubmit(api, id, &body).await,
                (_, Some(id)) => accounts::update(api, id, &body).await,
                (_, None) => accounts::create(api, &body).await,
            }
        };
        submission.send(intent, typed, call, move |stored| {
            notify.success(success_text(intent, &stored.org_path));
            leave(match intent {
                Intent::Keep => "/accounts?tab=drafts",
                Intent::Submit => "/accounts",
            });
        });
    };
    let unsaved = Signal::derive(move || state.changed.get() && !submission.done.get());
    let abandoning = RwSignal::new(false);
    let abandoned = Callback::new(move |()| {
        submission.done.set(true);
        forget();
        leave("/accounts?tab=rejected");
    });
    let rejected = account.clone();
    let abandon_dialog = move || {
        let account = abandoning.get().then(|| rejected.clone())??;
        Some(view! {
            <AbandonDialog account=account kind=ApplicationKind::Add on_done=abandoned />
        })
    };
    let rejection = account.and_then(|account| account.rejection);
    view! {
        {rejection.map(|rejection| view! { <RejectionBox rejection=rejection /> })}
        <RestoreOffer offer=offer on_discard=move |()| forget() />
        <ErrorSummary />
        <form
            class="bg-base-100 border border-base-300 rounded-box"
            novalidate=true
            data-testid="account-form"
            on:submit=move |event| {
                event.prevent_default();
                on_send(Intent::Submit);
            }
        >
            <div class="px-5 py-3 border-b border-base-300 flex flex-wrap gap-x-8 gap-y-1 text-small">
                {unit.map(|unit| view! {
                    <span><span class="text-muted">"填报单位 "</span>{unit.name}</span>
                    <span><span class="text-muted">"单位唯一标识 "</span><span class="num">{unit.code}</span></span>
                })}
            </div>
            <div class="p-5 flex flex-col gap-4">
                <LinkFields own=own />
                <BasicFields />
                <ContactFields />
            </div>
            <Footer
                mode=mode
                id=id
                submission=submission
                follows=what_follows(&org_path)
                on_send=on_send
                on_reload=move |()| {
                    on_reload.run(LocalDraft::new(state.form.get_untracked(), clock::now()));
                }
                on_abandon=move |()| abandoning.set(true)
            />
        </form>
        {abandon_dialog}
        <LeaveGuard changed=unsaved on_leave=move |()| forget() />
    }
}
