use leptos::prelude::*;

use super::shell::{FieldAttributes, field_attributes};

/// Date input. The value is `2026-11-20` or empty.
#[component]
pub fn DateField(
    value: RwSignal<String>,
    #[prop(optional, into)] min: MaybeProp<String>,
    #[prop(optional, into)] max: MaybeProp<String>,
    #[prop(optional)] small: bool,
    #[prop(optional)] class: &'static str,
    /// Required outside of a [`super::Field`].
    #[prop(optional, into)]
    aria_label: Option<&'static str>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView {
    let FieldAttributes {
        id,
        invalid,
        described_by,
        required,
    } = field_attributes();
    view! {
        <input
            id=id
            type="date"
            class=format!("input num {class}")
            class:input-sm=small
            class:input-error=move || invalid.get()
            class:w-full=class.is_empty()
            min=move || min.get()
            max=move || max.get()
            aria-label=aria_label
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described_by.get()
            aria-required=required.then_some("true")
            disabled=move || disabled.get()
            prop:value=move || value.get()
            on:change=move |event| value.set(event_target_value(&event))
        />
    }
}
