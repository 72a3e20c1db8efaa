//! Submission of the form.

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::wire::{AccountIn, AccountOut, OrgUnitRef};

use super::focus::focus_field;
use super::model::{Intent, Mode, SubmitError, first_of, has_error_among, outgoing};
use super::state::FormState;
use super::storage;
use crate::api::{Api, ApiError, ApiResult, accounts};

/// State of a submission.
#[derive(Clone, Copy)]
pub(crate) struct SubmitState {
    /// Pressed button, until the answer has arrived.
    pub(crate) busy: RwSignal<Option<Intent>>,
    pub(crate) failure: RwSignal<Option<String>>,
    pub(crate) conflict: RwSignal<Option<String>>,
    /// True once the form was stored.
    pub(crate) done: RwSignal<bool>,
}

impl SubmitState {
    pub(crate) fn new() -> Self {
        Self {
            busy: RwSignal::new(None),
            failure: RwSignal::new(None),
            conflict: RwSignal::new(None),
            done: RwSignal::new(false),
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) struct SubmitTarget {
    pub(crate) api: Api,
    pub(crate) mode: Mode,
    /// `None` for a new account.
    pub(crate) id: Option<i64>,
    /// Storage key of the local draft.
    pub(crate) kept: StoredValue<String>,
}

/// Checks and sends the form.
pub(crate) fn send(
    target: SubmitTarget,
    state: &FormState,
    submitting: SubmitState,
    intent: Intent,
    stored: Callback<(Intent, AccountOut)>,
) {
    if submitting.busy.get_untracked().is_some() || submitting.done.get_untracked() {
        return;
    }
    submitting.failure.set(None);
    submitting.conflict.set(None);
    state
        .error_display
        .update(|error_display| error_display.attempt(intent));
    if focus_first_error(state) {
        return;
    }
    let state = *state;
    let typed = state.form.get_untracked();
    let body = outgoing(&typed, intent);
    let kept = target.kept.get_value();
    submitting.busy.set(Some(intent));
    spawn_local(async move {
        let result = call(target, &body).await;
        if result.is_ok() {
            // Also if the page was left: sent input must not be offered again.
            storage::forget(&kept);
        }
        // The page may have been left.
        if submitting.busy.try_set(None).is_some() {
            return;
        }
        match result {
            Ok(account) => {
                submitting.done.set(true);
                stored.try_run((intent, account));
            }
            Err(error) => failed(&error, typed, &state, submitting),
        }
    });
}

async fn call(target: SubmitTarget, body: &AccountIn) -> ApiResult<AccountOut> {
    let SubmitTarget { api, mode, id, .. } = target;
    match (mode, id) {
        (Mode::Correct, Some(id)) => accounts::resubmit(api, id, body).await,
        (_, Some(id)) => accounts::update(api, id, body).await,
        (_, None) => accounts::create(api, body).await,
    }
}

fn failed(error: &ApiError, typed: AccountIn, state: &FormState, submitting: SubmitState) {
    let submit_error = match error {
        ApiError::Problem(problem) => SubmitError::of(problem),
        other => SubmitError::Other(format!("{}填写的内容仍在页面上。", other.message())),
    };
    match submit_error {
        SubmitError::Fields(errors) => {
            state
                .error_display
                .update(|error_display| error_display.refused(typed, errors));
            focus_first_error(state);
        }
        SubmitError::Conflict(text) => submitting.conflict.set(Some(text)),
        SubmitError::Other(text) => submitting.failure.set(Some(error.with_request(text))),
    }
}

/// Focuses the first error and unfolds its section. Returns true if there is one.
fn focus_first_error(state: &FormState) -> bool {
    let errors = state.errors.get_untracked();
    let Some(pointer) = first_of(&errors) else {
        return false;
    };
    if has_error_among(&errors, "/contact/") {
        state.contact_open.set(true);
    }
    focus_field(pointer);
    true
}

pub(crate) fn success_text(intent: Intent, org_path: &[OrgUnitRef]) -> String {
    match (intent, org_path.last()) {
        (Intent::Keep, _) => "已暂存，可在“未提交”中继续填写。".into(),
        (Intent::Submit, Some(org)) => format!("已提交，由{}审核。", org.name),
        (Intent::Submit, None) => "已提交，等待审核。".into(),
    }
}
