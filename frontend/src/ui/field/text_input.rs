use leptos::prelude::*;
use leptos::{ev, html};

use super::shell::{FieldAttributes, field_attributes};
use super::text_binding::TextBinding;

/// A line of text.
///
/// While an input method composes, neither is the value read nor written: rewriting it would throw
/// the half-typed characters away.
#[component]
pub fn TextInput(
    /// The text.
    value: RwSignal<String>,
    /// Most characters: shows a counter near the end and never cuts, so that nothing is lost.
    #[prop(optional, into)]
    max: Option<usize>,
    /// `text`, `password`, `tel`, `url`, `search`.
    #[prop(default = "text".into(), into)]
    kind: Signal<&'static str>,
    /// Shown while it is empty.
    #[prop(optional, into)]
    placeholder: MaybeProp<String>,
    /// What browsers may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// Which keyboard a phone shows.
    #[prop(optional, into)]
    inputmode: Option<&'static str>,
    /// Cannot be changed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// The low form, for filter bars.
    #[prop(optional)]
    small: bool,
    /// Width and the like.
    #[prop(optional)]
    class: &'static str,
    /// Its name, outside of a [`super::Field`].
    #[prop(optional, into)]
    aria_label: Option<&'static str>,
    /// Name for password managers and tests.
    #[prop(optional, into)]
    name: Option<&'static str>,
    /// Enter was pressed, and not to choose a character.
    #[prop(optional, into)]
    on_enter: Option<Callback<()>>,
    /// The user has left the field.
    #[prop(optional, into)]
    on_blur: Option<Callback<()>>,
    /// The element, to put the focus there.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let FieldAttributes {
        id,
        invalid,
        described_by,
        required,
    } = field_attributes();
    let binding = TextBinding::new(value);

    // The element is written only when the value was changed from elsewhere.
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
            node_ref=node_ref
            id=id
            type=move || kind.get()
            name=name
            class=format!("input {class}")
            class:input-sm=small
            class:input-error=move || invalid.get()
            class:w-full=class.is_empty()
            placeholder=move || placeholder.get()
            autocomplete=autocomplete
            inputmode=inputmode
            aria-label=aria_label
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described_by.get()
            aria-required=required.then_some("true")
            spellcheck="false"
            disabled=move || disabled.get()
            on:input=move |event| binding.input(event_target_value(&event))
            // Password managers fill in without binding.
            on:change=move |event| binding.take(event_target_value(&event))
            on:compositionstart=move |_| binding.composition_start()
            on:compositionend=move |event| binding.composition_end(event_target_value(&event))
            on:keydown=keydown
            on:blur=move |_| if let Some(on_blur) = on_blur { on_blur.run(()) }
        />
        {max.map(|max| view! { <Counter value=value max=max /> })}
    }
}

/// How many characters there are, once the limit is near.
#[component]
pub(super) fn Counter(value: RwSignal<String>, max: usize) -> impl IntoView {
    let length = Memo::new(move |_| value.with(|v| v.trim().chars().count()));
    let near = move || length.get() * 10 >= max * 8;
    view! {
        <span
            class="self-end text-[12px] leading-[16px] num"
            class=("text-error", move || length.get() > max)
            class=("text-[#5b6876]", move || length.get() <= max)
            hidden=move || !near()
        >
            {move || format!("{} / {max} 字", length.get())}
        </span>
    }
}
