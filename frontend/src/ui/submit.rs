//! Submitting a form: one call at a time, and what the server refused.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::error::FieldErrors;
use wasm_bindgen::JsCast as _;

use crate::api::{ApiError, ApiResult};

/// State of a form or dialog that calls the server.
#[derive(Clone, Copy)]
pub struct Submit {
    busy: RwSignal<bool>,
    tried: RwSignal<bool>,
    refused: RwSignal<FieldErrors>,
    failure: RwSignal<Option<String>>,
}

/// Returns the state of a form that was not submitted yet.
pub fn use_submit() -> Submit {
    Submit {
        busy: RwSignal::new(false),
        tried: RwSignal::new(false),
        refused: RwSignal::new(FieldErrors::default()),
        failure: RwSignal::new(None),
    }
}

impl Submit {
    /// True while a call is under way.
    pub fn busy(self) -> Signal<bool> {
        self.busy.into()
    }

    /// Message for the form as a whole, above its buttons.
    pub fn failure(self) -> Signal<Option<String>> {
        self.failure.into()
    }

    /// Shows a message for the form as a whole.
    pub fn fail(self, message: impl Into<String>) {
        self.failure.try_set(Some(message.into()));
    }

    /// Shows errors at their fields.
    pub fn refuse(self, errors: FieldErrors) {
        self.refused.try_set(errors);
    }

    /// Removes what the last attempt left behind.
    pub fn reset(self) {
        self.failure.set(None);
        self.refused.set(FieldErrors::default());
    }

    /// Error at a field that was refused, by its JSON pointer.
    pub fn error_at(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.refused
                .with(|errors| errors.at(pointer).map(str::to_owned))
        })
    }

    /// Errors of `check` and of the server; none before the first attempt.
    pub fn errors(
        self,
        check: impl Fn() -> FieldErrors + Send + Sync + 'static,
    ) -> Memo<FieldErrors> {
        Memo::new(move |_| {
            if !self.tried.get() {
                return FieldErrors::default();
            }
            let mut errors = check();
            for refused in self.refused.get().0 {
                if errors.at(&refused.pointer).is_none() {
                    errors.0.push(refused);
                }
            }
            errors
        })
    }

    /// Returns true if `errors` are empty at this attempt and no call is under way. Focuses the
    /// first error.
    pub fn validate(self, errors: Memo<FieldErrors>) -> bool {
        if self.busy.get_untracked() {
            return false;
        }
        self.reset();
        self.tried.set(true);
        let valid = errors.with_untracked(FieldErrors::is_empty);
        if !valid {
            focus_first_invalid();
        }
        valid
    }

    /// Sends a call unless one is under way, and shows its error for the form as a whole.
    pub fn run<T: 'static>(
        self,
        call: impl Future<Output = ApiResult<T>> + 'static,
        on_success: impl FnOnce(T) + 'static,
    ) {
        self.run_with(call, move |result| match result {
            Ok(value) => on_success(value),
            Err(error) => self.fail(error.with_request(error.message())),
        });
    }

    /// Sends a call unless one is under way. `on_result` is not called when the page was left
    /// meanwhile: what must happen in any case belongs into `call`.
    pub fn run_with<T: 'static>(
        self,
        call: impl Future<Output = ApiResult<T>> + 'static,
        on_result: impl FnOnce(ApiResult<T>) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.reset();
        self.busy.set(true);
        spawn_local(async move {
            let result = call.await;
            // The value comes back when the signal was disposed with its page.
            if self.busy.try_set(false).is_none() {
                on_result(result);
            }
        });
    }

    /// Shows an error at its fields, or for the form as a whole if it names none.
    pub fn show(self, error: &ApiError) {
        let errors = error.field_errors();
        if errors.is_empty() {
            self.fail(error.with_request(error.message()));
        } else {
            self.refuse(errors);
        }
    }
}

/// Focuses the first invalid control of the open dialog, once its error is in the page.
pub fn focus_first_invalid() {
    set_timeout(
        || {
            let first = document().query_selector("dialog[open] [aria-invalid=true]");
            if let Ok(Some(first)) = first
                && let Ok(first) = first.dyn_into::<web_sys::HtmlElement>()
            {
                // Fails only on an element that is no longer in the page.
                let _ = first.focus();
            }
        },
        Duration::ZERO,
    );
}
