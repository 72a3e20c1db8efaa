use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::status::Status;
use nmrs_domain::wire::AccountOut;

use super::model::SubmitError;
use crate::api::ApiResult;
use crate::lists::use_summary;
use crate::ui::use_toasts;

#[derive(Clone, Copy)]
pub(super) struct ActionSubmit {
    pub(super) open: RwSignal<bool>,
    pub(super) busy: RwSignal<bool>,
    tried: RwSignal<bool>,
    refused: RwSignal<FieldErrors>,
    pub(super) failure: RwSignal<Option<String>>,
    version: RwSignal<i64>,
    status: Status,
}

impl ActionSubmit {
    pub(super) fn new(account: &AccountOut) -> Self {
        Self {
            open: RwSignal::new(true),
            busy: RwSignal::new(false),
            tried: RwSignal::new(false),
            refused: RwSignal::new(FieldErrors::default()),
            failure: RwSignal::new(None),
            version: RwSignal::new(account.version),
            status: account.status,
        }
    }

    pub(super) fn version(self) -> i64 {
        self.version.get_untracked()
    }

    /// Errors to show; none before the first attempt.
    pub(super) fn errors(
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

    pub(super) fn send<T: 'static>(
        self,
        errors: Memo<FieldErrors>,
        call: impl Future<Output = ApiResult<T>> + 'static,
        told: impl FnOnce() + 'static,
        done: Callback<()>,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.failure.set(None);
        self.refused.set(FieldErrors::default());
        self.tried.set(true);
        if !errors.with_untracked(FieldErrors::is_empty) {
            focus_first_invalid();
            return;
        }
        self.busy.set(true);
        spawn_local(async move {
            let result = call.await;
            // The page may have been left.
            let left = self.busy.try_set(false).is_some();
            match result {
                Ok(_) => {
                    told();
                    if !left {
                        self.open.set(false);
                        done.try_run(());
                    }
                }
                Err(error) if !left => match SubmitError::of(&error, self.status) {
                    SubmitError::Fields(fields) => {
                        self.refused.set(fields);
                        focus_first_invalid();
                    }
                    SubmitError::Retry(text, version) => {
                        self.version.set(version);
                        self.failure.set(Some(text));
                    }
                    SubmitError::Other(text) => self.failure.set(Some(text)),
                },
                Err(_) => {}
            }
        });
    }
}

pub(super) fn notify_success(text: String) -> impl FnOnce() + Clone + 'static {
    let (toasts, summary) = (use_toasts(), use_summary());
    move || {
        toasts.success(text);
        summary.refresh();
    }
}

fn focus_first_invalid() {
    set_timeout(
        || {
            use wasm_bindgen::JsCast as _;
            let first = document().query_selector("dialog[open] [aria-invalid=true]");
            if let Ok(Some(first)) = first
                && let Ok(first) = first.dyn_into::<web_sys::HtmlElement>()
            {
                // Fails only on an element that is not in the page.
                let _ = first.focus();
            }
        },
        Duration::ZERO,
    );
}
