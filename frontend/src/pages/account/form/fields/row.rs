use leptos::context::Provider;
use leptos::prelude::*;
use wasm_bindgen::JsCast as _;

use crate::pages::account::form::model::pointer_id;
use crate::pages::account::form::state::FormState;
use crate::ui::FieldContext;

/// Row of the form: label, control, hint and error. Marks its field as touched when the focus
/// leaves it.
#[component]
pub(crate) fn Row(
    pointer: &'static str,
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] required: bool,
    #[prop(optional)] group: bool,
    #[prop(optional, into)] hint: MaybeProp<String>,
    children: Children,
) -> impl IntoView {
    let state = expect_context::<FormState>();
    let id = pointer_id(pointer);
    let error = Memo::new(move |_| state.errors.with(|e| e.at(pointer).map(str::to_owned)));
    let invalid = Memo::new(move |_| error.with(Option::is_some));
    let (error_id, hint_id) = (format!("{id}-error"), format!("{id}-hint"));
    let described_by = {
        let (error_id, hint_id) = (error_id.clone(), hint_id.clone());
        Signal::derive(move || {
            let ids: Vec<_> = [
                invalid.get().then_some(error_id.as_str()),
                (!invalid.get() && hint.with(Option::is_some)).then_some(hint_id.as_str()),
            ]
            .into_iter()
            .flatten()
            .collect();
            (!ids.is_empty()).then(|| ids.join(" "))
        })
    };
    let context = FieldContext {
        id: id.clone(),
        invalid: invalid.into(),
        described_by,
        required,
    };
    let label_id = format!("{id}-label");
    let words = move || {
        view! {
            {move || label.get()}
            {required.then(|| view! {
                <span class="text-error ml-0.5" aria-hidden="true">"*"</span>
                <span class="sr-only">"（必填）"</span>
            })}
        }
    };
    let label = if group {
        view! { <span class="lbl sm:text-right sm:pt-1.5" id=label_id>{words()}</span> }.into_any()
    } else {
        view! {
            <label class="lbl sm:text-right sm:pt-1.5" id=label_id for=id.clone()>{words()}</label>
        }
        .into_any()
    };
    view! {
        <div
            class="grid grid-cols-1 sm:grid-cols-[132px_minmax(0,1fr)] gap-x-4 gap-y-1 items-start"
            data-testid=id
            on:focusout=move |event| {
                if !stays_inside(&event) {
                    // The row may be removed with the focus in it.
                    state.error_display.try_update(|error_display| error_display.touch(pointer));
                }
            }
        >
            {label}
            <div class="min-w-0 flex flex-col gap-1 items-start">
                <Provider value=context>{children()}</Provider>
                // Always in the page, so that screen readers announce it.
                <p
                    id=error_id
                    class="text-small leading-[18px] text-error wrap-anywhere"
                    role="alert"
                    hidden=move || !invalid.get()
                >
                    {move || error.get()}
                </p>
                <p
                    id=hint_id
                    class="text-tiny leading-[18px] text-muted wrap-anywhere"
                    // The error repeats the hint.
                    hidden=move || invalid.get() || hint.with(Option::is_none)
                >
                    {move || hint.get()}
                </p>
            </div>
        </div>
    }
}

/// Returns true if the focus moves between controls of the same row.
fn stays_inside(event: &web_sys::FocusEvent) -> bool {
    let inside = || {
        let row: web_sys::Node = event.current_target()?.dyn_into().ok()?;
        let next: web_sys::Node = event.related_target()?.dyn_into().ok()?;
        Some(row.contains(Some(&next)))
    };
    inside().unwrap_or(false)
}
