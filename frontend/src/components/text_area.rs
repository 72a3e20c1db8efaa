use leptos::html;
use leptos::prelude::*;

use super::field::FieldContext;
use super::text_input::Counter;

/// Several lines of text. Like [`super::TextInput`], it leaves an input method alone.
#[component]
pub fn TextArea(
    /// The text.
    value: RwSignal<String>,
    /// Most characters: shows a counter near the end and never cuts.
    #[prop(optional, into)]
    max: Option<usize>,
    /// Lines in view.
    #[prop(default = 3)]
    rows: u32,
    /// Shown while it is empty.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Its name, outside of a [`super::Field`].
    #[prop(optional, into)]
    aria_label: Option<&'static str>,
    /// The element, to put the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Textarea>,
) -> impl IntoView {
    let field = use_context::<FieldContext>();
    let composing = StoredValue::new(false);
    let invalid = field.as_ref().map_or_else(Signal::default, |f| f.invalid);
    let described_by = field
        .as_ref()
        .map_or_else(Signal::default, |f| f.described_by);
    let required = field.as_ref().is_some_and(|f| f.required);
    let id = field.map(|f| f.id);

    Effect::new(move |_| {
        let text = value.get();
        if let Some(element) = node_ref.get()
            && element.value() != text
            && !composing.get_value()
        {
            element.set_value(&text);
        }
    });
    let read = move || {
        if let Some(element) = node_ref.get_untracked() {
            value.set(element.value());
        }
    };
    view! {
        <textarea
            node_ref=node_ref
            id=id
            rows=rows
            class="textarea w-full"
            class:textarea-error=move || invalid.get()
            placeholder=move || placeholder.get()
            aria-label=aria_label
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described_by.get()
            aria-required=required.then_some("true")
            spellcheck="false"
            disabled=move || disabled.get()
            on:input=move |_| if !composing.get_value() { read() }
            on:compositionstart=move |_| composing.set_value(true)
            on:compositionend=move |_| {
                composing.set_value(false);
                read();
            }
        ></textarea>
        {max.map(|max| view! { <Counter value=value max=max /> })}
    }
}
