use leptos::prelude::*;
use leptos::{ev, html};

use super::shell::control_attributes;
use super::text_binding::TextBinding;

/// Single-line text.
#[component]
pub fn TextInput(
    value: RwSignal<String>,
    /// Maximum length in characters: shows a counter near the limit, never truncates.
    #[prop(optional, into)]
    max: Option<usize>,
    /// `type` of the input.
    #[prop(default = "text".into(), into)]
    kind: Signal<&'static str>,
    #[prop(optional, into)] placeholder: MaybeProp<String>,
    #[prop(default = "off")] autocomplete: &'static str,
    #[prop(optional, into)] inputmode: Option<&'static str>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional)] small: bool,
    #[prop(optional)] class: &'static str,
    /// Required outside of a [`super::Field`].
    #[prop(optional, into)]
    aria_label: Option<&'static str>,
    #[prop(optional, into)] name: Option<&'static str>,
    /// Called on Enter outside of an input method.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    #[prop(optional, into)] on_blur: Option<Callback<()>>,
    #[prop(optional)] node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let (attributes, invalid) = control_attributes(None, aria_label, disabled);
    let binding = TextBinding::new(value);

    // Written only if the signal was changed elsewhere.
    Effect::new(move |_| {
        if let Some(element) = node_ref.get()
            && let Some(text) = binding.pending_text(&element.value())
        {
            element.set_value(&text);
        }
    });
    let keydown = move |event: ev::KeyboardEvent| {
        if event.key() == "Enter"
            && !event.is_composing()
            && !binding.is_composing()
            && let Some(on_enter) = on_enter
        {
            event.prevent_default();
            on_enter.run(());
        }
    };
    view! {
        <input
            {..attributes}
            node_ref=node_ref
            type=move || kind.get()
            name=name
            class=format!("input {class}")
            class:input-sm=small
            class:input-error=move || invalid.get()
            class:w-full=class.is_empty()
            placeholder=move || placeholder.get()
            autocomplete=autocomplete
            inputmode=inputmode
            spellcheck="false"
            on:input=move |event| binding.input(event_target_value(&event))
            // Password managers fill in without typing.
            on:change=move |event| binding.take(event_target_value(&event))
            on:compositionstart=move |_| binding.composition_start()
            on:compositionend=move |event| binding.composition_end(event_target_value(&event))
            on:keydown=keydown
            on:blur=move |_| if let Some(on_blur) = on_blur { on_blur.run(()) }
        />
        {max.map(|max| view! { <Counter value=value max=max /> })}
    }
}

/// Number of characters, shown near the limit.
#[component]
pub(super) fn Counter(value: RwSignal<String>, max: usize) -> impl IntoView {
    let length = Memo::new(move |_| value.with(|v| v.trim().chars().count()));
    let near = move || length.get() * 10 >= max * 8;
    view! {
        <span
            class="self-end text-tiny leading-[16px] num"
            class=("text-error", move || length.get() > max)
            class=("text-muted", move || length.get() <= max)
            hidden=move || !near()
        >
            {move || format!("{} / {max} 字", length.get())}
        </span>
    }
}
