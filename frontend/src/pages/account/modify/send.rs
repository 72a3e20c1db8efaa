//! Submission of a modification.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::wire::ResubmitIn;

use super::model::{Invalid, Modification, modification};
use crate::api::{Api, ApiError, ApiResult, accounts};
use crate::pages::account::form::{
    FormState, Intent, SubmitError, SubmitState, first_of, focus_field, has_error_among, storage,
};

#[derive(Clone, Copy)]
pub(super) struct SubmitTarget {
    pub(super) api: Api,
    pub(super) id: i64,
    pub(super) again: bool,
    /// Storage key of the local draft.
    pub(super) kept: StoredValue<String>,
}

/// Checks the form and opens the confirmation.
pub(super) fn check(
    state: &FormState,
    submitting: SubmitState,
    ready: RwSignal<Option<Modification>>,
) {
    submitting.failure.set(None);
    submitting.conflict.set(None);
    state
        .error_display
        .update(|error_display| error_display.attempt(Intent::Submit));
    let typed = state.form.get_untracked();
    match state.base.with_value(|base| modification(base, &typed)) {
        Ok(wanted) => ready.set(Some(wanted)),
        Err(Invalid::Whole(text)) => submitting.failure.set(Some(text)),
        Err(Invalid::Fields(errors)) => {
            state
                .error_display
                .update(|error_display| error_display.refused(typed, errors));
            focus_first_error(state);
        }
    }
}

/// Sends the confirmed modification.
pub(super) fn send(
    target: SubmitTarget,
    state: &FormState,
    submitting: SubmitState,
    ready: RwSignal<Option<Modification>>,
    stored: Callback<()>,
) {
    let Some(Modification { body, .. }) = ready.get_untracked() else {
        return;
    };
    if submitting.busy.get_untracked().is_some() || submitting.done.get_untracked() {
        return;
    }
    let (state, kept) = (*state, target.kept.get_value());
    submitting.busy.set(Some(Intent::Submit));
    spawn_local(async move {
        let typed = body.clone();
        let result: ApiResult<_> = if target.again {
            let body = ResubmitIn::Account(Box::new(body));
            accounts::resubmit_application(target.api, target.id, &body).await
        } else {
            accounts::modify(target.api, target.id, &body).await
        };
        if result.is_ok() {
            // Also if the page was left: sent input must not be offered again.
            storage::forget(&kept);
        }
        // The page may have been left.
        if submitting.busy.try_set(None).is_some() {
            return;
        }
        // The form shows the errors.
        ready.set(None);
        match result {
            Ok(_) => {
                submitting.done.set(true);
                stored.try_run(());
            }
            Err(error) => match submit_error(&error) {
                SubmitError::Fields(errors)
                    if first_of(&errors).is_some_and(|at| !at.is_empty()) =>
                {
                    state
                        .error_display
                        .update(|error_display| error_display.refused(typed, errors));
                    focus_first_error(&state);
                }
                SubmitError::Fields(_) => submitting.failure.set(Some(error.message())),
                SubmitError::Conflict(text) => submitting.conflict.set(Some(text)),
                SubmitError::Other(text) => submitting.failure.set(Some(text)),
            },
        }
    });
}

fn submit_error(error: &ApiError) -> SubmitError {
    match error {
        ApiError::Problem(problem) => SubmitError::of(problem),
        other => SubmitError::Other(format!("{}填写的内容仍在页面上。", other.message())),
    }
}

fn focus_first_error(state: &FormState) {
    let errors = state.errors.get_untracked();
    if has_error_among(&errors, "/contact/") {
        state.contact_open.set(true);
    }
    if let Some(pointer) = first_of(&errors) {
        focus_field(pointer);
    }
}
