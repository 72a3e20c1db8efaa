use leptos::prelude::*;

use super::shell::control_attributes;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    pub value: String,
    pub label: String,
}

impl Choice {
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
        }
    }
}

/// Select. An empty value is the line `blank`.
#[component]
pub fn Select(
    value: RwSignal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    /// Line for no choice (全部, 请选择).
    #[prop(optional, into)]
    blank: Option<&'static str>,
    #[prop(optional, into)] disabled: Signal<bool>,
    #[prop(optional)] small: bool,
    #[prop(optional)] class: &'static str,
    /// Required outside of a [`super::Field`].
    #[prop(optional, into)]
    aria_label: Option<&'static str>,
    /// Used outside of a [`super::Field`].
    #[prop(optional, into)]
    id: Option<String>,
    /// Called after `value` was set by the user.
    #[prop(optional, into)]
    on_change: Option<Callback<String>>,
) -> impl IntoView {
    let (attributes, invalid) = control_attributes(id, aria_label, disabled);
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
            {..attributes}
            class=format!("select {class}")
            class:select-sm=small
            class:select-error=move || invalid.get()
            class:w-full=class.is_empty()
            on:change=change
        >
            {blank.map(|blank| view! {
                <option value="" prop:selected=move || value.with(String::is_empty)>{blank}</option>
            })}
            {options}
        </select>
    }
}
