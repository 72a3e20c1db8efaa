use leptos::prelude::*;

use super::shell::control_attributes;

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
    let (attributes, invalid) = control_attributes(None, aria_label, disabled);
    view! {
        <input
            {..attributes}
            type="date"
            class=format!("input num {class}")
            class:input-sm=small
            class:input-error=move || invalid.get()
            class:w-full=class.is_empty()
            min=move || min.get()
            max=move || max.get()
            prop:value=move || value.get()
            on:change=move |event| value.set(event_target_value(&event))
        />
    }
}
