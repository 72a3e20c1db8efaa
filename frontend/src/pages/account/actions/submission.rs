use leptos::prelude::*;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::status::Status;
use nmrs_domain::wire::AccountOut;

use crate::api::ApiResult;
use crate::pages::account::submit_error::SubmitError;
use crate::pages::shared::{Notify, use_notify};
use crate::ui::{Submit, focus_first_invalid, use_submit};

/// State of an action dialog.
#[derive(Clone, Copy)]
pub(super) struct Submission {
    pub(super) open: RwSignal<bool>,
    pub(super) submit: Submit,
    version: RwSignal<i64>,
    status: Status,
    notify: Notify,
}

impl Submission {
    pub(super) fn new(account: &AccountOut) -> Self {
        Self {
            open: RwSignal::new(true),
            submit: use_submit(),
            version: RwSignal::new(account.version),
            status: account.status,
            notify: use_notify(),
        }
    }

    pub(super) fn version(self) -> i64 {
        self.version.get_untracked()
    }

    /// Sends a valid form. On success shows `message`, closes the dialog and calls `on_done`.
    pub(super) fn send<T: 'static>(
        self,
        errors: Memo<FieldErrors>,
        call: impl Future<Output = ApiResult<T>> + 'static,
        message: String,
        on_done: Callback<()>,
    ) {
        if !self.submit.validate(errors) {
            return;
        }
        let call = async move { call.await.inspect(|_| self.notify.success(message)) };
        self.submit.run_with(call, move |result| match result {
            Ok(_) => {
                self.open.set(false);
                on_done.run(());
            }
            Err(error) => match SubmitError::of_action(&error, self.status) {
                SubmitError::Fields(errors) => {
                    self.submit.refuse(errors);
                    focus_first_invalid();
                }
                SubmitError::Conflict { message, version } => {
                    if let Some(version) = version {
                        self.version.set(version);
                    }
                    self.submit.fail(message);
                }
                SubmitError::Other(message) => self.submit.fail(message),
            },
        });
    }
}
