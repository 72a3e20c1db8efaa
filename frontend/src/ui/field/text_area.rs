use leptos::html;
use leptos::prelude::*;

use super::shell::control_attributes;
use super::text_binding::TextBinding;
use super::text_input::Counter;

/// Multi-line text.
#[component]
pub fn TextArea(
    value: RwSignal<String>,
    /// Maximum length in characters: shows a counter near the limit, never truncates.
    #[prop(optional, into)]
    max: Option<usize>,
    #[prop(default = 3)] rows: u32,
    #[prop(optional, into)] placeholder: MaybeProp<String>,
    #[prop(optional, into)] disabled: Signal<bool>,
    /// Required outside of a [`super::Field`].
    #[prop(optional, into)]
    aria_label: Option<&'static str>,
    #[prop(optional)] node_ref: NodeRef<html::Textarea>,
) -> impl IntoView {
    let (attributes, invalid) = control_attributes(None, aria_label, disabled);
    let binding = TextBinding::new(value);

    Effect::new(move |_| {
        if let Some(element) = node_ref.get()
            && let Some(text) = binding.pending_text(&element.value())
        {
            element.set_value(&text);
        }
    });
    view! {
        <textarea
            {..attributes}
            node_ref=node_ref
            rows=rows
            class="textarea w-full"
            class:textarea-error=move || invalid.get()
            placeholder=move || placeholder.get()
            spellcheck="false"
            on:input=move |event| binding.input(event_target_value(&event))
            on:compositionstart=move |_| binding.composition_start()
            on:compositionend=move |event| binding.composition_end(event_target_value(&event))
        ></textarea>
        {max.map(|max| view! { <Counter value=value max=max /> })}
    }
}
