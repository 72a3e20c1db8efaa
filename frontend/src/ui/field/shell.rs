use std::sync::atomic::{AtomicU32, Ordering};

use leptos::context::Provider;
use leptos::prelude::*;

/// Attributes that a control takes from the [`Field`] around it.
#[derive(Clone)]
pub struct FieldContext {
    pub id: String,
    pub invalid: Signal<bool>,
    /// Ids of hint and error.
    pub described_by: Signal<Option<String>>,
    pub required: bool,
}

pub(super) struct FieldAttributes {
    pub(super) id: Option<String>,
    pub(super) invalid: Signal<bool>,
    pub(super) described_by: Signal<Option<String>>,
    pub(super) required: bool,
}

pub(super) fn field_attributes() -> FieldAttributes {
    match use_context::<FieldContext>() {
        Some(field) => FieldAttributes {
            id: Some(field.id),
            invalid: field.invalid,
            described_by: field.described_by,
            required: field.required,
        },
        None => FieldAttributes {
            id: None,
            invalid: Signal::default(),
            described_by: Signal::default(),
            required: false,
        },
    }
}

/// Unique element id.
pub(crate) fn unique_id(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// Label, control, hint and error.
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
    let label_id = format!("{id}-label");
    let hint_id = format!("{id}-hint");
    let error_id = format!("{id}-error");
    let has_hint = Memo::new(move |_| hint.with(|h| h.as_ref().is_some_and(|h| !h.is_empty())));
    let invalid = Memo::new(move |_| error.with(|e| e.as_ref().is_some_and(|e| !e.is_empty())));
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
        id: id.clone(),
        invalid: invalid.into(),
        described_by,
        required,
    };
    let text = move || {
        view! {
            {move || label.get()}
            {required.then(|| view! {
                <span class="text-error ml-0.5" aria-hidden="true">"*"</span>
                <span class="sr-only">"（必填）"</span>
            })}
        }
    };
    let label = if group {
        view! { <span class="lbl" id=label_id>{text()}</span> }.into_any()
    } else {
        view! { <label class="lbl w-fit" id=label_id for=id>{text()}</label> }.into_any()
    };
    view! {
        <div class="flex flex-col gap-1 min-w-0">
            {label}
            <Provider value=context>{children()}</Provider>
            <p id=hint_id class="text-tiny leading-[18px] text-muted" hidden=move || !has_hint.get()>
                {move || hint.get()}
            </p>
            // Always in the page, so that screen readers announce it.
            <p id=error_id class="text-small leading-[18px] text-error" role="alert" hidden=move || !invalid.get()>
                {move || error.get()}
            </p>
        </div>
    }
}
