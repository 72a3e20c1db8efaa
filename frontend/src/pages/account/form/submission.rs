//! Submission of the form.

use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::wire::{AccountIn, AccountOut};

use super::focus::focus_field;
use super::model::{ErrorDisplay, Intent, first_of, has_error_among};
use super::state::FormState;
use super::storage;
use crate::api::{ApiError, ApiResult};
use crate::pages::account::submit_error::SubmitError;
use crate::ui::{Submit, use_submit};

/// State of a submission of the account form.
#[derive(Clone, Copy)]
pub(crate) struct Submission {
    pub(crate) submit: Submit,
    pub(crate) conflict: RwSignal<Option<String>>,
    /// True once the form was stored.
    pub(crate) done: RwSignal<bool>,
    /// Button that was pressed last.
    intent: RwSignal<Intent>,
    errors: Memo<FieldErrors>,
    error_display: RwSignal<ErrorDisplay>,
    contact_open: RwSignal<bool>,
    /// Storage key of the local draft.
    key: StoredValue<String>,
}

impl Submission {
    pub(crate) fn new(state: &FormState, key: StoredValue<String>) -> Self {
        Self {
            submit: use_submit(),
            conflict: RwSignal::new(None),
            done: RwSignal::new(false),
            intent: RwSignal::new(Intent::Submit),
            errors: state.errors,
            error_display: state.error_display,
            contact_open: state.contact_open,
            key,
        }
    }

    /// True while the form is sent by this button.
    pub(crate) fn busy(self, intent: Intent) -> Signal<bool> {
        Signal::derive(move || self.submit.busy().get() && self.intent.get() == intent)
    }

    /// True while the form cannot be sent.
    pub(crate) fn blocked(self) -> Signal<bool> {
        Signal::derive(move || self.submit.busy().get() || self.done.get())
    }

    /// Shows the errors of an attempt. Returns false if the form cannot be sent.
    pub(crate) fn attempt(self, intent: Intent) -> bool {
        if untrack(|| self.blocked().get()) {
            return false;
        }
        self.submit.reset();
        self.conflict.set(None);
        self.error_display.update(|display| display.attempt(intent));
        true
    }

    /// Sends the form by `call`.
    pub(crate) fn send(
        self,
        intent: Intent,
        sent: AccountIn,
        call: impl Future<Output = ApiResult<AccountOut>> + 'static,
        on_stored: impl FnOnce(AccountOut) + 'static,
    ) {
        self.intent.set(intent);
        let key = self.key.get_value();
        // Also if the page was left: sent input must not be offered again.
        let call = async move { call.await.inspect(|_| storage::forget(&key)) };
        self.submit.run_with(call, move |result| match result {
            Ok(account) => {
                self.done.set(true);
                on_stored(account);
            }
            Err(error) => self.failed(&error, sent),
        });
    }

    fn failed(self, error: &ApiError, sent: AccountIn) {
        match SubmitError::of_form(error) {
            SubmitError::Fields(errors) if first_of(&errors).is_some_and(|at| !at.is_empty()) => {
                self.refuse(sent, errors);
            }
            SubmitError::Fields(_) => self.submit.fail(error.message()),
            SubmitError::Conflict { message, .. } => self.conflict.set(Some(message)),
            SubmitError::Other(message) => self.submit.fail(message),
        }
    }

    /// Shows errors at the fields of `sent` until those are changed.
    pub(crate) fn refuse(self, sent: AccountIn, errors: FieldErrors) {
        self.error_display
            .update(|display| display.refused(sent, errors));
        self.focus_first_error();
    }

    /// Focuses the first error and unfolds its section. Returns true if there is one.
    pub(crate) fn focus_first_error(self) -> bool {
        let errors = self.errors.get_untracked();
        let Some(pointer) = first_of(&errors) else {
            return false;
        };
        if has_error_among(&errors, "/contact/") {
            self.contact_open.set(true);
        }
        focus_field(pointer);
        true
    }
}
