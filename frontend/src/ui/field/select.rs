use leptos::prelude::*;

use super::shell::{FieldAttributes, field_attributes};

/// One of several things to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// One of a list. An empty value is the first line, `blank`.
#[component]
pub fn Select(
    /// The value of the choice.
    value: RwSignal<String>,
    /// What there is to choose.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// The line for nothing chosen (全部, 请选择); without it a choice is always made.
    #[prop(optional, into)]
    blank: Option<&'static str>,
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
    /// Its id, outside of a [`super::Field`].
    #[prop(optional, into)]
    id: Option<String>,
    /// The user chose, after `value` was set.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let FieldAttributes {
        id: id_of_field,
        invalid,
        described_by,
        required,
    } = field_attributes();
    let id = id_of_field.or(id);
    let change = move |event| {
        let chosen = event_target_value(&event);
        value.set(chosen.clone());
        if let Some(on_change) = on_change {
            on_change.run(chosen);
        }
    };
    let options = move || {
        choices
            .get()
            .into_iter()
            .map(|Choice { value: own, label }| {
                let chosen = {
                    let own = own.clone();
                    move || value.with(|value| *value == own)
                };
                view! { <option value=own prop:selected=chosen>{label}</option> }
            })
            .collect_view()
    };
    view! {
        <select
            id=id
            class=format!("select {class}")
            class:select-sm=small
            class:select-error=move || invalid.get()
            class:w-full=class.is_empty()
            aria-label=aria_label
            aria-invalid=move || invalid.get().then_some("true")
            aria-describedby=move || described_by.get()
            aria-required=required.then_some("true")
            disabled=move || disabled.get()
            on:change=change
        >
            {blank.map(|blank| view! {
                <option value="" prop:selected=move || value.with(String::is_empty)>{blank}</option>
            })}
            {options}
        </select>
    }
}
