use leptos::html;
use leptos::prelude::*;

use super::shell::{Around, around};
use super::text_input::Counter;
use super::typing::Typing;

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
    let Around {
        id,
        invalid,
        described_by,
        required,
    } = around();
    let typing = Typing::new(value);

    Effect::new(move |_| {
        if let Some(element) = node_ref.get()
            && let Some(text) = typing.to_write(&element.value())
        {
            element.set_value(&text);
        }
    });
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
            on:input=move |event| typing.typed(event_target_value(&event))
            on:compositionstart=move |_| typing.compose()
            on:compositionend=move |event| typing.composed(event_target_value(&event))
        ></textarea>
        {max.map(|max| view! { <Counter value=value max=max /> })}
    }
}
