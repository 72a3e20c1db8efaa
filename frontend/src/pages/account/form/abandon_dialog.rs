use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use nmrs_domain::status::ApplicationKind;

use super::model::after_abandon;
use crate::api::{ApiError, accounts, use_api};
use crate::lists::use_summary;
use crate::ui::{ConfirmDialog, use_toasts};

/// Confirms and abandons a rejected application.
#[component]
pub(super) fn AbandonDialog(
    open: RwSignal<bool>,
    id: i64,
    version: i64,
    kind: ApplicationKind,
    #[prop(into)] on_done: Callback<()>,
) -> impl IntoView {
    let api = use_api();
    let toasts = use_toasts();
    let summary = use_summary();
    let busy = RwSignal::new(false);
    let error = RwSignal::new(None::<String>);
    let navigate = use_navigate();
    let abandon = move |()| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        error.set(None);
        let navigate = navigate.clone();
        spawn_local(async move {
            let result = accounts::abandon(api, id, version).await;
            if busy.try_set(false).is_some() {
                return;
            }
            match result {
                Ok(()) => {
                    on_done.run(());
                    toasts.success(format!("已放弃{}申请。", kind.label()));
                    summary.refresh();
                    navigate("/accounts?tab=rejected", NavigateOptions::default());
                }
                Err(failure) => error.set(Some(ApiError::message(&failure))),
            }
        });
    };
    view! {
        <ConfirmDialog
            open=open
            title=format!("放弃{}申请？", kind.label())
            confirm="放弃申请"
            danger=true
            busy=busy
            error=error
            on_confirm=abandon
        >
            <p>{after_abandon(kind)}</p>
        </ConfirmDialog>
    }
}
