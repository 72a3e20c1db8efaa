use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use nmrs_domain::account::MAX_PERSON;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::status::Status;
use nmrs_domain::wire::AccountOut;

use super::model::{Deed, Setback};
use crate::api::ApiResult;
use crate::components::{
    BusyButton, Dialog, Field, FormError, Icon, IconName, TextInput, use_toasts,
};
use crate::state::use_summary;

/// A question while it is open.
#[derive(Clone, Copy)]
pub(super) struct Asking {
    open: RwSignal<bool>,
    busy: RwSignal<bool>,
    tried: RwSignal<bool>,
    refused: RwSignal<FieldErrors>,
    failure: RwSignal<Option<String>>,
    version: RwSignal<i64>,
    status: Status,
}

impl Asking {
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

    /// The version to send. Not reactive.
    pub(super) fn version(self) -> i64 {
        self.version.get_untracked()
    }

    /// The errors to show, from the check of what stands in the form: none before the first try.
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

    /// Sends it unless a field stands against it; tells `told` and `done` of the success.
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
            // The page may have been left meanwhile.
            let left = self.busy.try_set(false).is_some();
            match result {
                Ok(_) => {
                    told();
                    if !left {
                        self.open.set(false);
                        done.try_run(());
                    }
                }
                Err(error) if !left => match Setback::of(&error, self.status) {
                    Setback::Fields(fields) => {
                        self.refused.set(fields);
                        focus_first_invalid();
                    }
                    Setback::Again(text, version) => {
                        self.version.set(version);
                        self.failure.set(Some(text));
                    }
                    Setback::Other(text) => self.failure.set(Some(text)),
                },
                Err(_) => {}
            }
        });
    }
}

/// What is told after a success, and the counts in the menu that it changes.
pub(super) fn teller(text: String) -> impl FnOnce() + Clone + 'static {
    let (toasts, summary) = (use_toasts(), use_summary());
    move || {
        toasts.success(text);
        summary.refresh();
    }
}

/// The error at a field.
pub(super) fn at(errors: Memo<FieldErrors>, pointer: &'static str) -> Signal<Option<String>> {
    Signal::derive(move || errors.with(|errors| errors.at(pointer).map(str::to_owned)))
}

fn focus_first_invalid() {
    set_timeout(
        || {
            use wasm_bindgen::JsCast as _;
            let first = document().query_selector("dialog[open] [aria-invalid=true]");
            if let Ok(Some(first)) = first
                && let Ok(first) = first.dyn_into::<web_sys::HtmlElement>()
            {
                // Fails only on what is not in the page any more.
                let _ = first.focus();
            }
        },
        Duration::ZERO,
    );
}

/// The dialog around the fields: which account, what to know before, and the buttons.
#[component]
pub(super) fn Frame(
    deed: Deed,
    asking: Asking,
    #[prop(into)] title: String,
    /// Name and code of the account.
    subject: (String, String),
    /// What has to be known before it is done.
    #[prop(into)]
    warning: String,
    /// What the button says.
    #[prop(into)]
    confirm: String,
    /// Something still stands against it.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    #[prop(into)] on_confirm: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let (open, busy) = (asking.open, asking.busy);
    let hook = deed.as_str();
    let class = match deed {
        Deed::Delete | Deed::Close | Deed::Abandon => "btn btn-sm btn-error",
        _ => "btn btn-sm btn-primary",
    };
    let foot = move || {
        let confirm = confirm.clone();
        view! {
            <button
                type="button"
                class="btn btn-sm"
                disabled=move || busy.get()
                data-testid="life-cancel"
                on:click=move |_| open.set(false)
            >
                "取消"
            </button>
            <BusyButton
                busy=busy
                disabled=disabled
                class=class
                on_click=on_confirm
                attr:data-testid=format!("confirm-{hook}")
            >
                {confirm}
            </BusyButton>
        }
    };
    let close = move |()| {
        if !busy.get_untracked() {
            open.set(false);
        }
    };
    view! {
        <Dialog open=open on_close=close title=title width="md:max-w-lg" foot=foot>
            <div class="p-5 flex flex-col gap-4" data-testid=format!("dialog-{hook}")>
                <p class="flex flex-wrap items-baseline gap-x-3">
                    <span class="font-medium [overflow-wrap:anywhere]">{subject.0.clone()}</span>
                    <span class="num text-[13px] text-[#5b6876]">{subject.1.clone()}</span>
                </p>
                <p class="alert alert-warning alert-soft items-start py-2.5 text-[13px]" data-testid="life-warning">
                    <span class="mt-0.5"><Icon name=IconName::Warning /></span>
                    <span>{warning.clone()}</span>
                </p>
                {children()}
                <FormError error=asking.failure />
            </div>
        </Dialog>
    }
}

/// Who applies.
#[component]
pub(super) fn Applicant(
    name: RwSignal<String>,
    phone: RwSignal<String>,
    errors: Memo<FieldErrors>,
) -> impl IntoView {
    view! {
        <div class="grid sm:grid-cols-2 gap-4">
            <div data-testid="field-applicant-name">
                <Field label="申请人姓名" required=true error=at(errors, "/applicant_name")>
                    <TextInput value=name max=MAX_PERSON small=true />
                </Field>
            </div>
            <div data-testid="field-applicant-phone">
                <Field label="申请人电话" required=true error=at(errors, "/applicant_phone")>
                    <TextInput
                        value=phone
                        kind="tel"
                        inputmode="tel"
                        small=true
                        placeholder="手机号，或带区号的座机号"
                    />
                </Field>
            </div>
        </div>
    }
}

/// Name and code of an account, for the head of a dialog.
pub(super) fn subject(account: AccountOut) -> (String, String) {
    (account.name, account.identifier.unwrap_or_default())
}
