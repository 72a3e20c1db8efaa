use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::{AccountIn, AccountOut, UserOut};

use super::abandon_dialog::AbandonDialog;
use super::banners::{ErrorSummary, RejectionBox, RestoreOffer};
use super::fields::{BasicFields, ContactFields, LinkFields};
use super::footer::Footer;
use super::leave_guard::LeaveGuard;
use super::model::{Intent, LocalDraft, Mode, local_draft_key, own_identity, what_follows};
use super::send::{SubmitState, SubmitTarget, send, success_text};
use super::state::FormState;
use super::storage;
use super::storage::keep_while_typing;
use crate::api::use_api;
use crate::app::clock;
use crate::lists::use_summary;
use crate::ui::use_toasts;

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
    let offer = typed
        .or_else(|| storage::read(&key.get_value()))
        .filter(|kept| kept.differs_from(&base));
    let offer = RwSignal::new(offer);
    let own = account.as_ref().and_then(own_identity);
    let state = FormState::new(base);
    provide_context(state);
    let submitting = SubmitState::new();
    let forget = move || key.with_value(|key| storage::forget(key));
    keep_while_typing(&state, submitting, key);

    let toasts = use_toasts();
    let summary = use_summary();
    let navigate = use_navigate();
    let stored = Callback::new(move |(intent, stored): (Intent, AccountOut)| {
        toasts.success(success_text(intent, &stored.org_path));
        summary.refresh();
        let path = match intent {
            Intent::Keep => "/accounts?tab=drafts",
            Intent::Submit => "/accounts",
        };
        // Replaces the form in the history: going back must not offer it again.
        navigate(
            path,
            NavigateOptions {
                replace: true,
                ..NavigateOptions::default()
            },
        );
    });
    let target = SubmitTarget {
        api: use_api(),
        mode,
        id,
        kept: key,
    };
    let on_send = move |intent| send(target, &state, submitting, intent, stored);
    let unsaved = Signal::derive(move || state.changed.get() && !submitting.done.get());
    let abandoning = RwSignal::new(false);
    let abandon = account.as_ref().map(|account| {
        view! {
            <AbandonDialog
                open=abandoning
                id=account.id
                version=account.version
                kind=ApplicationKind::Add
                on_done=move |()| {
                    submitting.done.set(true);
                    forget();
                }
            />
        }
    });
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
                submitting=submitting
                follows=what_follows(&org_path)
                on_send=on_send
                on_reload=move |()| {
                    on_reload.run(LocalDraft::new(state.form.get_untracked(), clock::now()));
                }
                on_abandon=move |()| abandoning.set(true)
            />
        </form>
        {abandon}
        <LeaveGuard changed=unsaved on_leave=move |()| forget() />
    }
}
