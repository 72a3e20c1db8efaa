use leptos::context::Provider;
use leptos::prelude::*;
use nmrs_domain::account::{Function, MAX_NAME, MAX_OTHER_FUNCTION, MAX_OWNER};

use super::row::Row;
use crate::pages::account::form::state::FormState;
use crate::ui::{CheckboxGroup, FieldContext, RadioGroup, TextInput};

#[component]
pub(crate) fn BasicFields() -> impl IntoView {
    let state = expect_context::<FormState>();
    view! {
        <Row pointer="/name" label="名称" required=true hint="与平台上认证的名称一致。">
            <TextInput value=state.name max=MAX_NAME small=true class="w-full sm:w-96" />
        </Row>
        <Row pointer="/owner" label="开设主体" required=true hint="开设该账号的单位或其内设机构。">
            <TextInput value=state.owner max=MAX_OWNER small=true class="w-full sm:w-96" />
        </Row>
        <Row
            pointer="/represents_government"
            label="代表本级政府"
            required=true
            group=true
            hint="账号是否代表省、市、县（区）人民政府或国务院部门发声。"
        >
            <RadioGroup
                value=state.represents_government
                choices=vec![(true, "是"), (false, "否")]
            />
        </Row>
        <FunctionsRow />
    }
}

#[component]
fn FunctionsRow() -> impl IntoView {
    let state = expect_context::<FormState>();
    let wants_other = Memo::new(move |_| {
        state
            .functions
            .with(|chosen| chosen.contains(&Function::Other))
    });
    let choices = Function::ALL
        .into_iter()
        .map(|function| (function, function.label()))
        .collect::<Vec<_>>();
    view! {
        <Row pointer="/functions" label="功能" required=true group=true>
            <CheckboxGroup values=state.functions choices=choices />
        </Row>
        <Show when=move || wants_other.get()>
            <Row pointer="/other_function" label="其他功能" required=true>
                <TextInput
                    value=state.other_function
                    max=MAX_OTHER_FUNCTION
                    small=true
                    class="w-full sm:w-96"
                    placeholder="请写明其他功能"
                />
            </Row>
        </Show>
    }
}

/// A second control in a row, which does not take the id and errors of the row.
#[component]
pub(crate) fn SecondControl(
    id: &'static str,
    /// Label for screen readers.
    label: &'static str,
    children: Children,
) -> impl IntoView {
    let context = FieldContext {
        id: Some(id.into()),
        ..FieldContext::default()
    };
    view! {
        <span class="sr-only" id=format!("{id}-label")>{label}</span>
        <Provider value=context>{children()}</Provider>
    }
}
