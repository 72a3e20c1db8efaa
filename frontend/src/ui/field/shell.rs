use std::sync::atomic::{AtomicU32, Ordering};

use leptos::attr::any_attribute::{AnyAttribute, IntoAnyAttribute as _};
use leptos::context::Provider;
use leptos::prelude::*;

/// Attributes that a control takes from the [`FieldShell`] around it.
#[derive(Clone, Default)]
pub struct FieldContext {
    pub id: Option<String>,
    pub invalid: Signal<bool>,
    /// Ids of hint and error.
    pub described_by: Signal<Option<String>>,
    pub required: bool,
}

/// Id, ARIA attributes and `disabled` of a control, and true while its value is invalid.
pub(super) fn control_attributes(
    own_id: Option<String>,
    aria_label: Option<&'static str>,
    disabled: Signal<bool>,
) -> (AnyAttribute, Signal<bool>) {
    let FieldContext {
        id,
        invalid,
        described_by,
        required,
    } = use_context().unwrap_or_default();
    let attributes = view! {
        <{..}
            id=id.or(own_id)
            aria-label=aria_label
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described_by.get()
            aria-required=required.then_some("true")
            disabled=move || disabled.get()
        />
    };
    (attributes.into_any_attr(), invalid)
}

/// Unique element id.
pub(crate) fn unique_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Label, control, hint and error, one below the other.
#[component]
pub fn Field(
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] required: bool,
    #[prop(optional, into)] hint: MaybeProp<String>,
    #[prop(optional, into)] error: MaybeProp<String>,
    /// Given if something else refers to the control.
    #[prop(optional, into)]
    id: Option<String>,
    /// Group of controls: the label is no `<label>`.
    #[prop(optional)]
    group: bool,
    children: Children,
) -> impl IntoView {
    let id = id.unwrap_or_else(|| unique_id("field"));
    view! {
        <div class="flex flex-col gap-1 min-w-0">
            <FieldShell id=id label=label required=required hint=hint error=error group=group>
                {children()}
            </FieldShell>
        </div>
    }
}

/// Label, control, hint and error of a field, for the layout around it.
#[component]
pub fn FieldShell(
    id: String,
    label: Signal<String>,
    required: bool,
    hint: MaybeProp<String>,
    error: MaybeProp<String>,
    group: bool,
    /// The label has its own column, and the error replaces the hint.
    #[prop(optional)]
    row: bool,
    children: Children,
) -> impl IntoView {
    let label_id = format!("{id}-label");
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let not_empty = |text: &Option<String>| text.as_ref().is_some_and(|text| !text.is_empty());
    let invalid = Memo::new(move |_| error.with(not_empty));
    let has_hint = Memo::new(move |_| hint.with(not_empty) && !(row && invalid.get()));
    let described_by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        Signal::derive(move || match (has_hint.get(), invalid.get()) {
            (true, true) => Some(format!("{error_id} {hint_id}")),
            (true, false) => Some(hint_id.clone()),
            (false, true) => Some(error_id.clone()),
            (false, false) => None,
        })
    };
    let context = FieldContext {
        id: Some(id.clone()),
        invalid: invalid.into(),
        described_by,
        required,
    };
    let label = view! {
        {move || label.get()}
        {required.then(|| view! {
            <span class="text-error ml-0.5" aria-hidden="true">"*"</span>
            <span class="sr-only">"（必填）"</span>
        })}
    };
    let class = match (row, group) {
        (true, _) => "lbl sm:text-right sm:pt-1.5",
        (false, true) => "lbl",
        (false, false) => "lbl w-fit",
    };
    let label = if group {
        view! { <span class=class id=label_id>{label}</span> }.into_any()
    } else {
        view! { <label class=class id=label_id for=id>{label}</label> }.into_any()
    };
    let control = view! {
        <Provider value=context>{children()}</Provider>
        <p
            id=hint_id
            class="text-tiny leading-[18px] text-muted"
            class=("wrap-anywhere", row)
            hidden=move || !has_hint.get()
        >
            {move || hint.get()}
        </p>
        // Always in the page, so that screen readers announce it.
        <p
            id=error_id
            class="text-small leading-[18px] text-error"
            class=("wrap-anywhere", row)
            role="alert"
            hidden=move || !invalid.get()
        >
            {move || error.get()}
        </p>
    };
    let control = if row {
        view! { <div class="min-w-0 flex flex-col gap-1 items-start">{control}</div> }.into_any()
    } else {
        control.into_any()
    };
    view! { {label} {control} }
}
