use leptos::prelude::*;

use super::shell::{FieldContext, unique_id};

/// Radio buttons, inside a [`super::Field`] with `group=true`.
#[component]
pub fn RadioGroup<T>(
    value: RwSignal<Option<T>>,
    /// Values and labels.
    choices: Vec<(T, &'static str)>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let name = unique_id("radio");
    let radios = choices
        .into_iter()
        .map(|(own, label)| {
            view! {
                <label class="flex items-center gap-2 cursor-pointer py-1">
                    <input
                        type="radio"
                        class="radio radio-sm radio-primary"
                        name=name.clone()
                        prop:checked=move || value.get() == Some(own)
                        disabled=move || disabled.get()
                        on:change=move |_| value.set(Some(own))
                    />
                    {label}
                </label>
            }
        })
        .collect_view();
    view! { <Group radio=true>{radios}</Group> }
}

/// Checkboxes, inside a [`super::Field`] with `group=true`.
#[component]
pub fn CheckboxGroup<T>(
    /// In the order of `choices`.
    values: RwSignal<Vec<T>>,
    /// Values and labels.
    choices: Vec<(T, &'static str)>,
    #[prop(optional, into)] disabled: Signal<bool>,
) -> impl IntoView
where
    T: Copy + PartialEq + Send + Sync + 'static,
{
    let order: Vec<T> = choices.iter().map(|&(own, _)| own).collect();
    let order = StoredValue::new(order);
    let toggle = move |own: T, on: bool| {
        values.update(|values| {
            *values = order
                .get_value()
                .into_iter()
                .filter(|&v| if v == own { on } else { values.contains(&v) })
                .collect();
        });
    };
    let boxes = choices
        .into_iter()
        .map(|(own, label)| {
            view! {
                <label class="flex items-center gap-2 cursor-pointer py-1">
                    <input
                        type="checkbox"
                        class="checkbox checkbox-sm checkbox-primary"
                        prop:checked=move || values.with(|values| values.contains(&own))
                        disabled=move || disabled.get()
                        on:change=move |event| toggle(own, event_target_checked(&event))
                    />
                    {label}
                </label>
            }
        })
        .collect_view();
    view! { <Group radio=false>{boxes}</Group> }
}

#[component]
fn Group(radio: bool, children: Children) -> impl IntoView {
    let FieldContext {
        id,
        invalid,
        described_by,
        required,
    } = use_context().unwrap_or_default();
    let label_id = id.as_ref().map(|id| format!("{id}-label"));
    view! {
        <div
            id=id
            role=if radio { "radiogroup" } else { "group" }
            class="flex flex-wrap gap-x-6"
            aria-labelledby=label_id
            aria-invalid=move || (radio && invalid.get()).then_some("true")
            aria-required=(radio && required).then_some("true")
            aria-describedby=move || described_by.get()
        >
            {children()}
        </div>
    }
}
