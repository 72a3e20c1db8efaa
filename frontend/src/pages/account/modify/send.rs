//! What the buttons of the form of a modification do.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::wire::ResubmitIn;

use super::model::{Lacking, Wanted, wanted};
use crate::api::{Api, ApiError, ApiResult, accounts};
use crate::pages::account::form::{
    FormState, Intent, Sending, Setback, first_of, focus_field, has_error_among, storage,
};

/// What is modified.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) api: Api,
    pub(super) id: i64,
    /// It was rejected before.
    pub(super) again: bool,
    /// Where the browser keeps what was typed.
    pub(super) kept: StoredValue<String>,
}

/// Reads the form; what can be sent is put into `ready`, to be confirmed.
pub(super) fn check(state: &FormState, sending: Sending, ready: RwSignal<Option<Wanted>>) {
    sending.failure.set(None);
    sending.conflict.set(None);
    state.shown.update(|shown| shown.attempt(Intent::Submit));
    let typed = state.form.get_untracked();
    match state.base.with_value(|base| wanted(base, &typed)) {
        Ok(wanted) => ready.set(Some(wanted)),
        Err(Lacking::Whole(text)) => sending.failure.set(Some(text)),
        Err(Lacking::Fields(errors)) => {
            state.shown.update(|shown| shown.refused(typed, errors));
            point_at_first_error(state);
        }
    }
}

/// Sends what was confirmed. `stored` is told of the success.
pub(super) fn send(
    target: Target,
    state: &FormState,
    sending: Sending,
    ready: RwSignal<Option<Wanted>>,
    stored: Callback<()>,
) {
    let Some(Wanted { body, .. }) = ready.get_untracked() else {
        return;
    };
    if sending.busy.get_untracked().is_some() || sending.done.get_untracked() {
        return;
    }
    let (state, kept) = (*state, target.kept.get_value());
    sending.busy.set(Some(Intent::Submit));
    spawn_local(async move {
        let typed = body.clone();
        let result: ApiResult<_> = if target.again {
            let body = ResubmitIn::Account(Box::new(body));
            accounts::hand_in_again(target.api, target.id, &body).await
        } else {
            accounts::modify(target.api, target.id, &body).await
        };
        if result.is_ok() {
            // Also when the page was left meanwhile: what was sent must not be offered again.
            storage::forget(&kept);
        }
        // The page may have been left meanwhile; then nobody is to be told.
        if sending.busy.try_set(None).is_some() {
            return;
        }
        // The form has the room to say what is wrong.
        ready.set(None);
        match result {
            Ok(_) => {
                sending.done.set(true);
                stored.try_run(());
            }
            Err(error) => match setback(&error) {
                Setback::Fields(errors) if first_of(&errors).is_some_and(|at| !at.is_empty()) => {
                    state.shown.update(|shown| shown.refused(typed, errors));
                    point_at_first_error(&state);
                }
                Setback::Fields(_) => sending.failure.set(Some(error.message())),
                Setback::Conflict(text) => sending.conflict.set(Some(text)),
                Setback::Other(text) => sending.failure.set(Some(text)),
            },
        }
    });
}

fn setback(error: &ApiError) -> Setback {
    match error {
        ApiError::Problem(problem) => Setback::of(problem),
        other => Setback::Other(format!("{}填写的内容仍在页面上。", other.message())),
    }
}

fn point_at_first_error(state: &FormState) {
    let errors = state.errors.get_untracked();
    if has_error_among(&errors, "/contact/") {
        state.contact_open.set(true);
    }
    if let Some(pointer) = first_of(&errors) {
        focus_field(pointer);
    }
}
