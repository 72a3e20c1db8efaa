//! Signals of the form: one per field, everything else derived.

use leptos::prelude::*;
use nmrs_domain::account::Function;
use nmrs_domain::error::FieldErrors;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::wire::{AccountIn, ContactIn};

use super::model::{ErrorDisplay, choice_of, is_changed, kind_of_choice};

/// Signals of the form.
#[derive(Clone, Copy)]
pub(crate) struct FormState {
    pub(crate) choice: RwSignal<String>,
    pub(crate) wechat: RwSignal<Option<AccountKind>>,
    pub(crate) platform_name: RwSignal<String>,
    pub(crate) url: RwSignal<String>,
    pub(crate) external_id: RwSignal<String>,
    pub(crate) name: RwSignal<String>,
    pub(crate) owner: RwSignal<String>,
    pub(crate) represents_government: RwSignal<Option<bool>>,
    pub(crate) functions: RwSignal<Vec<Function>>,
    pub(crate) other_function: RwSignal<String>,
    pub(crate) contact_name: RwSignal<String>,
    pub(crate) contact_position: RwSignal<String>,
    pub(crate) contact_mobile: RwSignal<String>,
    pub(crate) contact_landline: RwSignal<String>,
    pub(crate) contact_open: RwSignal<bool>,
    pub(crate) error_display: RwSignal<ErrorDisplay>,
    pub(crate) base: StoredValue<AccountIn>,
    pub(crate) form: Memo<AccountIn>,
    pub(crate) errors: Memo<FieldErrors>,
    /// True if there is unsaved input.
    pub(crate) changed: Memo<bool>,
}

impl FormState {
    pub(crate) fn new(base: AccountIn) -> Self {
        Self::with_start(base.clone(), base)
    }

    /// Form that starts with other values than the registered ones.
    pub(crate) fn with_start(base: AccountIn, start: AccountIn) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let choice = text(choice_of(start.kind));
        let wechat = RwSignal::new(Some(kind_of_choice(
            super::model::WECHAT_CHOICE,
            start.kind,
        )));
        let platform_name = text(&start.platform_name);
        let url = text(&start.url);
        let external_id = text(&start.external_id);
        let name = text(&start.name);
        let owner = text(&start.owner);
        let represents_government = RwSignal::new(start.represents_government);
        let functions = RwSignal::new(start.functions.clone());
        let other_function = text(&start.other_function);
        let contact_name = text(&start.contact.name);
        let contact_position = text(&start.contact.position);
        let contact_mobile = text(&start.contact.mobile);
        let contact_landline = text(&start.contact.landline);
        let contact_open = RwSignal::new(super::model::has_contact(&start));
        let version = base.version;
        let (base, start) = (StoredValue::new(base), StoredValue::new(start));
        let error_display = RwSignal::new(ErrorDisplay::default());
        let form = Memo::new(move |_| AccountIn {
            kind: choice.with(|choice| {
                let wechat = wechat.get().unwrap_or(AccountKind::WechatSubscription);
                kind_of_choice(choice, wechat)
            }),
            platform_name: platform_name.get(),
            name: name.get(),
            owner: owner.get(),
            url: url.get(),
            external_id: external_id.get(),
            represents_government: represents_government.get(),
            functions: functions.get(),
            other_function: other_function.get(),
            contact: ContactIn {
                name: contact_name.get(),
                position: contact_position.get(),
                mobile: contact_mobile.get(),
                landline: contact_landline.get(),
            },
            submit: false,
            version,
        });
        let errors = Memo::new(move |_| {
            error_display.with(|error_display| form.with(|form| error_display.errors(form)))
        });
        let changed =
            Memo::new(move |_| form.with(|form| start.with_value(|start| is_changed(form, start))));
        Self {
            choice,
            wechat,
            platform_name,
            url,
            external_id,
            name,
            owner,
            represents_government,
            functions,
            other_function,
            contact_name,
            contact_position,
            contact_mobile,
            contact_landline,
            contact_open,
            error_display,
            base,
            form,
            errors,
            changed,
        }
    }

    pub(crate) fn fill(self, form: AccountIn) {
        self.choice.set(choice_of(form.kind).to_owned());
        if form.kind.is_wechat() {
            self.wechat.set(Some(form.kind));
        }
        self.contact_open.set(super::model::has_contact(&form));
        self.platform_name.set(form.platform_name);
        self.url.set(form.url);
        self.external_id.set(form.external_id);
        self.name.set(form.name);
        self.owner.set(form.owner);
        self.represents_government.set(form.represents_government);
        self.functions.set(form.functions);
        self.other_function.set(form.other_function);
        self.contact_name.set(form.contact.name);
        self.contact_position.set(form.contact.position);
        self.contact_mobile.set(form.contact.mobile);
        self.contact_landline.set(form.contact.landline);
    }

    /// Reactive.
    pub(crate) fn kind(self) -> AccountKind {
        self.form.with(|form| form.kind)
    }
}
