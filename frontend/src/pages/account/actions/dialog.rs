use leptos::prelude::*;
use nmrs_domain::event::EventDetails;
use nmrs_domain::status::ApplicationKind;
use nmrs_domain::wire::AccountOut;

use super::abandon_dialog::AbandonDialog;
use super::apply_dialog::ApplyDialog;
use super::delete_dialog::DeleteDialog;
use super::model::{AccountAction, last_application};
use crate::api::{accounts, use_api};
use crate::lists::Loader;

/// Dialog of an action; open as soon as it is mounted.
#[component]
pub(crate) fn ActionDialog(
    action: AccountAction,
    account: AccountOut,
    #[prop(into)] on_done: Callback<()>,
) -> AnyView {
    let fresh = EventDetails::default;
    match (action, account.status.rejected()) {
        (AccountAction::Close, _) => view! {
            <ApplyDialog account=account kind=ApplicationKind::Close last=fresh() again=false on_done=on_done />
        }
        .into_any(),
        (AccountAction::Restore, _) => view! {
            <ApplyDialog account=account kind=ApplicationKind::Restore last=fresh() again=false on_done=on_done />
        }
        .into_any(),
        (AccountAction::Delete, _) => view! { <DeleteDialog account=account on_done=on_done /> }.into_any(),
        (AccountAction::Abandon, Some(kind)) => {
            view! { <AbandonDialog account=account kind=kind on_done=on_done /> }.into_any()
        }
        (AccountAction::Resubmit, Some(kind)) => {
            view! { <ResubmitDialog account=account kind=kind on_done=on_done /> }.into_any()
        }
        // A modification has its own page.
        _ => ().into_any(),
    }
}

/// Resubmits a closure or a restore, filled with its last application.
#[component]
fn ResubmitDialog(
    account: AccountOut,
    kind: ApplicationKind,
    on_done: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let id = account.id;
    let last = Loader::fixed(id, move |id| async move {
        // Without the log the form is empty.
        let newest = accounts::newest_events(api, id).await;
        let events = newest.map(|page| page.items).unwrap_or_default();
        last_application(&events, kind).cloned().unwrap_or_default()
    });
    move || {
        let last = last.value()?;
        let account = account.clone();
        Some(
            view! { <ApplyDialog account=account kind=kind last=last again=true on_done=on_done /> },
        )
    }
}
